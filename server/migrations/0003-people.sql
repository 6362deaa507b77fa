-- Owners, staff, how they sign in, what they agreed to, and who looked at them.
create schema people;

create table people.staff (
  id text primary key,
  user_name text not null unique,
  name text not null,
  language text not null default 'zh',
  password_hash text,
  password_is_temporary boolean not null default false,
  disabled_at timestamptz,
  added_at timestamptz not null,
  version int not null default 1
);

-- A role for one brand or (null) all, at one outlet or (null) everywhere.
create table people.grants (
  staff_id text not null references people.staff,
  role text not null,
  brand_id text,
  outlet_id text,
  unique nulls not distinct (staff_id, role, brand_id, outlet_id)
);
create index on people.grants (role, brand_id, outlet_id);
create index on people.grants (outlet_id) where outlet_id is not null;
alter table people.grants enable row level security;
alter table people.grants force row level security;
-- Who works for the whole alliance is known to every brand; who works for another brand is not.
create policy wall on people.grants using ((select platform.sees_all()) or brand_id is null or brand_id = any((select platform.seen_brands())::text[]))
  with check ((select platform.sees_all()) or brand_id = any((select platform.seen_brands())::text[]));

-- One person, one phone, one account, however many brands. What a brand knows of the person is in owner_brands.
create table people.owners (
  id text primary key,
  phone text not null unique,
  -- People give the last four digits; a column of its own, because the wall keeps an index on an expression from use.
  phone_tail text not null generated always as (right(phone, 4)) stored,
  language text not null default 'zh',
  added_at timestamptz not null
);
create index on people.owners (phone_tail);

create table people.owner_brands (
  owner_id text not null references people.owners,
  brand_id text not null,
  name text not null,
  kind text not null check (kind in ('person', 'family', 'company')),
  added_at timestamptz not null,
  version int not null default 1,
  primary key (owner_id, brand_id)
);
create index on people.owner_brands (brand_id, name);
call platform.wall('people.owner_brands');

-- A brand's staff see an owner only through a row that links the two; an owner sees themselves.
alter table people.owners enable row level security;
alter table people.owners force row level security;
create policy wall on people.owners using (case when (select platform.seen_person()) is not null then id = (select platform.seen_person())
  else (select platform.sees_all()) or exists (select 1 from people.owner_brands b where b.owner_id = owners.id and b.brand_id = any((select platform.seen_brands())::text[])) end);

-- Others who drive an owner's cars of one brand.
create table people.drivers (
  id text primary key,
  owner_id text not null references people.owners,
  brand_id text not null,
  name text not null,
  phone text not null,
  may_sign_in boolean not null,
  added_at timestamptz not null,
  unique (owner_id, brand_id, phone)
);
create index on people.drivers (phone);
call platform.wall('people.drivers');

-- Append-only: the last row of a purpose counts, none means no.
create table people.consents (
  id bigint generated always as identity primary key,
  owner_id text not null references people.owners,
  purpose text not null,
  granted boolean not null,
  at timestamptz not null
);
create index on people.consents (owner_id, purpose, id);
alter table people.consents enable row level security;
alter table people.consents force row level security;
create policy wall on people.consents using (case when (select platform.seen_person()) is not null then owner_id = (select platform.seen_person())
  else (select platform.sees_all()) or exists (select 1 from people.owner_brands b where b.owner_id = consents.owner_id and b.brand_id = any((select platform.seen_brands())::text[])) end);

-- Each look behind a mask, for the owner to read.
create table people.looks (
  id text primary key,
  owner_id text not null,
  brand_id text not null,
  staff_id text not null,
  staff_name text not null,
  what text not null,
  why text not null,
  at timestamptz not null
);
create index on people.looks (owner_id, at);
call platform.wall('people.looks');

create table people.sessions (
  id text primary key,
  token_sha256 text not null unique,
  kind text not null check (kind in ('owner', 'staff')),
  person_id text not null,
  driver_id text,
  device text not null,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index on people.sessions (person_id);

-- Failed sign-ins by the name that was typed, known or not.
create table people.sign_in_tries (
  user_name text primary key,
  failed int not null default 0,
  last_failed_at timestamptz,
  locked_until timestamptz
);

-- Each time somebody asks for a code, known or not; the code's hash comes when it is sent.
create table people.phone_codes (
  id text primary key,
  phone text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  code_hash text,
  tries int not null default 0,
  used_at timestamptz
);
create index on people.phone_codes (phone, asked_at);
