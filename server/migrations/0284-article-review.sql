-- An article is published by somebody other than who wrote it: who did each step, and whether it changed the text.
alter table conversations.articles drop constraint articles_state_check;
alter table conversations.articles add constraint articles_state_check check (state in ('draft', 'inReview', 'sentBack', 'dropped', 'published', 'withdrawn'));
alter table conversations.articles add column by_id text;
alter table conversations.articles add column wrote boolean not null default false;
update conversations.articles set wrote = true where state = 'draft';

-- What each evaluation gave: whether teaching helped is read off the difference to the run before with the same cases.
create table conversations.evaluations (
  id text primary key,
  brand_id text not null,
  cases_hash text not null,
  cases int not null,
  scores jsonb not null,
  by_name text not null,
  at timestamptz not null
);
create index on conversations.evaluations (brand_id, cases_hash, at);
call platform.wall('conversations.evaluations');
