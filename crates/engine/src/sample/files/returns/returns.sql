select id, order_id, sku, condition, arrived_at
from returns
where booked_at is null
order by arrived_at
