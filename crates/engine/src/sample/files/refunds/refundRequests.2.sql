select r.id,
       r.order_id,
       o.customer_name,
       r.amount_cents / 100.0 as amount,
       r.reason,
       r.requested_at,
       r.amount_cents > 20000 as needs_second_person
from refund_requests r
join orders o on o.id = r.order_id
where r.decided_at is null
order by needs_second_person desc, r.requested_at
