-- Tests, warranty decisions and certificates of batteries.
create table batteries.tests (
  id text primary key, number text not null unique, vin text not null, brand_id text not null, outlet_id text, chemistry text not null, rated_ah real not null, procedure text not null, state text not null check (state in ('running', 'done', 'stopped')),
  steps jsonb not null, capacity_ah real, soh_pct real, soh_sd_pct real, estimate jsonb, begun_at timestamptz not null, done_at timestamptz, by_name text not null, version int not null default 1
);
create index on batteries.tests (vin, begun_at desc);
create unique index on batteries.tests (vin) where state = 'running';
call platform.wall('batteries.tests');

create table batteries.decisions (
  id text primary key, number text not null unique, vin text not null, brand_id text not null, owner_id text not null, tree text not null, inputs jsonb not null, path jsonb not null,
  outcome text not null check (outcome in ('covered', 'notCovered', 'testFirst')), sentence text not null, sentence_en text not null, state text not null check (state in ('decided', 'appealed', 'upheld', 'changed')),
  decided_at timestamptz not null, by_id text not null, by_name text not null, appeal_words text, appealed_at timestamptz, answer_words text, answered_at timestamptz, answered_by text, version int not null default 1
);
create index on batteries.decisions (vin, decided_at desc);
call platform.wall('batteries.decisions');

-- Certificates for whoever buys the car: what stands on each, its fingerprint and signature. Never changed but for being taken back.
create table batteries.papers (
  id text primary key, number text not null unique, vin text not null, brand_id text not null, owner_id text not null, content jsonb not null, hash text not null, signature text not null, key_id text not null,
  issued_at timestamptz not null, issued_by text not null, revoked_at timestamptz, revoked_why text
);
create index on batteries.papers (vin, issued_at desc);
call platform.wall('batteries.papers');

-- The house's own key for certificates (Ed25519); the public half is shown to whoever verifies.
create table batteries.signing_keys (id text primary key, public_key text not null, private_key text not null, made_at timestamptz not null, retired_at timestamptz);

insert into batteries.rules (name, chemistry, value, unit, valid_from, source) values
  ('testTempLowC', '', 23, '°C', '2020-01-01', 'Engineering proposal after GB/T 34015-2017 (25 ± 2 °C); steps of the standard not read'),
  ('testTempHighC', '', 27, '°C', '2020-01-01', 'Engineering proposal after GB/T 34015-2017 (25 ± 2 °C)'),
  ('testInsulationOhmPerV', '', 100, 'Ω/V', '2020-10-01', 'GB 18384-2020 §5.1.4: 100 Ω/V for DC'),
  ('testRestSpreadMv', 'NCM', 30, 'mV', '2020-01-01', 'House rule, to be replaced by the maker''s value'),
  ('testRestSpreadMv', 'LFP', 20, 'mV', '2020-01-01', 'House rule outside the plateau, to be replaced by the maker''s value'),
  ('testCellHighMv', 'NCM', 4250, 'mV', '2020-01-01', 'Usual upper limit of NCM cells; the maker''s value counts'),
  ('testCellHighMv', 'LFP', 3650, 'mV', '2020-01-01', 'Usual upper limit of LFP cells; the maker''s value counts'),
  ('testCellLowMv', 'NCM', 2800, 'mV', '2020-01-01', 'Usual lower limit of NCM cells; the maker''s value counts'),
  ('testCellLowMv', 'LFP', 2500, 'mV', '2020-01-01', 'Usual lower limit of LFP cells; the maker''s value counts'),
  ('testRepeatPct', '', 2, '%', '2020-01-01', 'Engineering proposal: two runs in a row within this share are stable'),
  ('testResistancePct', '', 150, '%', '2020-01-01', 'Engineering proposal: DC resistance against that of a new pack'),
  ('testSdPct', '', 0.8, '%', '2020-01-01', 'Uncertainty of a workshop capacity test: current sensor and temperature'),
  ('warrantyYears', '', 8, 'a', '2016-01-01', '关于2016—2020年新能源汽车推广应用财政支持政策的通知 (财建〔2015〕134号): 8 years or 120,000 km for key parts of passenger cars'),
  ('warrantyKm', '', 120000, 'km', '2016-01-01', '财建〔2015〕134号: 8 years or 120,000 km, first reached'),
  ('paperDays', '', 90, 'd', '2020-01-01', 'House rule: how long a certificate says what is');
