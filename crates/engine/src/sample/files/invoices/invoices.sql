select id, order_id, number, issued_on, due_on, total_cents / 100.0 as total, paid_on
from invoices
where issued_on between {{ period.startValue }} and {{ period.endValue }}
order by number
