-- Batteries: what is remembered of each car's battery, what was found, and how right it was.
create schema batteries;

-- The library's state of a car's battery as text, with the library's version. Frames of the stream up to fed_to are in it, none twice.
create table batteries.states (
  vin text primary key, brand_id text not null, model_id text not null, library_version int not null, fed_to bigint not null default 0,
  first_at timestamptz, last_at timestamptz, written_at timestamptz not null, rebuilt_at timestamptz, rebuilt_rows int,
  frames bigint not null default 0, body text not null, report jsonb not null
);
create index on batteries.states (brand_id, model_id);
create index on batteries.states (library_version);
call platform.wall('batteries.states');

-- Health day by day, as it was estimated on that day.
create table batteries.health_days (
  vin text not null, on_day date not null, brand_id text not null, capacity_ah real not null, low_ah real not null, high_ah real not null,
  soh_pct real, low_pct real, high_pct real, measurements int not null, primary key (vin, on_day)
);
call platform.wall('batteries.health_days');

-- One trouble of one battery at one place. `thread` joins the findings of one car and one cause that are open together: one case per thread.
create table batteries.findings (
  id text primary key, number text not null unique, thread text not null, vin text not null, brand_id text not null, model_id text not null, owner_id text not null,
  key text not null, rule text not null, cause text not null, tier text not null check (tier in ('stop', 'visit', 'info')), worst_tier text not null check (worst_tier in ('stop', 'visit', 'info')),
  state text not null check (state in ('open', 'cleared')), cells int[], probes int[], quantity text not null, value double precision not null, unit text not null, low double precision not null, high double precision not null,
  score real not null, onset_at timestamptz, days_of_data real not null, ruled_out text[] not null, next_test text not null, also jsonb not null default '{}',
  library_version int not null, found_at timestamptz not null, told_at timestamptz not null, visit_told_at timestamptz, last_at timestamptz not null, cleared_at timestamptz, cleared_because text, series jsonb,
  outcome text check (outcome in ('confirmed', 'otherCause', 'nothingFound')), outcome_words text, outcome_at timestamptz, outcome_by text, found_kind text, work_order_id text, cost_fen bigint, version int not null default 1
);
create unique index on batteries.findings (vin, key) where state = 'open';
create index on batteries.findings (brand_id, state, tier);
create index on batteries.findings (vin, found_at desc);
call platform.wall('batteries.findings');

-- Every time the library said something of a finding.
create table batteries.evidence (
  id text primary key, finding_id text not null, brand_id text not null, at timestamptz not null, kept_at timestamptz not null, state text not null, tier text not null,
  value double precision not null, low double precision not null, high double precision not null, score real not null, days_of_data real not null
);
create index on batteries.evidence (finding_id, at);
call platform.wall('batteries.evidence');

-- The value of an open finding day by day, for its chart.
create table batteries.finding_days (
  finding_id text not null, on_day date not null, brand_id text not null, value double precision not null, low double precision not null, high double precision not null, score real not null,
  primary key (finding_id, on_day)
);
call platform.wall('batteries.finding_days');

-- What a workshop found that nothing had announced: the other half of how right we are.
create table batteries.misses (
  id text primary key, brand_id text not null, model_id text not null, vin text not null, rule text not null, words text not null, at timestamptz not null, by_name text not null, work_order_id text
);
call platform.wall('batteries.misses');

-- Which operations of a brand's price book answer a kind of finding; the newest day counts.
create table batteries.jobs (
  brand_id text not null, rule text not null, from_on date not null, operations text[] not null, set_by text not null, set_at timestamptz not null, primary key (brand_id, rule, from_on)
);
call platform.wall('batteries.jobs');

-- Numbers from outside, with their day and source: limits by chemistry and model, days, distances.
create table batteries.rules (
  name text not null, chemistry text not null default '', model_id text not null default '', value double precision not null, unit text not null, valid_from date not null, valid_to date, source text not null,
  primary key (name, chemistry, model_id, valid_from)
);

-- Cases may begin with a battery's finding.
alter table cases.contacts drop constraint contacts_source_check;
alter table cases.contacts add constraint contacts_source_check check (source in ('alert', 'owner', 'phone', 'survey', 'battery'));
