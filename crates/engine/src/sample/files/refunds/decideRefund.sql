update refund_requests
set decided_at = now(),
    decision = {{ decision.value }},
    note = {{ rejectModalField.value }}
where id = {{ requestsTable.selectedRow.id }}
  and decided_at is null
