-- People on duty are also called for a danger that nobody’s car signalled: a case that an owner’s words opened.
alter table duty.calls alter column alert_id drop not null, add column case_id text, add check ((alert_id is null) <> (case_id is null));
create unique index calls_of_a_case on duty.calls (case_id, severity, nth) where case_id is not null;
