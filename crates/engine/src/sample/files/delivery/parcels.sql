select tracking_number, carrier, order_id, status, last_seen_at, last_place
from parcels
where delivered_at is null
order by last_seen_at
