select date_trunc('day', placed_at) as day,
       count(*) as orders,
       sum(total_cents) / 100.0 as revenue,
       count(*) filter (where status = 'cancelled') as cancelled
from orders
where placed_at >= now() - ({{ rangeSelect.value ?? 14 }} * interval '1 day')
  and channel <> 'test'
group by 1
order by 1 desc
