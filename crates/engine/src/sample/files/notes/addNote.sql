insert into ticket_notes (ticket_id, body, author)
values ({{ ticketInput.value }}, {{ noteModalField.value }}, {{ current_user.email }})
