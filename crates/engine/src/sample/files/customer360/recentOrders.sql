select id, status, total_cents / 100.0 as total, placed_at
from orders
where customer_id = {{ customer.data.id[0] }}
order by placed_at desc
limit 25
