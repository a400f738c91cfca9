select date_trunc('day', placed_at) as day, count(*) as orders, sum(total_cents) / 100.0 as revenue
from orders
where placed_at >= now() - interval '14 days'
group by 1
order by 1 desc
