select sku, name, bin, quantity, counted_at
from stock
where warehouse = {{ warehouseSelect.value }}
order by bin, sku
