update customers
set credit_limit_cents = {{ newLimit.value * 100 }}
where id = {{ limitsTable.selectedRow.id }}
