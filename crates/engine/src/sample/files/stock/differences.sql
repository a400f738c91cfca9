select sku, name, expected - quantity as missing
from stock
where warehouse = {{ warehouseSelect.value }} and expected <> quantity
order by abs(expected - quantity) desc
