-- The appointment at which a visit goes on waits for parts of that visit's own, not for the shelf; null: an ordinary one.
alter table appointments.appointments add column waits_for jsonb;
