update returns
set booked_at = now(), condition = {{ conditionSelect.value }}
where id = {{ returnsTable.selectedRow.id }}
