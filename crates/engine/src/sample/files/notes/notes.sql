select id, ticket_id, body, author, written_at
from ticket_notes
where ticket_id = {{ ticketInput.value }}
order by written_at desc
