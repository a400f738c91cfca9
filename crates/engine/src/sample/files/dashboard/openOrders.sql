select id, customer_name, status, total_cents / 100.0 as total, placed_at
from orders
where status in ('new', 'paid', 'packing')
order by placed_at
limit 200
