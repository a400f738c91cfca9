select count(*) as overdue, coalesce(sum(total_cents), 0) / 100.0 as amount
from invoices
where paid_on is null and due_on < current_date
