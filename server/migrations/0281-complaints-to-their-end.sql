-- Whose complaint it is where that is known, what the owner said of the answer, and when it climbed: because nobody answered in time, or
-- because the owner was not satisfied. `again_due_at` is the clock of an answer that is owed once more.
alter table voices.voices add column owner_id text;
alter table voices.voices add column again_due_at timestamptz;
alter table voices.voices add column satisfied boolean;
alter table voices.voices add column judged_words text;
alter table voices.voices add column judged_at timestamptz;
alter table voices.voices add column climbed_at timestamptz;
alter table voices.voices add column climbed_why text check (climbed_why in ('late', 'notSatisfied'));
update voices.voices v set owner_id = c.owner_id from cases.cases c where v.channel = 'app' and c.id = v.case_id;
drop policy wall on voices.voices;
call platform.wall('voices.voices');
create index on voices.voices (owner_id, said_at desc) where owner_id is not null;
create index on voices.voices (vin) where vin is not null and kind = 'complaint' and state in ('fresh', 'looking');
create index on voices.voices (answer_due_at) where state in ('fresh', 'looking') and twin_of is null and climbed_at is null;
