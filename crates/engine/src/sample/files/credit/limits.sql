select c.id, c.name, c.credit_limit_cents / 100.0 as credit_limit, coalesce(sum(i.total_cents), 0) / 100.0 as open_amount
from customers c
left join invoices i on i.customer_id = c.id and i.paid_on is null
group by c.id
order by open_amount desc
