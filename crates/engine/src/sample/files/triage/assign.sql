update tickets
set assignee = {{ assigneeSelect.value }}
where id = any({{ queueTable.selectedRows.map((row) => row.id) }})
