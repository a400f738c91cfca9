select id, subject, requester, priority, opened_at, assignee
from tickets
where closed_at is null
order by array_position(array['urgent', 'high', 'normal', 'low'], priority), opened_at
