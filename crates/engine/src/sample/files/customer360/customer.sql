select id, name, email, phone, segment, created_at
from customers
where id = {{ url.searchParams.customer ?? customerSearch.value }}
