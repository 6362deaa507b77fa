-- What the engine of alerts remembers of a car is read and written whole, with every report: as text it costs the database
-- nothing but its bytes, and with room on its page and no index on it the row is updated in place.
alter table alerts.memory alter column memory type text using memory::text;
alter table alerts.memory set (fillfactor = 60);
