-- What an event said of a call, so that an end or a key that is told before the beginning is not lost.
alter table hotline.heard add column channel_id text, add column said text check (said in ('gone', 'danger', 'callBack'));
create index on hotline.heard (brand_id, channel_id) where said is not null;
-- Until which due time somebody was already told that a call-back is late.
alter table hotline.contacts add column told_late_at timestamptz;
create index on hotline.contacts (brand_id, phone) where state = 'callBack';
-- Somebody in danger on the telephone whose car nobody knows: a person on duty is called for the contact itself.
alter table duty.calls add column contact_id text, add column contact_number text;
alter table duty.calls drop constraint calls_check;
alter table duty.calls add constraint calls_cause check (num_nonnulls(alert_id, case_id, contact_id) = 1);
create unique index calls_of_a_contact on duty.calls (contact_id, severity, nth) where contact_id is not null;
