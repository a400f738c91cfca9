select count(*) as orders, coalesce(sum(total_cents), 0) / 100.0 as value
from orders
where customer_id = {{ customer.data.id[0] }} and status <> 'cancelled'
