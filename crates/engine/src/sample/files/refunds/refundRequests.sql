select r.id, r.order_id, o.customer_name, r.amount_cents / 100.0 as amount, r.reason, r.requested_at
from refund_requests r
join orders o on o.id = r.order_id
where r.decided_at is null
order by r.requested_at
