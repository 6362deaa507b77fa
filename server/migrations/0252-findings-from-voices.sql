-- A voice from outside can be a finding too, once.
alter table improvement.findings drop constraint findings_source_check;
alter table improvement.findings add constraint findings_source_check check (source in ('survey', 'staff', 'voice'));
alter table improvement.findings add column voice_id text;
create unique index on improvement.findings (voice_id) where voice_id is not null;
