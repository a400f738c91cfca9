update stock
set quantity = {{ countInput.value }}, counted_at = now(), counted_by = {{ current_user.email }}
where sku = {{ stockTable.selectedRow.sku }} and warehouse = {{ warehouseSelect.value }}
