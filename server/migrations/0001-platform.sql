-- What every module stands on: walls between brands, the audit, idempotent answers, the demo's inbox of sent messages.
create extension if not exists btree_gist;
create schema platform;

-- The walls. A connection says once per transaction whose rows it may see; no setting means no rows.
create function platform.sees_all() returns boolean language sql stable as
  $$ select coalesce(current_setting('careloop.brands', true), '') = '*' $$;
create function platform.seen_brands() returns text[] language sql stable as
  $$ select string_to_array(coalesce(current_setting('careloop.brands', true), ''), ',') $$;
create function platform.seen_person() returns text language sql stable as
  $$ select nullif(current_setting('careloop.person', true), '') $$;

-- Puts a table behind the walls: by brand_id, and by owner_id too where it has one.
create procedure platform.wall(walled regclass) language plpgsql as $$
declare
  owned boolean := exists (select 1 from pg_attribute where attrelid = walled and attname = 'owner_id' and not attisdropped);
begin
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  execute format('create policy wall on %s using (((select platform.sees_all()) or brand_id = any((select platform.seen_brands())::text[]))%s)',
    walled, case when owned then ' and ((select platform.seen_person()) is null or owner_id = (select platform.seen_person()))' else '' end);
end $$;

create table platform.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  action text not null,
  subject text not null,
  subject_id text not null,
  brand_id text,
  version int,
  before jsonb,
  after jsonb,
  why text
);
create index on platform.audit (subject, subject_id, id);
create index on platform.audit (actor_id, id);
create function platform.audit_is_append_only() returns trigger language plpgsql as
  $$ begin raise exception 'the audit is append-only'; end $$;
create trigger append_only before update or delete or truncate on platform.audit
  for each statement execute function platform.audit_is_append_only();

create table platform.answers (
  key text not null,
  actor text not null,
  operation text not null,
  status int not null,
  body jsonb not null,
  at timestamptz not null,
  primary key (actor, key)
);

create table platform.counters (name text primary key, value bigint not null);

create table platform.files (
  id text primary key,
  bytes_size int not null,
  media_type text not null,
  sha256 text not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null
);
