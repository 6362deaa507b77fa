-- Made by `npm run generate` from the migrations. Tables marked "walled" are behind row-level security.

-- walled
create table alerts.alerts (
  id text not null,
  number text not null,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  kind text not null,
  severity smallint not null,
  raised_at timestamp with time zone not null,
  since_at timestamp with time zone not null,
  told_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  cleared_at timestamp with time zone,
  cleared_because text,
  occurrences integer not null,
  reopened integer not null,
  late boolean not null,
  rule_version integer not null,
  evidence jsonb not null,
  surroundings jsonb not null,
  version integer not null,
  state text not null,
  worst_severity smallint not null,
  follows_id text,
  storm_id text,
  in_maintenance boolean not null
);

-- walled
create table alerts.area_cars (
  area_id text not null,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  entered_at timestamp with time zone not null,
  left_at timestamp with time zone
);

create table alerts.areas (
  id text not null,
  kind text not null,
  level smallint not null,
  name text not null,
  name_en text not null,
  outline jsonb not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  source text not null,
  source_key text,
  by_name text not null,
  entered_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_why text,
  version integer not null
);

-- walled
create table alerts.maintenance (
  id text not null,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  work_order_id text,
  why text,
  by_name text not null,
  since_at timestamp with time zone not null,
  until_at timestamp with time zone,
  ended_at timestamp with time zone
);

create table alerts.memory (
  vin text not null,
  memory text not null
);

create table alerts.numbers (
  name text not null,
  value integer not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

create table alerts.rule_versions (
  kind text not null,
  brand_id text not null,
  version integer not null,
  enabled boolean not null,
  clear_hold_seconds integer not null,
  case_up_to smallint not null,
  conditions jsonb not null,
  why text,
  by_name text not null,
  at timestamp with time zone not null
);

create table alerts.rules (
  kind text not null,
  brand_id text not null,
  enabled boolean not null,
  clear_hold_seconds integer not null,
  conditions jsonb not null,
  source text not null,
  version integer not null,
  changed_at timestamp with time zone not null,
  case_up_to smallint not null
);

-- walled
create table alerts.storms (
  id text not null,
  number text not null,
  brand_id text not null,
  kind text not null,
  shared text not null,
  began_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  cars integer not null
);

-- walled
create table appointments.appointments (
  id text not null,
  number text not null,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  vin text not null,
  case_id text not null,
  outlet_id text not null,
  operations jsonb not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  technician_id text not null,
  guardian_id text,
  bay_id text not null,
  state text not null,
  words text,
  booked_by text not null,
  booked_at timestamp with time zone not null,
  arrived_at timestamp with time zone,
  ended_why text,
  version integer not null,
  tool_ids text[] not null,
  looked_at timestamp with time zone,
  hit_told text,
  waits_for jsonb
);

create table appointments.reservations (
  appointment_id text not null,
  outlet_id text not null,
  resource_kind text not null,
  resource_id text not null,
  during tstzrange not null
);

create table appointments.rules (
  name text not null,
  value integer not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table appointments.waiting (
  id text not null,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  case_id text,
  outlet_id text not null,
  operations jsonb not null,
  from_on date not null,
  to_on date not null,
  state text not null,
  joined_at timestamp with time zone not null,
  line_at timestamp with time zone not null,
  offered_at timestamp with time zone,
  offer_starts_at timestamp with time zone,
  offer_until timestamp with time zone,
  missed_offers integer not null,
  ended_why text,
  appointment_id text,
  version integer not null
);

-- walled
create table batteries.decisions (
  id text not null,
  number text not null,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  tree text not null,
  inputs jsonb not null,
  path jsonb not null,
  outcome text not null,
  sentence text not null,
  sentence_en text not null,
  state text not null,
  decided_at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  appeal_words text,
  appealed_at timestamp with time zone,
  answer_words text,
  answered_at timestamp with time zone,
  answered_by text,
  version integer not null
);

-- walled
create table batteries.evidence (
  id text not null,
  finding_id text not null,
  brand_id text not null,
  at timestamp with time zone not null,
  kept_at timestamp with time zone not null,
  state text not null,
  tier text not null,
  value double precision not null,
  low double precision not null,
  high double precision not null,
  score real not null,
  days_of_data real not null
);

-- walled
create table batteries.finding_days (
  finding_id text not null,
  on_day date not null,
  brand_id text not null,
  value double precision not null,
  low double precision not null,
  high double precision not null,
  score real not null
);

-- walled
create table batteries.findings (
  id text not null,
  number text not null,
  thread text not null,
  vin text not null,
  brand_id text not null,
  model_id text not null,
  owner_id text not null,
  key text not null,
  rule text not null,
  cause text not null,
  tier text not null,
  worst_tier text not null,
  state text not null,
  cells integer[],
  probes integer[],
  quantity text not null,
  value double precision not null,
  unit text not null,
  low double precision not null,
  high double precision not null,
  score real not null,
  onset_at timestamp with time zone,
  days_of_data real not null,
  ruled_out text[] not null,
  next_test text not null,
  also jsonb not null,
  library_version integer not null,
  found_at timestamp with time zone not null,
  told_at timestamp with time zone not null,
  visit_told_at timestamp with time zone,
  last_at timestamp with time zone not null,
  cleared_at timestamp with time zone,
  cleared_because text,
  series jsonb,
  outcome text,
  outcome_words text,
  outcome_at timestamp with time zone,
  outcome_by text,
  found_kind text,
  work_order_id text,
  cost_fen bigint,
  version integer not null
);

-- walled
create table batteries.fittings (
  id text not null,
  unit_id text not null,
  code text not null,
  kind text not null,
  brand_id text not null,
  in_kind text not null,
  in_key text not null,
  fit text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone,
  why text not null,
  by_name text not null
);

-- walled
create table batteries.gaps (
  kind text not null,
  unit_id text not null,
  code text not null,
  brand_id text not null,
  since_at timestamp with time zone not null,
  data jsonb not null
);

-- walled
create table batteries.health_days (
  vin text not null,
  on_day date not null,
  brand_id text not null,
  capacity_ah real not null,
  low_ah real not null,
  high_ah real not null,
  soh_pct real,
  low_pct real,
  high_pct real,
  measurements integer not null
);

-- walled
create table batteries.jobs (
  brand_id text not null,
  rule text not null,
  from_on date not null,
  operations text[] not null,
  set_by text not null,
  set_at timestamp with time zone not null
);

-- walled
create table batteries.limits (
  model_id text not null,
  version integer not null,
  brand_id text not null,
  chemistry text not null,
  at timestamp with time zone not null,
  by_name text,
  months integer not null,
  cars integer not null,
  left_out integer not null,
  rules jsonb not null,
  held boolean not null,
  from_version integer,
  why text
);

-- walled
create table batteries.misses (
  id text not null,
  brand_id text not null,
  model_id text not null,
  vin text not null,
  rule text not null,
  words text not null,
  at timestamp with time zone not null,
  by_name text not null,
  work_order_id text
);

-- walled
create table batteries.papers (
  id text not null,
  number text not null,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  content jsonb not null,
  hash text not null,
  signature text not null,
  key_id text not null,
  issued_at timestamp with time zone not null,
  issued_by text not null,
  revoked_at timestamp with time zone,
  revoked_why text
);

-- walled
create table batteries.quarantines (
  id text not null,
  brand_id text not null,
  outlet_id text not null,
  unit_id text,
  vin text,
  bay_ids text[] not null,
  place text not null,
  why text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  clearance_m integer not null,
  released_at timestamp with time zone,
  released_words text,
  by_name text not null,
  version integer not null,
  place_id text
);

create table batteries.rules (
  name text not null,
  chemistry text not null,
  model_id text not null,
  value double precision not null,
  unit text not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table batteries.said_codes (
  vin text not null,
  brand_id text not null,
  code text not null,
  at timestamp with time zone not null
);

create table batteries.signing_keys (
  id text not null,
  public_key text not null,
  private_key text not null,
  made_at timestamp with time zone not null,
  retired_at timestamp with time zone
);

-- walled
create table batteries.states (
  vin text not null,
  brand_id text not null,
  model_id text not null,
  library_version integer not null,
  fed_to bigint not null,
  first_at timestamp with time zone,
  last_at timestamp with time zone,
  written_at timestamp with time zone not null,
  rebuilt_at timestamp with time zone,
  rebuilt_rows integer,
  frames bigint not null,
  body text not null,
  report jsonb not null,
  reached jsonb not null
);

-- walled
create table batteries.steps (
  id text not null,
  unit_id text not null,
  brand_id text not null,
  from_state text not null,
  to_state text not null,
  at timestamp with time zone not null,
  by_name text not null,
  party_kind text,
  party_name text,
  weight_kg real,
  certificate_no text,
  words text
);

-- walled
create table batteries.temperatures (
  id text not null,
  quarantine_id text not null,
  brand_id text not null,
  at timestamp with time zone not null,
  temp_c real not null,
  by_name text not null,
  smoke boolean not null
);

-- walled
create table batteries.tests (
  id text not null,
  number text not null,
  vin text not null,
  brand_id text not null,
  outlet_id text,
  chemistry text not null,
  rated_ah real not null,
  procedure text not null,
  state text not null,
  steps jsonb not null,
  capacity_ah real,
  soh_pct real,
  soh_sd_pct real,
  estimate jsonb,
  begun_at timestamp with time zone not null,
  done_at timestamp with time zone,
  by_name text not null,
  version integer not null,
  why_given_up text
);

-- walled
create table batteries.traces (
  id text not null,
  unit_id text not null,
  code text not null,
  kind text not null,
  brand_id text not null,
  step_id text,
  vin text,
  occurred_at timestamp with time zone not null,
  due_on date not null,
  state text not null,
  receipt_no text,
  removed_code text,
  party_name text,
  weight_kg real,
  certificate_no text,
  version integer not null
);

-- walled
create table batteries.units (
  id text not null,
  code text not null,
  kind text not null,
  brand_id text not null,
  model_id text,
  parsed jsonb not null,
  state text not null,
  title_kind text not null,
  title_name text,
  cascade_code text,
  weight_kg real,
  holder text,
  outlet_id text,
  state_since_at timestamp with time zone not null,
  added_at timestamp with time zone not null,
  version integer not null
);

-- walled
create table benefits.coupons (
  id text not null,
  code text not null,
  brand_id text not null,
  for_owner_id text,
  name text not null,
  name_en text not null,
  fen integer,
  pct integer,
  most_fen integer,
  min_fen integer not null,
  valid_from date not null,
  valid_to date not null,
  used_for text,
  used_at timestamp with time zone,
  made_by text not null,
  made_at timestamp with time zone not null
);

-- walled
create table benefits.deposits (
  id text not null,
  number text not null,
  brand_id text not null,
  owner_id text not null,
  outlet_id text not null,
  why text not null,
  amount_fen integer not null,
  channel text not null,
  used_fen integer not null,
  returned_fen integer not null,
  forfeited_fen integer not null,
  taken_by text not null,
  taken_at timestamp with time zone not null,
  version integer not null
);

-- walled
create table benefits.entitlements (
  id text not null,
  package_id text not null,
  brand_id text not null,
  code text not null,
  times integer not null,
  value_fen integer not null
);

-- walled
create table benefits.order_refunds (
  id text not null,
  order_id text not null,
  brand_id text not null,
  owner_id text not null,
  out_refund_no text not null,
  amount_fen integer not null,
  state text not null,
  why text not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  done_at timestamp with time zone
);

-- walled
create table benefits.orders (
  id text not null,
  brand_id text not null,
  owner_id text not null,
  what text not null,
  plan_id text,
  vehicle_id text not null,
  vin text not null,
  outlet_id text not null,
  why text not null,
  amount_fen integer not null,
  out_trade_no text not null,
  channel text not null,
  state text not null,
  code_url text,
  transaction_id text,
  asked_at timestamp with time zone not null,
  checked_at timestamp with time zone,
  paid_at timestamp with time zone,
  bought_id text
);

-- walled
create table benefits.packages (
  id text not null,
  number text not null,
  brand_id text not null,
  owner_id text not null,
  bought_by_id text not null,
  plan_id text not null,
  vin text not null,
  outlet_id text not null,
  name text not null,
  name_en text not null,
  price_fen integer not null,
  channel text not null,
  transferable boolean not null,
  valid_to date not null,
  state text not null,
  sold_by text not null,
  sold_at timestamp with time zone not null,
  version integer not null
);

-- walled
create table benefits.plans (
  id text not null,
  brand_id text not null,
  name text not null,
  name_en text not null,
  price_fen integer not null,
  months integer not null,
  transferable boolean not null,
  items jsonb not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone
);

-- walled
create table benefits.uses (
  id text not null,
  entitlement_id text not null,
  brand_id text not null,
  nth integer not null,
  work_order_id text not null,
  state text not null,
  value_fen integer not null,
  at timestamp with time zone not null,
  by_name text not null
);

create table brands.alliance (
  id integer not null,
  name text not null,
  name_en text not null,
  version integer not null
);

create table brands.brands (
  id text not null,
  name text not null,
  name_en text not null,
  hotline text not null,
  added_at timestamp with time zone not null,
  version integer not null
);

create table brands.models (
  id text not null,
  brand_id text not null,
  name text not null,
  name_en text not null,
  chemistry text not null,
  cell_count integer not null,
  probe_count integer not null,
  battery_kwh numeric(6,2) not null,
  range_km integer not null,
  three_guarantees_min_soh_pct integer not null,
  repair_warranty_min_soh_pct integer not null,
  added_at timestamp with time zone not null,
  version integer not null
);

-- walled
create table cases.cases (
  id text not null,
  number text not null,
  kind text not null,
  vin text not null,
  vehicle_id text not null,
  plate_no text,
  model_id text,
  model_name text not null,
  model_name_en text not null,
  brand_id text not null,
  owner_id text not null,
  outlet_id text,
  trouble text not null,
  urgency smallint not null,
  urgency_reasons jsonb not null,
  urgency_judged smallint,
  place jsonb not null,
  stage text not null,
  next_due_at timestamp with time zone not null,
  opened_at timestamp with time zone not null,
  confirmation_asked_at timestamp with time zone,
  reminders integer not null,
  reminded_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_how text,
  linked_case_id text,
  comeback_of text,
  version integer not null
);

create table cases.clock_rules (
  kind text not null,
  urgency smallint not null,
  clock text not null,
  calendar text not null,
  minutes integer not null,
  at_risk_pct integer not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table cases.clocks (
  id text not null,
  case_id text not null,
  brand_id text not null,
  owner_id text not null,
  clock text not null,
  calendar text not null,
  minutes integer not null,
  at_risk_pct integer not null,
  started_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  at_risk_at timestamp with time zone not null,
  paused_at timestamp with time zone,
  pause_reason text,
  used_minutes double precision,
  at_risk_told_at timestamp with time zone,
  breached_at timestamp with time zone,
  breach_reason text,
  breach_words text,
  breach_explained_by text,
  breach_explained_at timestamp with time zone,
  met_at timestamp with time zone,
  ended_at timestamp with time zone
);

-- walled
create table cases.contacts (
  id text not null,
  case_id text not null,
  brand_id text not null,
  owner_id text not null,
  source text not null,
  source_key text,
  at timestamp with time zone not null,
  by_id text,
  by_name text not null,
  words text,
  evidence jsonb not null,
  file_ids text[] not null
);

-- walled
create table cases.entries (
  id text not null,
  case_id text not null,
  brand_id text not null,
  owner_id text not null,
  at timestamp with time zone not null,
  kind text not null,
  visibility text not null,
  by_kind text not null,
  by_id text,
  by_name text not null,
  text text,
  data jsonb not null,
  file_ids text[] not null,
  key text
);

-- walled
create table cases.hand_overs (
  id text not null,
  case_id text not null,
  brand_id text not null,
  owner_id text not null,
  to_kind text not null,
  to_desk text,
  to_outlet_id text,
  to_staff_id text,
  to_name text,
  words text,
  asked_by text,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  answer_by_at timestamp with time zone not null,
  state text not null,
  answered_by_name text,
  answered_at timestamp with time zone,
  answer_words text
);

-- walled
create table cases.holdings (
  id text not null,
  case_id text not null,
  brand_id text not null,
  owner_id text not null,
  kind text not null,
  desk text,
  outlet_id text,
  staff_id text,
  staff_name text,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  how text not null
);

create table cases.number_rules (
  name text not null,
  value numeric not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

create table cases.office_hours (
  opens_at text not null,
  closes_at text not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

create table cashier.bill_days (
  channel text not null,
  on_day date not null,
  fetched_at timestamp with time zone not null,
  lines integer not null
);

create table cashier.bill_lines (
  channel text not null,
  kind text not null,
  no text not null,
  on_day date not null,
  channel_no text not null,
  amount_fen integer not null,
  fee_fen integer not null,
  at text not null
);

-- walled
create table cashier.differences (
  id text not null,
  brand_id text not null,
  outlet_id text not null,
  channel text not null,
  on_day date not null,
  kind text not null,
  moved text not null,
  no text not null,
  our_fen integer,
  bill_fen integer,
  invoice_id text,
  state text not null,
  holder_id text,
  holder text,
  words text,
  found_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  version integer not null
);

create table claims.check_rules (
  id text not null,
  version integer not null,
  valid_from date not null,
  valid_to date,
  severity text not null,
  text text not null,
  text_en text not null,
  params jsonb not null,
  source text not null
);

-- walled
create table claims.claims (
  id text not null,
  number text not null,
  brand_id text not null,
  outlet_id text not null,
  work_order_id text not null,
  order_number text not null,
  case_id text not null,
  vehicle_id text not null,
  vin text not null,
  plate_no text,
  model_name text not null,
  model_name_en text not null,
  kind text not null,
  pay_type text not null,
  partner_id text,
  partner_name text not null,
  partner_name_en text not null,
  parent_id text,
  odometer_km integer not null,
  finished_on date not null,
  state text not null,
  complaint text not null,
  cause text not null,
  correction text not null,
  lines jsonb not null,
  claimed_fen integer not null,
  accepted_fen integer,
  findings jsonb not null,
  checked_at timestamp with time zone,
  checked_hash text,
  sent_at timestamp with time zone,
  answer_due_on date,
  answered_at timestamp with time zone,
  appeals integer not null,
  appeal_due_on date,
  settled_at timestamp with time zone,
  settled_reference text,
  reversed_at timestamp with time zone,
  reversed_why text,
  late_told_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer not null,
  held_until date
);

-- walled
create table claims.partner_terms (
  partner_id text not null,
  brand_id text not null,
  version integer not null,
  valid_from date not null,
  send_within_days integer not null,
  answer_within_days integer not null,
  appeal_within_days integer not null,
  parts_back_within_days integer not null,
  by_name text not null,
  at timestamp with time zone not null
);

-- walled
create table claims.partners (
  id text not null,
  brand_id text not null,
  kind text not null,
  name text not null,
  name_en text not null,
  contact text not null,
  active boolean not null,
  version integer not null
);

-- walled
create table claims.parts (
  id text not null,
  claim_id text not null,
  brand_id text not null,
  outlet_id text not null,
  line_id text not null,
  code text not null,
  name text not null,
  name_en text not null,
  quantity integer not null,
  label text,
  state text not null,
  due_on date,
  warned_at timestamp with time zone,
  steps jsonb not null,
  version integer not null
);

-- walled
create table claims.versions (
  claim_id text not null,
  brand_id text not null,
  number integer not null,
  direction text not null,
  what text not null,
  partner_id text,
  partner_name text not null,
  total_fen integer not null,
  lines jsonb not null,
  words text not null,
  by_name text not null,
  at timestamp with time zone not null,
  hash text not null
);

-- walled
create table commands.commands (
  id text not null,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  kind text not null,
  message jsonb not null,
  details jsonb not null,
  purpose text not null,
  why text not null,
  look_id text not null,
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  consent text not null,
  consent_at timestamp with time zone,
  approval text not null,
  approved_by_name text,
  approval_at timestamp with time zone,
  state text not null,
  dispatch_id text,
  ended_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  version integer not null
);

-- walled
create table conversations.aliases (
  brand_id text not null,
  canonical text not null,
  variants text[] not null,
  by_name text not null,
  at timestamp with time zone not null,
  version integer not null
);

-- walled
create table conversations.articles (
  brand_id text not null,
  article_id text not null,
  version integer not null,
  state text not null,
  title text not null,
  category text not null,
  markdown text not null,
  by_name text not null,
  why text,
  at timestamp with time zone not null,
  by_id text,
  wrote boolean not null
);

-- walled
create table conversations.cards (
  id text not null,
  conversation_id text not null,
  turn_id text not null,
  brand_id text not null,
  owner_id text not null,
  tool text not null,
  service text not null,
  confirm boolean not null,
  state text not null,
  result jsonb not null,
  offered_at timestamp with time zone not null,
  done_at timestamp with time zone
);

-- walled
create table conversations.conversations (
  id text not null,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  vin text not null,
  model_id text not null,
  model_name text not null,
  model_name_en text not null,
  owner_name text not null,
  channel text not null,
  state text not null,
  skill text,
  urgency text not null,
  opened_at timestamp with time zone not null,
  queued_at timestamp with time zone,
  taken_at timestamp with time zone,
  agent_id text,
  agent_name text,
  closed_at timestamp with time zone,
  summary jsonb,
  version integer not null
);

-- walled
create table conversations.evaluations (
  id text not null,
  brand_id text not null,
  cases_hash text not null,
  cases integer not null,
  scores jsonb not null,
  by_name text not null,
  at timestamp with time zone not null
);

-- walled
create table conversations.examples (
  id text not null,
  brand_id text not null,
  text text not null,
  intent text not null,
  category text not null,
  urgency text not null,
  by_name text not null,
  at timestamp with time zone not null
);

create table conversations.learned (
  key text not null,
  learned_at timestamp with time zone not null,
  weights bytea not null
);

-- walled
create table conversations.turns (
  id text not null,
  conversation_id text not null,
  brand_id text not null,
  owner_id text not null,
  nth integer not null,
  role text not null,
  by_name text not null,
  text text not null,
  said jsonb not null,
  kind text,
  helped boolean,
  at timestamp with time zone not null
);

create table conversations.vectors (
  key text not null,
  model text not null,
  made_at timestamp with time zone not null,
  vector bytea not null
);

-- walled
create table conversations.wechat_codes (
  code text not null,
  brand_id text not null,
  owner_id text not null,
  until timestamp with time zone not null
);

-- walled
create table conversations.wechat_heard (
  brand_id text not null,
  message_key text not null,
  reply text,
  at timestamp with time zone not null
);

-- walled
create table conversations.wechat_people (
  brand_id text not null,
  open_id text not null,
  owner_id text not null,
  joined_at timestamp with time zone not null,
  heard_at timestamp with time zone
);

create table dispatch.closures (
  id text not null,
  outlet_id text not null,
  on_day date not null,
  lon double precision not null,
  lat double precision not null,
  radius_m integer not null,
  delay_min integer not null,
  words text not null,
  reported_by text not null,
  at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  ended_why text
);

create table dispatch.disturbances (
  id text not null,
  outlet_id text not null,
  on_day date not null,
  kind text not null,
  van_id text,
  job_id text,
  words text,
  state text not null,
  proposal jsonb,
  based_on integer,
  reported_by text not null,
  at timestamp with time zone not null,
  ended_by text,
  ended_at timestamp with time zone,
  closure_id text
);

-- walled
create table dispatch.jobs (
  id text not null,
  number text not null,
  kind text not null,
  reference text,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  vin text not null,
  case_id text,
  outlet_id text not null,
  state text not null,
  operations jsonb not null,
  parts jsonb not null,
  needs jsonb not null,
  words text,
  place jsonb not null,
  to_place jsonb,
  service_min integer not null,
  on_day date not null,
  window_from timestamp with time zone not null,
  window_until timestamp with time zone not null,
  urgent boolean not null,
  readiness jsonb not null,
  van_id text,
  staff_id text,
  seq integer,
  planned_from timestamp with time zone,
  planned_until timestamp with time zone,
  pinned boolean not null,
  told_from timestamp with time zone,
  told_until timestamp with time zone,
  departed_at timestamp with time zone,
  arrived_at timestamp with time zone,
  started_at timestamp with time zone,
  carried_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_why text,
  codes jsonb not null,
  code_tries integer not null,
  hand_overs jsonb not null,
  most_km integer,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  version integer not null
);

-- walled
create table dispatch.keeps (
  van_id text not null,
  brand_id text not null,
  code text not null,
  keep integer not null
);

create table dispatch.map_lines (
  id text not null,
  kind text not null,
  name text not null,
  name_en text not null,
  points jsonb not null,
  lon_from double precision not null,
  lon_until double precision not null,
  lat_from double precision not null,
  lat_until double precision not null
);

-- walled
create table dispatch.marks (
  client_id text not null,
  job_id text not null,
  brand_id text not null,
  move text not null,
  staff_id text not null,
  phone_at timestamp with time zone not null,
  server_at timestamp with time zone not null,
  reason text,
  words text,
  odometer_km integer,
  soc_pct integer
);

create table dispatch.plans (
  outlet_id text not null,
  on_day date not null,
  version integer not null,
  content jsonb not null,
  what text not null,
  by text not null,
  at timestamp with time zone not null
);

create table dispatch.positions (
  van_id text not null,
  at timestamp with time zone not null,
  lon double precision not null,
  lat double precision not null
);

create table dispatch.rules (
  name text not null,
  value integer not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

create table dispatch.van_days (
  van_id text not null,
  on_day date not null,
  staff_id text,
  off_from timestamp with time zone,
  off_why text
);

create table dispatch.vans (
  id text not null,
  outlet_id text not null,
  name text not null,
  kind text not null,
  plate_no text,
  staff_id text,
  tools text[] not null,
  height_cm integer not null,
  lon double precision,
  lat double precision,
  shift_from text not null,
  shift_until text not null,
  overtime_min integer not null,
  break_from text not null,
  break_until text not null,
  break_min integer not null,
  in_use boolean not null,
  version integer not null
);

-- walled
create table documents.documents (
  id text not null,
  number text not null,
  kind text not null,
  brand_id text not null,
  owner_id text not null,
  outlet_id text not null,
  work_order_id text not null,
  invoice_id text,
  content jsonb not null,
  hash text not null,
  issued_at timestamp with time zone not null,
  issued_by text not null,
  prints integer not null,
  last_printed_at timestamp with time zone
);

-- walled
create table duty.calls (
  id text not null,
  alert_id text,
  brand_id text not null,
  severity smallint not null,
  nth smallint not null,
  shift_id text not null,
  staff_id text not null,
  staff_name text not null,
  phone text not null,
  called_at timestamp with time zone not null,
  answer_by_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  tries integer not null,
  last_error text,
  answered_at timestamp with time zone,
  answered_by text,
  climbed_at timestamp with time zone,
  case_id text,
  contact_id text,
  contact_number text
);

create table duty.numbers (
  name text not null,
  value integer not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table duty.shifts (
  id text not null,
  brand_id text not null,
  outlet_id text,
  staff_id text not null,
  staff_name text not null,
  phone text not null,
  turn smallint not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  by_name text not null,
  added_at timestamp with time zone not null,
  dropped_at timestamp with time zone
);

-- walled
create table fapiao.papers (
  id text not null,
  brand_id text not null,
  owner_id text not null,
  outlet_id text not null,
  invoice_id text not null,
  payer_id text not null,
  kind text not null,
  of_id text,
  state text not null,
  serial text not null,
  number text,
  buyer_kind text not null,
  buyer_title text not null,
  buyer_tax_no text,
  gross_fen integer not null,
  tax_fen integer not null,
  tax_basis_points integer not null,
  lines jsonb not null,
  reason text,
  refund_no text,
  confirmation_no text,
  file_id text,
  error text,
  tries integer not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  issued_at timestamp with time zone,
  version integer not null
);

create table feedback.rules (
  name text not null,
  value text not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table feedback.surveys (
  id text not null,
  case_id text not null,
  work_order_id text not null,
  brand_id text not null,
  owner_id text not null,
  outlet_id text,
  vin text not null,
  model_id text not null,
  case_number text not null,
  plate_no text,
  model_name text not null,
  model_name_en text not null,
  state text not null,
  planned_at timestamp with time zone not null,
  send_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  expires_at timestamp with time zone,
  answered_at timestamp with time zone,
  score smallint,
  reasons text[] not null,
  words text,
  dropped_why text
);

-- walled
create table forwarding.days (
  target_id text not null,
  on_day date not null,
  vin text not null,
  brand_id text not null,
  due bigint not null,
  acknowledged bigint not null,
  late bigint not null,
  refused bigint not null,
  expired bigint not null
);

create table forwarding.targets (
  id text not null,
  name text not null,
  host text not null,
  port integer not null,
  tls boolean not null,
  code text not null,
  user_name text not null,
  password text not null,
  brand_ids text[] not null,
  plate_prefixes text[] not null,
  again_seconds integer not null,
  rest_minutes integer not null,
  heartbeat_seconds integer not null,
  enabled boolean not null,
  since_at timestamp with time zone not null,
  link text not null,
  link_since timestamp with time zone,
  last_failure text,
  failures integer not null,
  next_try_at timestamp with time zone,
  login_on date,
  login_serial integer,
  holder text,
  held_until timestamp with time zone,
  added_at timestamp with time zone not null,
  version integer not null
);

-- walled
create table forwarding.waiting (
  target_id text not null,
  id bigint not null,
  vin text not null,
  brand_id text not null,
  command smallint not null,
  bytes bytea not null,
  received_at timestamp with time zone not null,
  reissue boolean not null,
  tries integer not null,
  next_at timestamp with time zone not null
);

create table gateway.bans (
  address text not null,
  reason text not null,
  times integer not null,
  banned_at timestamp with time zone not null,
  until timestamp with time zone not null,
  lifted_at timestamp with time zone,
  lifted_by text
);

create table gateway.dialects (
  id text not null,
  name text not null,
  vin_prefix text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  source text not null,
  settings jsonb not null,
  added_at timestamp with time zone not null,
  version integer not null
);

-- walled
create table gateway.dispatches (
  id text not null,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  command smallint not null,
  message jsonb not null,
  while_driving boolean not null,
  state text not null,
  held_for text,
  tries integer not null,
  said_at timestamp with time zone,
  sent_at timestamp with time zone,
  gateway_id text,
  answer_flag smallint,
  answer jsonb,
  answer_bytes bytea,
  settled_at timestamp with time zone,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);

create table gateway.gateways (
  id text not null,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  state jsonb not null
);

create table gateway.platforms (
  id text not null,
  name text not null,
  user_name text not null,
  password_hash text not null,
  brand_ids text[] not null,
  vin_prefixes text[] not null,
  disabled_at timestamp with time zone,
  login_on date,
  login_serial integer,
  last_login_at timestamp with time zone,
  last_peer text,
  refused_count bigint not null,
  added_at timestamp with time zone not null,
  version integer not null
);

create table gateway.rejected_frames (
  id bigint not null,
  received_at timestamp with time zone not null,
  connection_id text not null,
  peer text not null,
  vin text,
  reason text not null,
  bytes bytea not null
);

-- walled
create table gateway.vehicle_keys (
  id text not null,
  vin text not null,
  brand_id text not null,
  purpose text not null,
  algorithm text not null,
  key bytea not null,
  chip_id text,
  source text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  added_at timestamp with time zone not null,
  version integer not null
);

-- walled
create table goodwill.requests (
  id text not null,
  number text not null,
  brand_id text not null,
  owner_id text not null,
  outlet_id text not null,
  work_order_id text not null,
  order_number text not null,
  case_id text not null,
  vehicle_id text not null,
  vin text not null,
  state text not null,
  lines jsonb not null,
  maker_pct integer not null,
  outlet_pct integer not null,
  owner_pct integer not null,
  given_fen integer not null,
  reason text not null,
  words text not null,
  requested_by text not null,
  requested_name text not null,
  requested_at timestamp with time zone not null,
  needed_role text,
  decided_by text,
  decided_name text,
  decided_at timestamp with time zone,
  decision_reason text,
  sentence text,
  appeal_words text,
  appealed_at timestamp with time zone,
  answered_by text,
  answered_name text,
  answered_at timestamp with time zone,
  answer_sentence text,
  version integer not null
);

-- walled
create table hotline.agents (
  staff_id text not null,
  brand_id text not null,
  name text not null,
  outlet_id text,
  skills text[] not null,
  state text not null,
  since timestamp with time zone not null
);

-- walled
create table hotline.contacts (
  id text not null,
  number text not null,
  brand_id text not null,
  channel text not null,
  source_id text not null,
  phone text,
  owner_id text,
  owner_name text,
  vehicle_id text,
  skill text not null,
  urgency smallint not null,
  state text not null,
  arrived_at timestamp with time zone not null,
  promised_at timestamp with time zone,
  offered_to text,
  offered_at timestamp with time zone,
  agent_id text,
  agent_name text,
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  call_back_due_at timestamp with time zone,
  call_back_tries integer not null,
  outcome text,
  note text,
  case_id text,
  handed_from text,
  handed_words text,
  version integer not null,
  told_late_at timestamp with time zone
);

-- walled
create table hotline.heard (
  brand_id text not null,
  event_hash text not null,
  at timestamp with time zone not null,
  channel_id text,
  said text
);

-- walled
create table hotline.lines (
  brand_id text not null,
  event_key text not null,
  opens_on_holidays boolean not null,
  surge boolean not null,
  surge_by text,
  surge_at timestamp with time zone,
  most_wait_seconds integer not null,
  usual_seconds integer not null,
  version integer not null,
  weekly_hours jsonb not null,
  exceptions jsonb not null
);

-- walled
create table improvement.actions (
  id text not null,
  number text not null,
  brand_id text not null,
  outlet_id text,
  model_id text,
  cause text not null,
  what text not null,
  owner_staff_id text not null,
  owner_name text not null,
  due_on date not null,
  measure text not null,
  state text not null,
  added_by_name text not null,
  added_at timestamp with time zone not null,
  done_at timestamp with time zone,
  measure_at timestamp with time zone,
  dropped_why text,
  climbed_at timestamp with time zone,
  before_numerator integer not null,
  before_denominator integer not null,
  before_from_at timestamp with time zone not null,
  before_until_at timestamp with time zone not null,
  after_numerator integer,
  after_denominator integer,
  after_from_at timestamp with time zone,
  after_until_at timestamp with time zone,
  verdict text,
  version integer not null,
  effect jsonb,
  to_owners text
);

-- walled
create table improvement.findings (
  id text not null,
  brand_id text not null,
  outlet_id text,
  model_id text,
  cause text not null,
  source text not null,
  survey_id text,
  case_id text,
  case_number text,
  score smallint,
  words text,
  at timestamp with time zone not null,
  by_name text not null,
  voice_id text
);

-- walled
create table improvement.issues (
  id text not null,
  number text not null,
  brand_id text not null,
  trouble text not null,
  model_id text,
  outlet_id text,
  state text not null,
  raised_on date not null,
  since_on date not null,
  seen integer not null,
  expected double precision not null,
  ratio_from double precision not null,
  ratio_to double precision not null,
  finding text,
  what text,
  owner_staff_id text,
  owner_name text,
  due_on date,
  fixed_at timestamp with time zone,
  measure_at timestamp with time zone,
  dismissed_why text,
  effect jsonb,
  verdict text,
  version integer not null,
  batch text,
  software text
);

create table improvement.rules (
  name text not null,
  value integer not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table insight.care_frozen (
  brand_id text not null,
  month text not null,
  frozen_at timestamp with time zone not null
);

-- walled
create table insight.care_months (
  brand_id text not null,
  month text not null,
  measure text not null,
  outlet_id text not null,
  counted integer not null,
  records integer not null,
  of jsonb not null
);

create table insight.care_rules (
  name text not null,
  value text not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table insurance.accidents (
  id text not null,
  number text not null,
  brand_id text not null,
  owner_id text not null,
  outlet_id text not null,
  case_id text not null,
  work_order_id text not null,
  order_number text not null,
  vehicle_id text not null,
  vin text not null,
  insurer text not null,
  report_no text not null,
  policy_no text,
  fault text not null,
  happened_at timestamp with time zone not null,
  words text not null,
  state text not null,
  survey jsonb,
  assessments jsonb not null,
  billed_fen integer,
  paid_fen integer not null,
  borne_fen integer not null,
  reference text,
  ended_why text,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  state_since timestamp with time zone not null,
  version integer not null
);

-- walled
create table invoices.invoices (
  id text not null,
  number text not null,
  brand_id text not null,
  owner_id text not null,
  case_id text not null,
  work_order_id text not null,
  outlet_id text not null,
  state text not null,
  lines jsonb not null,
  total_fen integer not null,
  owed_fen integer not null,
  paid_fen integer not null,
  refunded_fen integer not null,
  issued_at timestamp with time zone not null,
  paid_at timestamp with time zone,
  version integer not null,
  coupon_fen integer not null,
  coupon_code text,
  tax_fen integer not null,
  tax_basis_points integer not null,
  vin text not null
);

-- walled
create table invoices.payers (
  id text not null,
  invoice_id text not null,
  brand_id text not null,
  owner_id text not null,
  kind text not null,
  name text not null,
  tax_no text,
  owed_fen integer not null,
  paid_fen integer not null,
  refunded_fen integer not null,
  borne_fen integer not null
);

-- walled
create table invoices.payments (
  id text not null,
  invoice_id text not null,
  brand_id text not null,
  owner_id text not null,
  out_trade_no text not null,
  amount_fen integer not null,
  state text not null,
  code_url text,
  transaction_id text,
  asked_at timestamp with time zone not null,
  checked_at timestamp with time zone,
  channel text not null,
  payer_id text not null,
  paid_at timestamp with time zone,
  received_by text,
  note text
);

-- walled
create table invoices.refunds (
  id text not null,
  invoice_id text not null,
  brand_id text not null,
  out_refund_no text not null,
  out_trade_no text not null,
  amount_fen integer not null,
  state text not null,
  why text not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  channel text not null,
  done_at timestamp with time zone
);

-- walled
create table ledger.closed_days (
  brand_id text not null,
  outlet_id text not null,
  on_day date not null,
  closed_by_id text not null,
  closed_by text not null,
  closed_at timestamp with time zone not null,
  counted_cash_fen bigint not null,
  booked_cash_fen bigint not null,
  words text,
  sums jsonb not null
);

-- walled
create table ledger.entries (
  id text not null,
  brand_id text not null,
  outlet_id text not null,
  owner_id text,
  on_day date not null,
  kind text not null,
  reference text not null,
  subject text not null,
  subject_id text not null,
  amount_fen bigint not null,
  words text not null,
  posted_by text not null,
  at timestamp with time zone not null,
  reverses text,
  seq bigint not null,
  posted_by_kind text not null
);

-- walled
create table ledger.postings (
  id bigint not null,
  entry_id text not null,
  brand_id text not null,
  account text not null,
  party text not null,
  fen bigint not null
);

create table ledger.tax_rates (
  name text not null,
  basis_points integer not null,
  valid_from date not null,
  source text not null
);

-- walled
create table loaners.cars (
  id text not null,
  brand_id text not null,
  outlet_id text not null,
  plate_no text not null,
  model_name text not null,
  model_name_en text not null,
  odometer_km integer not null,
  soc_pct integer not null,
  insured_until date not null,
  in_use boolean not null,
  note text,
  version integer not null
);

-- walled
create table loaners.charges (
  id text not null,
  loan_id text not null,
  brand_id text not null,
  owner_id text not null,
  kind text not null,
  what text not null,
  fen integer not null,
  happened_at timestamp with time zone not null,
  proof_file_id text,
  added_at timestamp with time zone not null,
  added_by text not null
);

-- walled
create table loaners.loans (
  id text not null,
  number text not null,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  case_id text,
  outlet_id text not null,
  car_id text not null,
  state text not null,
  ground text not null,
  ground_rule text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  contract jsonb,
  out_record jsonb,
  back_record jsonb,
  deposit_fen integer not null,
  deposit_back_fen integer,
  fines_until date,
  ended_why text,
  reserved_by text not null,
  reserved_at timestamp with time zone not null,
  version integer not null,
  taken_fen integer not null,
  paid_fen integer not null
);

create table loaners.rules (
  name text not null,
  value integer not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table looks.looks (
  id text not null,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  staff_id text not null,
  staff_name text not null,
  purpose text not null,
  why text not null,
  scopes text[] not null,
  opened_at timestamp with time zone not null,
  until timestamp with time zone not null,
  ended_at timestamp with time zone
);

-- walled
create table looks.uses (
  look_id text not null,
  brand_id text not null,
  owner_id text not null,
  scope text not null,
  count integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null
);

create table network.absences (
  id text not null,
  staff_id text not null,
  first_on date not null,
  last_on date not null,
  kind text not null
);

create table network.bays (
  id text not null,
  outlet_id text not null,
  name text not null,
  capabilities text[] not null,
  in_use boolean not null,
  version integer not null
);

create table network.certificates (
  id text not null,
  staff_id text not null,
  kind text not null,
  maker_brand_id text,
  number text not null,
  valid_from date not null,
  valid_to date not null,
  proof_file_id text,
  withdrawn_at timestamp with time zone,
  withdrawn_why text,
  systems text[],
  model_ids text[],
  level integer not null,
  issuer text,
  review_due_on date,
  known_on date not null
);

create table network.day_exceptions (
  outlet_id text not null,
  on_day date not null,
  periods jsonb not null,
  why text not null
);

create table network.imports (
  id text not null,
  outlet_id text not null,
  kind text not null,
  file_name text not null,
  state text not null,
  rows jsonb not null,
  made jsonb not null,
  by_id text not null,
  by_name text not null,
  checked_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  undone_at timestamp with time zone,
  version integer not null
);

create table network.outlets (
  id text not null,
  name text not null,
  name_en text not null,
  city text not null,
  city_en text not null,
  tier integer not null,
  kind text not null,
  address text not null,
  phone text not null,
  lon double precision not null,
  lat double precision not null,
  brand_ids text[] not null,
  capabilities text[] not null,
  weekly_hours jsonb not null,
  opens_on_holidays boolean not null,
  added_at timestamp with time zone not null,
  version integer not null,
  sounds text
);

create table network.practice (
  staff_id text not null,
  kind text not null,
  last_on date not null,
  how text not null,
  noted_by text not null
);

create table network.rules (
  name text not null,
  value integer not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

create table network.shifts (
  staff_id text not null,
  outlet_id text not null,
  on_day date not null,
  starts text,
  ends text
);

create table network.swaps (
  id text not null,
  outlet_id text not null,
  asker_id text not null,
  other_id text not null,
  asker_day date not null,
  other_day date not null,
  state text not null,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  version integer not null
);

create table network.tools (
  id text not null,
  outlet_id text not null,
  kind text not null,
  name text not null,
  serial_no text not null,
  calibrated_on date,
  calibration_due_on date,
  calibration_no text,
  in_use boolean not null,
  version integer not null
);

-- walled
create table notices.messages (
  id text not null,
  notice_id text not null,
  brand_id text not null,
  owner_id text not null,
  case_id text,
  phone text not null,
  template text not null,
  params jsonb not null,
  text text not null,
  urgent boolean not null,
  state text not null,
  written_at timestamp with time zone not null,
  next_try_at timestamp with time zone not null,
  tries integer not null,
  last_error text,
  sent_at timestamp with time zone
);

-- walled
create table notices.notices (
  id text not null,
  key text not null,
  brand_id text not null,
  owner_id text,
  staff_id text,
  desk text,
  outlet_id text,
  case_id text,
  code text not null,
  data jsonb not null,
  urgent boolean not null,
  at timestamp with time zone not null,
  read_at timestamp with time zone
);

-- walled
create table notices.reads (
  notice_id text not null,
  staff_id text not null,
  brand_id text not null,
  at timestamp with time zone not null
);

create table notices.rules (
  name text not null,
  value text not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table parts.catalogue (
  brand_id text not null,
  code text not null,
  name text not null,
  name_en text not null,
  class text not null,
  origin text not null,
  cost_fen integer,
  supplier_id text,
  lot integer not null,
  side text,
  pair_code text,
  colour text,
  software_coded boolean not null,
  serialised boolean not null,
  core_return boolean not null,
  un_number text,
  packing text,
  soc_max_pct integer,
  kit jsonb not null,
  model_ids text[],
  built_from date,
  built_to date,
  shelf_life_days integer,
  ended_on date,
  sheet_id text,
  version integer not null
);

-- walled
create table parts.forecasts (
  brand_id text not null,
  code text not null,
  run_on date not null,
  months jsonb not null,
  back_test jsonb,
  per_month real not null
);

-- walled
create table parts.holds (
  for_kind text not null,
  for_id text not null,
  label text not null,
  outlet_id text not null,
  brand_id text not null,
  code text not null,
  quantity integer not null,
  on_day date not null
);

-- walled
create table parts.movements (
  id bigint not null,
  at timestamp with time zone not null,
  place_id text not null,
  outlet_id text not null,
  brand_id text not null,
  code text not null,
  kind text not null,
  shelf text not null,
  quantity integer not null,
  unit_fen integer,
  serial text,
  ref_kind text,
  ref_id text,
  ref_label text,
  why text,
  by_id text,
  by_name text not null
);

-- walled
create table parts.past_use (
  place_id text not null,
  outlet_id text not null,
  brand_id text not null,
  code text not null,
  month date not null,
  units integer not null
);

-- walled
create table parts.places (
  id text not null,
  brand_id text not null,
  outlet_id text not null,
  kind text not null,
  name text not null,
  name_en text not null,
  active boolean not null,
  version integer not null
);

-- walled
create table parts.purchase_lines (
  id text not null,
  purchase_id text not null,
  brand_id text not null,
  outlet_id text not null,
  place_id text not null,
  code text not null,
  quantity integer not null,
  received integer not null,
  unit_fen integer,
  expected_on date,
  note text,
  waiting_id text,
  ended_at timestamp with time zone,
  ended_how text
);

-- walled
create table parts.purchases (
  id text not null,
  number text not null,
  brand_id text not null,
  outlet_id text not null,
  place_id text not null,
  supplier_id text,
  state text not null,
  note text,
  made_by text not null,
  made_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  ended_at timestamp with time zone,
  version integer not null
);

-- walled
create table parts.receipts (
  id text not null,
  purchase_line_id text not null,
  purchase_id text not null,
  supplier_id text,
  brand_id text not null,
  outlet_id text not null,
  code text not null,
  quantity integer not null,
  rejected integer not null,
  fault text,
  at timestamp with time zone not null,
  by_name text not null,
  ordered_at timestamp with time zone not null,
  expected_on date
);

-- walled
create table parts.runs (
  id text not null,
  brand_id text not null,
  on_day date not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  parts integer,
  pairs integer,
  suggestions integer,
  took_ms integer,
  errors jsonb
);

-- walled
create table parts.sheets (
  id text not null,
  brand_id text not null,
  file_name text not null,
  state text not null,
  rows jsonb not null,
  made jsonb not null,
  by_name text not null,
  checked_at timestamp with time zone not null,
  version integer not null
);

-- walled
create table parts.stock (
  place_id text not null,
  outlet_id text not null,
  brand_id text not null,
  code text not null,
  on_hand integer not null,
  quarantined integer not null,
  cores integer not null,
  bin text,
  counted_at timestamp with time zone,
  counted_by text
);

-- walled
create table parts.suggestions (
  id text not null,
  brand_id text not null,
  outlet_id text not null,
  place_id text not null,
  code text not null,
  kind text not null,
  from_place_id text,
  from_outlet_id text,
  supplier_id text,
  quantity integer not null,
  cost_fen bigint not null,
  saves_fen bigint not null,
  why jsonb not null,
  state text not null,
  made_at timestamp with time zone not null,
  decided_by text,
  decided_at timestamp with time zone,
  decided_why text,
  result_id text,
  version integer not null
);

-- walled
create table parts.supersessions (
  brand_id text not null,
  old_code text not null,
  new_code text not null,
  both_ways boolean not null,
  use_old_first boolean not null,
  from_on date not null,
  why text not null
);

-- walled
create table parts.suppliers (
  id text not null,
  brand_id text not null,
  name text not null,
  name_en text not null,
  promised_days integer not null,
  version integer not null
);

-- walled
create table parts.targets (
  brand_id text not null,
  place_id text not null,
  code text not null,
  per_month real not null,
  target integer not null,
  fill_rate real not null,
  waiting real not null
);

-- walled
create table parts.transfers (
  id text not null,
  number text not null,
  brand_id text not null,
  code text not null,
  quantity integer not null,
  came integer,
  from_place_id text not null,
  from_outlet_id text not null,
  to_place_id text not null,
  to_outlet_id text not null,
  state text not null,
  why text,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  received_at timestamp with time zone,
  expected_on date,
  version integer not null
);

-- walled
create table parts.waiting (
  id text not null,
  brand_id text not null,
  outlet_id text not null,
  code text not null,
  quantity integer not null,
  served integer not null,
  for_id text not null,
  label text not null,
  vin text not null,
  safety boolean not null,
  guarantee_days_left integer,
  loaner_fen_per_day integer not null,
  asked_at timestamp with time zone not null,
  asked_by text not null,
  expected_on date,
  ended_at timestamp with time zone,
  ended_how text
);

-- walled
create table people.consents (
  id bigint not null,
  owner_id text not null,
  purpose text not null,
  granted boolean not null,
  at timestamp with time zone not null
);

-- walled
create table people.drivers (
  id text not null,
  owner_id text not null,
  brand_id text not null,
  name text not null,
  phone text not null,
  may_sign_in boolean not null,
  added_at timestamp with time zone not null
);

-- walled
create table people.grants (
  staff_id text not null,
  role text not null,
  brand_id text,
  outlet_id text
);

-- walled
create table people.looks (
  id text not null,
  owner_id text not null,
  brand_id text not null,
  staff_id text not null,
  staff_name text not null,
  what text not null,
  why text not null,
  at timestamp with time zone not null
);

-- walled
create table people.owner_brands (
  owner_id text not null,
  brand_id text not null,
  name text not null,
  kind text not null,
  added_at timestamp with time zone not null,
  version integer not null,
  sounds text
);

-- walled
create table people.owners (
  id text not null,
  phone text not null,
  phone_tail text not null,
  language text not null,
  added_at timestamp with time zone not null
);

create table people.phone_codes (
  id text not null,
  phone text not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  code_hash text,
  tries integer not null,
  used_at timestamp with time zone
);

create table people.sessions (
  id text not null,
  token_sha256 text not null,
  kind text not null,
  person_id text not null,
  driver_id text,
  device text not null,
  started_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone
);

create table people.sign_in_tries (
  user_name text not null,
  failed integer not null,
  last_failed_at timestamp with time zone,
  locked_until timestamp with time zone
);

create table people.staff (
  id text not null,
  user_name text not null,
  name text not null,
  language text not null,
  password_hash text,
  password_is_temporary boolean not null,
  disabled_at timestamp with time zone,
  added_at timestamp with time zone not null,
  version integer not null,
  sounds text
);

create table platform.answers (
  key text not null,
  actor text not null,
  operation text not null,
  status integer not null,
  body jsonb not null,
  at timestamp with time zone not null
);

create table platform.audit (
  id bigint not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  action text not null,
  subject text not null,
  subject_id text not null,
  brand_id text,
  version integer,
  before jsonb,
  after jsonb,
  why text
);

create table platform.counters (
  name text not null,
  value bigint not null
);

create table platform.cursors (
  reader text not null,
  part integer not null,
  position bigint not null,
  turn bigint not null,
  moved_at timestamp with time zone not null
);

create table platform.files (
  id text not null,
  bytes_size integer not null,
  media_type text not null,
  sha256 text not null,
  uploaded_by text not null,
  uploaded_at timestamp with time zone not null
);

create table platform.journal (
  part integer not null,
  id bigint not null,
  frames integer not null,
  received_at timestamp with time zone not null,
  body bytea not null
);

create table platform.stream_leases (
  reader text not null,
  part integer not null,
  held_by text not null,
  held_until timestamp with time zone not null
);

create table platform.stream_workers (
  reader text not null,
  worker text not null,
  seen_at timestamp with time zone not null
);

create table prices.books (
  id text not null,
  brand_id text not null,
  valid_from date not null,
  content jsonb not null,
  published_by text not null,
  published_at timestamp with time zone not null,
  note text not null
);

-- walled
create table prices.drafts (
  brand_id text not null,
  id text not null,
  content jsonb not null,
  started_by text not null,
  started_at timestamp with time zone not null,
  changed_by text not null,
  changed_at timestamp with time zone not null,
  version integer not null
);

create table public.careloop_migrations (
  name text not null,
  sha text not null,
  applied_at timestamp with time zone not null
);

-- walled
create table rescue.contractors (
  id text not null,
  brand_id text not null,
  name text not null,
  name_en text not null,
  phone text not null,
  city text not null,
  lon double precision not null,
  lat double precision not null,
  radius_km integer not null,
  means text[] not null,
  truck_height_mm integer,
  base_fen integer not null,
  included_km integer not null,
  fen_per_km integer not null,
  in_use boolean not null,
  version integer not null
);

create table rescue.hand_over_points (
  id text not null,
  road text not null,
  name text not null,
  name_en text not null,
  lon double precision not null,
  lat double precision not null,
  in_use boolean not null
);

-- walled
create table rescue.kept_places (
  id text not null,
  mission_id text not null,
  brand_id text not null,
  owner_id text not null,
  vin text not null,
  outlet_id text not null,
  place_id text not null,
  reserved_at timestamp with time zone not null,
  released_at timestamp with time zone,
  version integer not null,
  quarantine_id text
);

-- walled
create table rescue.legs (
  id text not null,
  mission_id text not null,
  brand_id text not null,
  owner_id text not null,
  kind text not null,
  nth smallint not null,
  turn smallint not null,
  contractor_id text,
  name text not null,
  phone text not null,
  state text not null,
  requested_at timestamp with time zone not null,
  answer_by_at timestamp with time zone,
  accepted_at timestamp with time zone,
  under_way_at timestamp with time zone,
  arrived_at timestamp with time zone,
  loaded_at timestamp with time zone,
  ended_at timestamp with time zone,
  heard_at timestamp with time zone not null,
  arrives_at timestamp with time zone,
  arrives_basis text not null,
  driver_name text,
  driver_phone text,
  truck_plate text,
  why text,
  far_km double precision,
  tow_km double precision,
  cost_fen integer,
  link_key text,
  sent_at timestamp with time zone,
  tries integer not null,
  last_error text,
  version integer not null
);

-- walled
create table rescue.missions (
  id text not null,
  number text not null,
  case_id text not null,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  vin text not null,
  plate_no text,
  model_id text not null,
  model_name text not null,
  model_name_en text not null,
  trouble text not null,
  level smallint not null,
  state text not null,
  begun_by text not null,
  response jsonb not null,
  place jsonb not null,
  hand_over jsonb,
  answers jsonb not null,
  destination jsonb,
  onward jsonb,
  payer text not null,
  payer_rule text not null,
  cost_fen integer not null,
  begun_at timestamp with time zone not null,
  first_asked_at timestamp with time zone,
  unanswered_at timestamp with time zone,
  late_told_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_why text,
  version integer not null
);

create table rescue.quarantine_places (
  id text not null,
  outlet_id text not null,
  name text not null,
  distance_m integer not null,
  outdoors boolean not null,
  places integer not null,
  in_use boolean not null
);

create table rescue.rules (
  name text not null,
  value integer not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

create table telemetry.defects (
  vin text not null,
  reason text not null,
  on_day date not null,
  count bigint not null,
  last_at timestamp with time zone not null,
  last_bytes bytea not null
);

-- walled
create table telemetry.fault_codes (
  id text not null,
  brand_id text not null,
  model_id text not null,
  code text not null,
  name text,
  valid_from date not null,
  component text not null,
  component_en text not null,
  title text not null,
  title_en text not null,
  meaning text not null,
  meaning_en text not null,
  severity text not null,
  advice text not null,
  advice_en text not null,
  operation_code text,
  article_id text,
  source text not null,
  by_name text not null,
  version integer not null
);

-- walled
create table telemetry.fault_sheets (
  id text not null,
  brand_id text not null,
  file_name text not null,
  state text not null,
  rows jsonb not null,
  made jsonb not null,
  by_name text not null,
  checked_at timestamp with time zone not null,
  version integer not null
);

create table telemetry.heard_frames (
  vin text not null,
  sha bytea not null,
  received_at timestamp with time zone not null
);

-- walled
create table telemetry.history_files (
  name text not null,
  brand_id text not null,
  on_day date not null,
  bucket integer not null,
  buckets integer not null,
  row_count bigint not null,
  byte_count bigint not null,
  first_vin text not null,
  last_vin text not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  written_at timestamp with time zone not null,
  gone_at timestamp with time zone
);

create table telemetry.history_late (
  id bigint not null,
  part integer not null,
  vin text not null,
  edition smallint not null,
  command smallint not null,
  bytes bytea not null,
  received_at timestamp with time zone not null
);

create table telemetry.history_parts (
  part integer not null,
  written_to timestamp with time zone not null,
  moved_at timestamp with time zone not null,
  left_at bigint
);

create table telemetry.history_rules (
  id text not null,
  brand_id text not null,
  from_on date not null,
  keep_days integer not null,
  source text not null,
  set_by text not null,
  set_at timestamp with time zone not null
);

-- walled
create table telemetry.readings (
  vin text not null,
  at timestamp with time zone not null,
  brand_id text not null,
  owner_id text not null,
  received_at timestamp with time zone not null,
  clock text not null,
  reissued boolean not null,
  vehicle_state text,
  charging_state text,
  speed_kmh real,
  odometer_km double precision,
  soc_pct real,
  total_voltage_v real,
  current_a real,
  insulation_kohm real,
  cell_max_mv integer,
  cell_max_no integer,
  cell_min_mv integer,
  cell_min_no integer,
  temp_max_c real,
  temp_max_no integer,
  temp_min_c real,
  temp_min_no integer,
  alarm_level smallint,
  alarm_bits bigint,
  lon double precision,
  lat double precision,
  lv_battery_mv integer,
  signature text,
  alarm_bits2 bigint,
  alarm_bits3 bigint,
  alarm_bits4 bigint
);

-- walled
create table telemetry.reported_faults (
  vin text not null,
  owner_id text not null,
  part text not null,
  code text not null,
  brand_id text not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null
);

-- walled
create table telemetry.states (
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  seen_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  clock text not null,
  logged_in_at timestamp with time zone,
  logged_out_at timestamp with time zone,
  vehicle_state text,
  charging_state text,
  speed_kmh real,
  odometer_km double precision,
  soc_pct real,
  total_voltage_v real,
  current_a real,
  insulation_kohm real,
  cell_max_mv integer,
  cell_max_no integer,
  cell_min_mv integer,
  cell_min_no integer,
  temp_max_c real,
  temp_max_no integer,
  temp_min_c real,
  temp_min_no integer,
  alarm_level smallint,
  alarm_bits bigint,
  lon double precision,
  lat double precision,
  lv_battery_mv integer,
  signature text,
  alarm_bits2 bigint,
  alarm_bits3 bigint,
  alarm_bits4 bigint
);

create table telemetry.stranger_frames (
  id bigint not null,
  vin text not null,
  edition smallint not null,
  command smallint not null,
  bytes bytea not null,
  received_at timestamp with time zone not null,
  connection_id text not null,
  sha bytea not null
);

create table telemetry.strangers (
  vin text not null,
  first_seen_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  frames_count bigint not null,
  frames_kept bigint not null,
  last_bytes bytea not null,
  adopted_at timestamp with time zone
);

-- walled
create table telemetry.vehicle_days (
  vin text not null,
  on_day date not null,
  brand_id text not null,
  cell_spread_max_mv integer,
  temp_max_c real,
  temp_min_c real,
  insulation_min_kohm real,
  lv_battery_min_mv integer,
  soc_min_pct real,
  odometer_min_km double precision,
  odometer_max_km double precision
);

-- walled
create table vehicles.ownerships (
  id text not null,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  from_on date not null,
  to_on date
);

-- walled
create table vehicles.plates (
  id text not null,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  plate_no text not null,
  from_on date not null,
  to_on date
);

-- walled
create table vehicles.vehicles (
  vin text not null,
  id text not null,
  brand_id text not null,
  model_id text not null,
  model_name text not null,
  model_name_en text not null,
  owner_id text not null,
  plate_no text,
  colour text not null,
  delivered_on date,
  usage_nature text not null,
  added_at timestamp with time zone not null,
  version integer not null
);

create table voices.clock_rules (
  channel text not null,
  respond_days integer not null,
  answer_days integer not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table voices.hooks (
  brand_id text not null,
  hook_key text not null,
  secret text not null,
  by_name text not null,
  at timestamp with time zone not null,
  heard integer not null,
  last_at timestamp with time zone
);

create table voices.rules (
  name text not null,
  value text not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table voices.sheets (
  id text not null,
  brand_id text not null,
  file_name text not null,
  state text not null,
  rows jsonb not null,
  made integer not null,
  twins integer not null,
  by_name text not null,
  at timestamp with time zone not null,
  version integer not null,
  done integer not null,
  desk_of text
);

-- walled
create table voices.voices (
  id text not null,
  number text not null,
  brand_id text not null,
  channel text not null,
  source_key text not null,
  url text,
  author text,
  author_phone text,
  vin text,
  vehicle_id text,
  plate_no text,
  model_id text,
  outlet_id text,
  words text not null,
  said_at timestamp with time zone not null,
  heard_at timestamp with time zone not null,
  kind text not null,
  topic text not null,
  topic_share real not null,
  sentiment text not null,
  severity smallint not null,
  machine_topic text not null,
  machine_sentiment text not null,
  labelled_by text,
  labelled_at timestamp with time zone,
  twin_of text,
  state text not null,
  holder_id text,
  holder_name text,
  respond_due_at timestamp with time zone,
  responded_at timestamp with time zone,
  answer_due_at timestamp with time zone,
  answered_at timestamp with time zone,
  answer_words text,
  answered_by text,
  apology text,
  gesture text,
  again_at timestamp with time zone,
  case_id text,
  sheet_id text,
  version integer not null,
  desk_of text,
  owner_id text,
  again_due_at timestamp with time zone,
  satisfied boolean,
  judged_words text,
  judged_at timestamp with time zone,
  climbed_at timestamp with time zone,
  climbed_why text
);

-- walled
create table warranty.certificates (
  vin text not null,
  brand_id text not null,
  number text not null,
  invoiced_on date not null,
  price_fen integer not null,
  coefficient_ppm integer not null,
  seller_name text not null,
  seller_address text not null,
  seller_phone text not null,
  maker_name text not null,
  maker_address text not null,
  maker_phone text not null,
  produced_on date,
  tax_paid_fen integer,
  tax_paid_on date,
  replaced_on date,
  replaces_vin text,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  version integer not null
);

-- walled
create table warranty.evidence_packs (
  code text not null,
  brand_id text not null,
  vin text not null,
  vehicle_id text not null,
  hash text not null,
  body jsonb not null,
  issued_by text not null,
  issued_at timestamp with time zone not null
);

create table warranty.main_parts (
  assembly text not null,
  part text not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table warranty.mobility_duties (
  id text not null,
  brand_id text not null,
  owner_id text not null,
  outlet_id text not null,
  vin text not null,
  vehicle_id text not null,
  work_order_id text not null,
  case_id text not null,
  number text not null,
  from_at timestamp with time zone not null,
  raised_at timestamp with time zone not null,
  holder_id text,
  holder_name text,
  held_at timestamp with time zone,
  met_how text,
  amount_fen integer,
  words text,
  met_by text,
  met_at timestamp with time zone,
  version integer not null,
  climbed integer not null
);

-- walled
create table warranty.part_map (
  brand_id text not null,
  part_code text not null,
  assembly text not null,
  part text,
  whole boolean not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

create table warranty.rules (
  name text not null,
  value integer not null,
  valid_from date not null,
  valid_to date,
  article text not null,
  source text not null
);

-- walled
create table warranty.statements (
  id text not null,
  brand_id text not null,
  vin text not null,
  work_order_id text not null,
  kind text not null,
  body jsonb not null,
  words text not null,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  needs_second boolean not null,
  second_id text,
  second_name text,
  second_at timestamp with time zone,
  second_words text,
  agreed boolean,
  appeal_words text,
  appealed_at timestamp with time zone,
  appeal_answer text,
  appeal_by text,
  appeal_at timestamp with time zone,
  appeal_upheld boolean,
  withdrawn_by text,
  withdrawn_at timestamp with time zone,
  withdrawn_why text,
  file_ids jsonb not null
);

-- walled
create table warranty.told (
  id text not null,
  vin text not null,
  brand_id text not null,
  outlet_id text,
  counter text not null,
  key text not null,
  step integer not null,
  value integer not null,
  most integer not null,
  due boolean not null,
  sum jsonb not null,
  told_to jsonb not null,
  at timestamp with time zone not null
);

-- walled
create table workorders.campaign_cars (
  campaign_id text not null,
  brand_id text not null,
  vin text not null,
  done_at timestamp with time zone,
  work_order_id text,
  told_at timestamp with time zone
);

-- walled
create table workorders.campaigns (
  id text not null,
  brand_id text not null,
  code text not null,
  kind text not null,
  name text not null,
  name_en text not null,
  what text not null,
  what_en text not null,
  operations jsonb not null,
  opened_on date not null,
  closed_on date,
  opened_by text not null,
  opened_at timestamp with time zone not null
);

-- walled
create table workorders.codings (
  id text not null,
  work_order_id text not null,
  brand_id text not null,
  code text not null,
  tool text not null,
  software_version text not null,
  done_at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null
);

create table workorders.goodwill_limits (
  role text not null,
  most_fen integer not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table workorders.hand_overs (
  id text not null,
  work_order_id text not null,
  brand_id text not null,
  from_id text not null,
  from_name text not null,
  at timestamp with time zone not null,
  note text not null,
  drained text not null,
  energy text not null,
  bolts text not null,
  tools_inside text not null,
  accepted_by_id text,
  accepted_by_name text,
  accepted_at timestamp with time zone,
  accepted_words text
);

-- walled
create table workorders.instructions (
  id text not null,
  brand_id text not null,
  code text not null,
  edition integer not null,
  steps jsonb not null,
  source text not null,
  published_by text not null,
  published_at timestamp with time zone not null
);

-- walled
create table workorders.line_answers (
  id text not null,
  work_order_id text not null,
  brand_id text not null,
  owner_id text not null,
  line_id text not null,
  estimate_version integer not null,
  code text not null,
  name text not null,
  name_en text not null,
  quantity integer not null,
  total_fen integer not null,
  owner_fen integer not null,
  pay_type text not null,
  answer text not null,
  words text,
  channel text not null,
  by_kind text not null,
  by_id text not null,
  by_name text not null,
  file_id text,
  photos jsonb not null,
  proof text not null,
  at timestamp with time zone not null
);

-- walled
create table workorders.lines (
  id text not null,
  work_order_id text not null,
  brand_id text not null,
  owner_id text not null,
  position integer not null,
  estimate_version integer not null,
  kind text not null,
  code text not null,
  for_operation text,
  name text not null,
  name_en text not null,
  quantity integer not null,
  unit_fen integer not null,
  total_fen integer not null,
  hv boolean not null,
  safety boolean not null,
  pay_type text not null,
  owner_fen integer not null,
  pay_reason text not null,
  goodwill_by text,
  goodwill_ok_by text,
  answer text not null,
  answered_at timestamp with time zone,
  answered_by text,
  answer_channel text,
  answer_words text,
  proof text,
  done boolean not null,
  system text not null,
  photos jsonb not null,
  origin text,
  maker_fen integer not null,
  labour_centihours integer,
  was_fen integer,
  list_fen integer,
  override_why text,
  override_by text
);

-- walled
create table workorders.lock_outs (
  id text not null,
  work_order_id text not null,
  brand_id text not null,
  measured_v double precision not null,
  meter text not null,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  released_by_id text,
  released_by_name text,
  released_at timestamp with time zone,
  guardian_id text,
  guardian_name text,
  release_why text,
  insulation_mohm double precision
);

-- walled
create table workorders.ordered_parts (
  id text not null,
  work_order_id text not null,
  brand_id text not null,
  owner_id text not null,
  code text not null,
  name text not null,
  name_en text not null,
  quantity integer not null,
  arrived integer not null,
  expected_on date,
  ordered_by text not null,
  ordered_at timestamp with time zone not null,
  arrived_at timestamp with time zone,
  box integer not null
);

-- walled
create table workorders.questions (
  id text not null,
  work_order_id text not null,
  brand_id text not null,
  outlet_id text not null,
  words text not null,
  photos jsonb not null,
  asked_by_id text not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  answer text,
  answered_by_id text,
  answered_by_name text,
  answered_at timestamp with time zone
);

create table workorders.rules (
  name text not null,
  value integer not null,
  valid_from date not null,
  valid_to date,
  source text not null
);

-- walled
create table workorders.spells (
  id text not null,
  work_order_id text not null,
  brand_id text not null,
  technician_id text not null,
  technician_name text not null,
  guardian_id text,
  guardian_name text,
  hv boolean not null,
  started_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  stop_reason text,
  note text
);

-- walled
create table workorders.tool_records (
  id text not null,
  work_order_id text not null,
  brand_id text not null,
  kind text not null,
  what text not null,
  tool_no text not null,
  tool_valid_until date not null,
  value double precision not null,
  unit text not null,
  low double precision,
  high double precision,
  within boolean not null,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null
);

-- walled
create table workorders.work_orders (
  id text not null,
  number text not null,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  vin text not null,
  case_id text not null,
  outlet_id text not null,
  appointment_id text,
  book_id text not null,
  tier integer not null,
  state text not null,
  hold_reason text,
  check_in jsonb not null,
  diagnosis jsonb,
  promised_at timestamp with time zone not null,
  promises jsonb not null,
  promise_warned_at timestamp with time zone,
  promise_missed_at timestamp with time zone,
  estimate_version integer not null,
  inspection jsonb,
  handed_back jsonb,
  settled boolean not null,
  checked_in_at timestamp with time zone not null,
  checked_in_by text not null,
  finished_at timestamp with time zone,
  handed_back_at timestamp with time zone,
  version integer not null,
  model_id text not null,
  comeback jsonb,
  state_since timestamp with time zone not null,
  test_drives jsonb not null,
  estimate_valid_until timestamp with time zone,
  owner_told_late_at timestamp with time zone,
  away_since timestamp with time zone,
  aways jsonb not null,
  parts_choice jsonb,
  resume_appointment_id text
);

CREATE INDEX absences_staff_id_last_on_idx ON network.absences USING btree (staff_id, last_on);

CREATE INDEX accidents_outlet_id_opened_at_idx ON insurance.accidents USING btree (outlet_id, opened_at DESC);

CREATE INDEX accidents_owner_id_opened_at_idx ON insurance.accidents USING btree (owner_id, opened_at DESC);

CREATE INDEX actions_brand_id_due_on_id_idx ON improvement.actions USING btree (brand_id, due_on, id);

CREATE INDEX actions_due_on_idx ON improvement.actions USING btree (due_on) WHERE ((state = ANY (ARRAY['open'::text, 'inProgress'::text])) AND (climbed_at IS NULL));

CREATE INDEX actions_measure_at_idx ON improvement.actions USING btree (measure_at) WHERE (state = 'done'::text);

CREATE INDEX actions_outlet_id_due_on_idx ON improvement.actions USING btree (outlet_id, due_on);

CREATE INDEX actions_owner_staff_id_due_on_idx ON improvement.actions USING btree (owner_staff_id, due_on);

CREATE INDEX alerts_brand_id_kind_told_at_idx ON alerts.alerts USING btree (brand_id, kind, told_at) WHERE (cleared_at IS NULL);

CREATE INDEX alerts_owner_id_raised_at_idx ON alerts.alerts USING btree (owner_id, raised_at DESC);

CREATE INDEX alerts_raised_at_id_idx ON alerts.alerts USING btree (raised_at DESC, id);

CREATE INDEX alerts_storm_id_told_at_idx ON alerts.alerts USING btree (storm_id, told_at) WHERE (storm_id IS NOT NULL);

CREATE INDEX alerts_vin_raised_at_idx ON alerts.alerts USING btree (vin, raised_at DESC);

CREATE INDEX appointments_case_id_idx ON appointments.appointments USING btree (case_id);

CREATE INDEX appointments_looked_at_idx ON appointments.appointments USING btree (looked_at NULLS FIRST) WHERE (state = 'booked'::text);

CREATE INDEX appointments_outlet_id_starts_at_idx ON appointments.appointments USING btree (outlet_id, starts_at);

CREATE INDEX appointments_owner_id_starts_at_idx ON appointments.appointments USING btree (owner_id, starts_at);

CREATE INDEX appointments_state_starts_at_idx ON appointments.appointments USING btree (state, starts_at);

CREATE INDEX appointments_vin_idx ON appointments.appointments USING btree (vin) WHERE (state = 'booked'::text);

CREATE INDEX area_cars_vin_idx ON alerts.area_cars USING btree (vin) WHERE (left_at IS NULL);

CREATE INDEX areas_to_at_id_idx ON alerts.areas USING btree (to_at DESC, id);

CREATE INDEX articles_brand_id_at_idx ON conversations.articles USING btree (brand_id, at);

CREATE INDEX audit_actor_id_id_idx ON platform.audit USING btree (actor_id, id);

CREATE INDEX audit_subject_subject_id_id_idx ON platform.audit USING btree (subject, subject_id, id);

CREATE INDEX bans_until_idx ON gateway.bans USING btree (until);

CREATE INDEX bill_lines_channel_on_day_idx ON cashier.bill_lines USING btree (channel, on_day);

CREATE INDEX calls_answer_by_at_idx ON duty.calls USING btree (answer_by_at) WHERE ((answered_at IS NULL) AND (climbed_at IS NULL));

CREATE INDEX calls_called_at_id_idx ON duty.calls USING btree (called_at DESC, id);

CREATE INDEX campaign_cars_vin_idx ON workorders.campaign_cars USING btree (vin);

CREATE INDEX cards_conversation_id_idx ON conversations.cards USING btree (conversation_id);

CREATE INDEX cars_outlet_id_idx ON loaners.cars USING btree (outlet_id);

CREATE INDEX cases_confirmation_asked_at_idx ON cases.cases USING btree (confirmation_asked_at) WHERE (stage = 'awaitingConfirmation'::text);

CREATE INDEX cases_opened_at_id_idx ON cases.cases USING btree (opened_at DESC, id DESC);

CREATE INDEX cases_outlet_id_urgency_next_due_at_id_idx ON cases.cases USING btree (outlet_id, urgency, next_due_at, id) WHERE (stage <> 'closed'::text);

CREATE INDEX cases_owner_id_opened_at_idx ON cases.cases USING btree (owner_id, opened_at DESC);

CREATE INDEX cases_plate_no_idx ON cases.cases USING btree (plate_no);

CREATE INDEX cases_urgency_next_due_at_id_idx ON cases.cases USING btree (urgency, next_due_at, id) WHERE (stage <> 'closed'::text);

CREATE INDEX cases_vin_opened_at_idx ON cases.cases USING btree (vin, opened_at DESC);

CREATE INDEX certificates_staff_id_idx ON network.certificates USING btree (staff_id);

CREATE INDEX charges_loan_id_idx ON loaners.charges USING btree (loan_id);

CREATE INDEX claims_brand_id_state_idx ON claims.claims USING btree (brand_id, state);

CREATE INDEX claims_outlet_id_created_at_idx ON claims.claims USING btree (outlet_id, created_at DESC);

CREATE INDEX claims_parent_id_idx ON claims.claims USING btree (parent_id);

CREATE INDEX claims_vin_idx ON claims.claims USING btree (vin);

CREATE INDEX clocks_at_risk_at_idx ON cases.clocks USING btree (at_risk_at) WHERE ((ended_at IS NULL) AND (paused_at IS NULL));

CREATE INDEX clocks_case_id_idx ON cases.clocks USING btree (case_id) WHERE ((breached_at IS NOT NULL) AND (breach_reason IS NULL));

CREATE INDEX clocks_case_id_started_at_idx ON cases.clocks USING btree (case_id, started_at);

CREATE INDEX clocks_due_at_idx ON cases.clocks USING btree (due_at) WHERE ((ended_at IS NULL) AND (breached_at IS NULL));

CREATE INDEX closures_outlet_id_on_day_idx ON dispatch.closures USING btree (outlet_id, on_day);

CREATE INDEX codings_work_order_id_done_at_idx ON workorders.codings USING btree (work_order_id, done_at);

CREATE INDEX commands_expires_at_idx ON commands.commands USING btree (expires_at) WHERE (state = 'waiting'::text);

CREATE INDEX commands_owner_id_asked_at_idx ON commands.commands USING btree (owner_id, asked_at);

CREATE INDEX commands_vin_asked_at_idx ON commands.commands USING btree (vin, asked_at);

CREATE INDEX consents_owner_id_purpose_id_idx ON people.consents USING btree (owner_id, purpose, id);

CREATE INDEX contacts_brand_id_arrived_at_idx ON hotline.contacts USING btree (brand_id, arrived_at);

CREATE INDEX contacts_brand_id_phone_idx ON hotline.contacts USING btree (brand_id, phone) WHERE (state = 'callBack'::text);

CREATE INDEX contacts_brand_id_state_urgency_arrived_at_idx ON hotline.contacts USING btree (brand_id, state, urgency, arrived_at);

CREATE INDEX contacts_case_id_at_idx ON cases.contacts USING btree (case_id, at);

CREATE INDEX contractors_brand_id_idx ON rescue.contractors USING btree (brand_id) WHERE in_use;

CREATE INDEX conversations_brand_id_state_urgency_queued_at_idx ON conversations.conversations USING btree (brand_id, state, urgency, queued_at);

CREATE INDEX conversations_owner_id_opened_at_idx ON conversations.conversations USING btree (owner_id, opened_at DESC);

CREATE INDEX decisions_vin_decided_at_idx ON batteries.decisions USING btree (vin, decided_at DESC);

CREATE INDEX deposits_owner_id_idx ON benefits.deposits USING btree (owner_id);

CREATE INDEX differences_brand_id_outlet_id_state_idx ON cashier.differences USING btree (brand_id, outlet_id, state);

CREATE INDEX dispatches_asked_at_idx ON gateway.dispatches USING btree (asked_at);

CREATE INDEX dispatches_vin_idx ON gateway.dispatches USING btree (vin) WHERE (state = ANY (ARRAY['pending'::text, 'sent'::text]));

CREATE INDEX disturbances_outlet_id_on_day_idx ON dispatch.disturbances USING btree (outlet_id, on_day);

CREATE INDEX documents_work_order_id_issued_at_idx ON documents.documents USING btree (work_order_id, issued_at DESC);

CREATE INDEX drivers_phone_idx ON people.drivers USING btree (phone);

CREATE INDEX entries_brand_id_outlet_id_on_day_idx ON ledger.entries USING btree (brand_id, outlet_id, on_day);

CREATE INDEX entries_case_id_at_id_idx ON cases.entries USING btree (case_id, at, id);

CREATE INDEX entries_subject_id_seq_idx ON ledger.entries USING btree (subject_id, seq);

CREATE INDEX evaluations_brand_id_cases_hash_at_idx ON conversations.evaluations USING btree (brand_id, cases_hash, at);

CREATE INDEX evidence_finding_id_at_idx ON batteries.evidence USING btree (finding_id, at);

CREATE INDEX evidence_packs_vin_issued_at_idx ON warranty.evidence_packs USING btree (vin, issued_at);

CREATE INDEX fault_sheets_brand_id_checked_at_idx ON telemetry.fault_sheets USING btree (brand_id, checked_at);

CREATE INDEX files_by_person ON platform.files USING btree (uploaded_by, uploaded_at);

CREATE INDEX findings_brand_id_at_idx ON improvement.findings USING btree (brand_id, at);

CREATE INDEX findings_brand_id_state_tier_idx ON batteries.findings USING btree (brand_id, state, tier);

CREATE INDEX findings_outlet_id_cause_at_idx ON improvement.findings USING btree (outlet_id, cause, at);

CREATE INDEX findings_vin_found_at_idx ON batteries.findings USING btree (vin, found_at DESC);

CREATE INDEX fittings_in_key_from_at_idx ON batteries.fittings USING btree (in_key, from_at);

CREATE INDEX grants_outlet_id_idx ON people.grants USING btree (outlet_id) WHERE (outlet_id IS NOT NULL);

CREATE INDEX grants_role_brand_id_outlet_id_idx ON people.grants USING btree (role, brand_id, outlet_id);

CREATE INDEX hand_overs_answer_by_at_idx ON cases.hand_overs USING btree (answer_by_at) WHERE (state = 'asked'::text);

CREATE INDEX hand_overs_case_id_asked_at_idx ON cases.hand_overs USING btree (case_id, asked_at);

CREATE INDEX hand_overs_to_staff_id_idx ON cases.hand_overs USING btree (to_staff_id) WHERE (state = 'asked'::text);

CREATE INDEX heard_brand_id_channel_id_idx ON hotline.heard USING btree (brand_id, channel_id) WHERE (said IS NOT NULL);

CREATE INDEX heard_frames_received_at_idx ON telemetry.heard_frames USING btree (received_at);

CREATE INDEX history_files_brand_id_on_day_bucket_idx ON telemetry.history_files USING btree (brand_id, on_day, bucket) WHERE (gone_at IS NULL);

CREATE INDEX history_files_gone_at_idx ON telemetry.history_files USING btree (gone_at) WHERE (gone_at IS NOT NULL);

CREATE INDEX history_late_part_id_idx ON telemetry.history_late USING btree (part, id);

CREATE INDEX holdings_case_id_from_at_idx ON cases.holdings USING btree (case_id, from_at);

CREATE INDEX holdings_desk_outlet_id_idx ON cases.holdings USING btree (desk, outlet_id) WHERE (until_at IS NULL);

CREATE INDEX holdings_staff_id_idx ON cases.holdings USING btree (staff_id) WHERE (until_at IS NULL);

CREATE INDEX holds_outlet_id_brand_id_code_idx ON parts.holds USING btree (outlet_id, brand_id, code);

CREATE INDEX imports_outlet_id_checked_at_idx ON network.imports USING btree (outlet_id, checked_at);

CREATE INDEX invoices_outlet_id_issued_at_idx ON invoices.invoices USING btree (outlet_id, issued_at DESC);

CREATE INDEX invoices_owner_id_issued_at_idx ON invoices.invoices USING btree (owner_id, issued_at DESC);

CREATE INDEX issues_brand_id_raised_on_id_idx ON improvement.issues USING btree (brand_id, raised_on DESC, id);

CREATE INDEX issues_measure_at_idx ON improvement.issues USING btree (measure_at) WHERE (state = 'fixed'::text);

CREATE INDEX jobs_case_id_idx ON dispatch.jobs USING btree (case_id) WHERE (case_id IS NOT NULL);

CREATE INDEX jobs_outlet_id_on_day_idx ON dispatch.jobs USING btree (outlet_id, on_day);

CREATE INDEX jobs_owner_id_on_day_idx ON dispatch.jobs USING btree (owner_id, on_day);

CREATE INDEX jobs_staff_id_on_day_idx ON dispatch.jobs USING btree (staff_id, on_day) WHERE (staff_id IS NOT NULL);

CREATE INDEX kits ON parts.catalogue USING btree (brand_id) WHERE (kit <> '[]'::jsonb);

CREATE INDEX legs_answer_by_at_idx ON rescue.legs USING btree (answer_by_at) WHERE (state = 'requested'::text);

CREATE INDEX legs_mission_id_idx ON rescue.legs USING btree (mission_id);

CREATE INDEX line_answers_work_order_id_at_idx ON workorders.line_answers USING btree (work_order_id, at);

CREATE INDEX lines_work_order_id_position_idx ON workorders.lines USING btree (work_order_id, "position");

CREATE INDEX loans_outlet_id_state_idx ON loaners.loans USING btree (outlet_id, state);

CREATE INDEX loans_owner_id_reserved_at_idx ON loaners.loans USING btree (owner_id, reserved_at);

CREATE INDEX lock_outs_work_order_id_idx ON workorders.lock_outs USING btree (work_order_id);

CREATE INDEX looks_owner_id_at_idx ON people.looks USING btree (owner_id, at);

CREATE INDEX looks_owner_id_opened_at_idx ON looks.looks USING btree (owner_id, opened_at);

CREATE INDEX looks_vin_opened_at_idx ON looks.looks USING btree (vin, opened_at);

CREATE INDEX maintenance_since_at_id_idx ON alerts.maintenance USING btree (since_at DESC, id);

CREATE INDEX marks_job_id_idx ON dispatch.marks USING btree (job_id);

CREATE INDEX messages_case_id_idx ON notices.messages USING btree (case_id);

CREATE INDEX messages_next_try_at_idx ON notices.messages USING btree (next_try_at) WHERE (state = 'waiting'::text);

CREATE INDEX missions_brand_id_begun_at_idx ON rescue.missions USING btree (brand_id, begun_at DESC);

CREATE INDEX missions_case_id_idx ON rescue.missions USING btree (case_id);

CREATE INDEX missions_owner_id_begun_at_idx ON rescue.missions USING btree (owner_id, begun_at DESC);

CREATE INDEX mobility_duties_outlet_id_raised_at_idx ON warranty.mobility_duties USING btree (outlet_id, raised_at);

CREATE INDEX mobility_duties_vin_idx ON warranty.mobility_duties USING btree (vin);

CREATE INDEX models_brand_id_idx ON brands.models USING btree (brand_id);

CREATE INDEX movements_brand_id_code_at_idx ON parts.movements USING btree (brand_id, code, at);

CREATE INDEX movements_place_id_brand_id_at_idx ON parts.movements USING btree (place_id, brand_id, at);

CREATE INDEX movements_ref_id_idx ON parts.movements USING btree (ref_id) WHERE (ref_id IS NOT NULL);

CREATE INDEX no_double_loan ON loaners.loans USING gist (car_id, tstzrange(from_at, until_at)) WHERE (state = ANY (ARRAY['reserved'::text, 'contracted'::text, 'out'::text]));

CREATE INDEX no_double_sale ON appointments.reservations USING gist (resource_id, during);

CREATE INDEX notices_case_id_at_idx ON notices.notices USING btree (case_id, at);

CREATE INDEX notices_desk_brand_id_at_id_idx ON notices.notices USING btree (desk, brand_id, at DESC, id DESC) WHERE (desk IS NOT NULL);

CREATE INDEX notices_owner_id_at_id_idx ON notices.notices USING btree (owner_id, at DESC, id DESC) WHERE (owner_id IS NOT NULL);

CREATE INDEX notices_staff_id_at_id_idx ON notices.notices USING btree (staff_id, at DESC, id DESC) WHERE (staff_id IS NOT NULL);

CREATE INDEX order_refunds_order_id_idx ON benefits.order_refunds USING btree (order_id);

CREATE INDEX orders_bought_id_idx ON benefits.orders USING btree (bought_id);

CREATE INDEX orders_owner_id_idx ON benefits.orders USING btree (owner_id);

CREATE INDEX outlets_brand_ids_idx ON network.outlets USING gin (brand_ids);

CREATE INDEX outlets_id_idx ON network.outlets USING btree (id) WHERE (sounds IS NULL);

CREATE INDEX owner_brands_brand_id_name_idx ON people.owner_brands USING btree (brand_id, name);

CREATE INDEX owner_brands_owner_id_brand_id_idx ON people.owner_brands USING btree (owner_id, brand_id) WHERE (sounds IS NULL);

CREATE INDEX owners_phone_tail_idx ON people.owners USING btree (phone_tail);

CREATE INDEX ownerships_owner_id_idx ON vehicles.ownerships USING btree (owner_id);

CREATE INDEX ownerships_vin_from_on_idx ON vehicles.ownerships USING btree (vin, from_on);

CREATE INDEX packages_owner_id_idx ON benefits.packages USING btree (owner_id);

CREATE INDEX packages_vin_idx ON benefits.packages USING btree (vin);

CREATE INDEX papers_brand_id_outlet_id_asked_at_idx ON fapiao.papers USING btree (brand_id, outlet_id, asked_at DESC);

CREATE INDEX papers_invoice_id_idx ON fapiao.papers USING btree (invoice_id);

CREATE INDEX papers_vin_issued_at_idx ON batteries.papers USING btree (vin, issued_at DESC);

CREATE INDEX parts_claim_id_idx ON claims.parts USING btree (claim_id);

CREATE INDEX parts_due_on_idx ON claims.parts USING btree (due_on) WHERE (state = ANY (ARRAY['kept'::text, 'labelled'::text]));

CREATE INDEX past_use_brand_id_code_idx ON parts.past_use USING btree (brand_id, code);

CREATE INDEX payers_invoice_id_idx ON invoices.payers USING btree (invoice_id);

CREATE INDEX payments_invoice_id_idx ON invoices.payments USING btree (invoice_id);

CREATE INDEX phone_codes_phone_asked_at_idx ON people.phone_codes USING btree (phone, asked_at);

CREATE INDEX places_outlet_id_idx ON parts.places USING btree (outlet_id);

CREATE INDEX plates_plate_no_idx ON vehicles.plates USING btree (plate_no);

CREATE INDEX plates_vin_from_on_idx ON vehicles.plates USING btree (vin, from_on);

CREATE INDEX postings_account_party_idx ON ledger.postings USING btree (account, party);

CREATE INDEX purchase_lines_brand_id_code_idx ON parts.purchase_lines USING btree (brand_id, code) WHERE (ended_at IS NULL);

CREATE INDEX purchase_lines_place_id_brand_id_code_idx ON parts.purchase_lines USING btree (place_id, brand_id, code) WHERE (ended_at IS NULL);

CREATE INDEX purchase_lines_purchase_id_idx ON parts.purchase_lines USING btree (purchase_id);

CREATE INDEX purchases_brand_id_state_made_at_idx ON parts.purchases USING btree (brand_id, state, made_at);

CREATE INDEX quarantine_places_outlet_id_idx ON rescue.quarantine_places USING btree (outlet_id);

CREATE INDEX quarantines_outlet_id_idx ON batteries.quarantines USING btree (outlet_id) WHERE (released_at IS NULL);

CREATE INDEX quarantines_place_id_idx ON batteries.quarantines USING btree (place_id) WHERE (released_at IS NULL);

CREATE INDEX quarantines_place_id_idx ON rescue.kept_places USING btree (place_id) WHERE (released_at IS NULL);

CREATE INDEX quarantines_vin_idx ON rescue.kept_places USING btree (vin) WHERE (released_at IS NULL);

CREATE INDEX questions_asked_at_idx ON workorders.questions USING btree (asked_at) WHERE (answered_at IS NULL);

CREATE INDEX questions_work_order_id_asked_at_idx ON workorders.questions USING btree (work_order_id, asked_at);

CREATE INDEX reads_staff_id_at_idx ON notices.reads USING btree (staff_id, at);

CREATE INDEX receipts_brand_id_supplier_id_at_idx ON parts.receipts USING btree (brand_id, supplier_id, at);

CREATE INDEX receipts_purchase_line_id_idx ON parts.receipts USING btree (purchase_line_id);

CREATE INDEX refunds_invoice_id_idx ON invoices.refunds USING btree (invoice_id);

CREATE INDEX reported_faults_last_at_idx ON telemetry.reported_faults USING btree (last_at);

CREATE INDEX requests_outlet_id_requested_at_idx ON goodwill.requests USING btree (outlet_id, requested_at DESC);

CREATE INDEX requests_owner_id_idx ON goodwill.requests USING btree (owner_id);

CREATE INDEX requests_work_order_id_idx ON goodwill.requests USING btree (work_order_id);

CREATE INDEX reservations_outlet_id_during_idx ON appointments.reservations USING gist (outlet_id, during);

CREATE INDEX sessions_person_id_idx ON people.sessions USING btree (person_id);

CREATE INDEX sheets_brand_id_at_idx ON voices.sheets USING btree (brand_id, at DESC);

CREATE INDEX shifts_brand_id_until_at_idx ON duty.shifts USING btree (brand_id, until_at) WHERE (dropped_at IS NULL);

CREATE INDEX shifts_outlet_id_on_day_idx ON network.shifts USING btree (outlet_id, on_day);

CREATE INDEX spells_work_order_id_idx ON workorders.spells USING btree (work_order_id);

CREATE INDEX staff_id_idx ON people.staff USING btree (id) WHERE (sounds IS NULL);

CREATE INDEX statements_vin_at_idx ON warranty.statements USING btree (vin, at);

CREATE INDEX statements_work_order_id_idx ON warranty.statements USING btree (work_order_id);

CREATE INDEX states_brand_id_model_id_idx ON batteries.states USING btree (brand_id, model_id);

CREATE INDEX states_library_version_idx ON batteries.states USING btree (library_version);

CREATE INDEX steps_unit_id_at_idx ON batteries.steps USING btree (unit_id, at);

CREATE INDEX stock_brand_id_code_idx ON parts.stock USING btree (brand_id, code);

CREATE INDEX stock_outlet_id_brand_id_idx ON parts.stock USING btree (outlet_id, brand_id);

CREATE INDEX storms_began_at_id_idx ON alerts.storms USING btree (began_at DESC, id);

CREATE INDEX stranger_frames_vin_id_idx ON telemetry.stranger_frames USING btree (vin, id);

CREATE INDEX strangers_adopted_at_idx ON telemetry.strangers USING btree (adopted_at) WHERE (adopted_at IS NOT NULL);

CREATE INDEX suggestions_brand_id_code_idx ON parts.suggestions USING btree (brand_id, code);

CREATE INDEX suggestions_brand_id_state_saves_fen_idx ON parts.suggestions USING btree (brand_id, state, saves_fen DESC);

CREATE INDEX supersessions_brand_id_new_code_idx ON parts.supersessions USING btree (brand_id, new_code);

CREATE INDEX surveys_brand_id_sent_at_id_idx ON feedback.surveys USING btree (brand_id, sent_at DESC, id);

CREATE INDEX surveys_case_id_idx ON feedback.surveys USING btree (case_id);

CREATE INDEX surveys_expires_at_idx ON feedback.surveys USING btree (expires_at) WHERE (state = 'sent'::text);

CREATE INDEX surveys_outlet_id_answered_at_idx ON feedback.surveys USING btree (outlet_id, answered_at);

CREATE INDEX surveys_owner_id_planned_at_idx ON feedback.surveys USING btree (owner_id, planned_at DESC);

CREATE INDEX surveys_send_at_idx ON feedback.surveys USING btree (send_at) WHERE (state = 'planned'::text);

CREATE INDEX swaps_outlet_id_state_idx ON network.swaps USING btree (outlet_id, state);

CREATE INDEX targets_brand_id_code_idx ON parts.targets USING btree (brand_id, code);

CREATE INDEX temperatures_quarantine_id_at_idx ON batteries.temperatures USING btree (quarantine_id, at);

CREATE INDEX tests_vin_begun_at_idx ON batteries.tests USING btree (vin, begun_at DESC);

CREATE INDEX told_vin_at_idx ON warranty.told USING btree (vin, at);

CREATE INDEX tool_records_work_order_id_at_idx ON workorders.tool_records USING btree (work_order_id, at);

CREATE INDEX traces_brand_id_state_due_on_idx ON batteries.traces USING btree (brand_id, state, due_on);

CREATE INDEX traces_unit_id_idx ON batteries.traces USING btree (unit_id);

CREATE INDEX transfers_brand_id_state_idx ON parts.transfers USING btree (brand_id, state);

CREATE INDEX transfers_to_place_id_brand_id_code_idx ON parts.transfers USING btree (to_place_id, brand_id, code) WHERE (state = ANY (ARRAY['asked'::text, 'sent'::text]));

CREATE INDEX turns_brand_id_kind_at_idx ON conversations.turns USING btree (brand_id, kind, at);

CREATE INDEX units_brand_id_state_idx ON batteries.units USING btree (brand_id, state);

CREATE INDEX uses_work_order_id_idx ON benefits.uses USING btree (work_order_id);

CREATE INDEX vans_outlet_id_idx ON dispatch.vans USING btree (outlet_id);

CREATE INDEX vans_staff_id_idx ON dispatch.vans USING btree (staff_id);

CREATE INDEX vehicle_days_on_day_idx ON telemetry.vehicle_days USING btree (on_day);

CREATE INDEX vehicle_keys_chip_id_idx ON gateway.vehicle_keys USING btree (chip_id) WHERE (chip_id IS NOT NULL);

CREATE INDEX vehicle_keys_vin_idx ON gateway.vehicle_keys USING btree (vin);

CREATE INDEX vehicles_brand_id_added_at_idx ON vehicles.vehicles USING btree (brand_id, added_at);

CREATE INDEX vehicles_owner_id_idx ON vehicles.vehicles USING btree (owner_id);

CREATE INDEX vehicles_plate_no_idx ON vehicles.vehicles USING btree (plate_no);

CREATE INDEX vehicles_right_idx ON vehicles.vehicles USING btree ("right"(vin, 6));

CREATE INDEX voices_answer_due_at_idx ON voices.voices USING btree (answer_due_at) WHERE ((state = ANY (ARRAY['fresh'::text, 'looking'::text])) AND (twin_of IS NULL) AND (climbed_at IS NULL));

CREATE INDEX voices_brand_id_labelled_at_idx ON voices.voices USING btree (brand_id, labelled_at) WHERE (labelled_by IS NOT NULL);

CREATE INDEX voices_brand_id_said_at_id_idx ON voices.voices USING btree (brand_id, said_at DESC, id);

CREATE INDEX voices_brand_id_said_at_idx ON voices.voices USING btree (brand_id, said_at) WHERE ((twin_of IS NULL) AND (severity <= 3));

CREATE INDEX voices_brand_id_state_answer_due_at_idx ON voices.voices USING btree (brand_id, state, answer_due_at);

CREATE INDEX voices_owner_id_said_at_idx ON voices.voices USING btree (owner_id, said_at DESC) WHERE (owner_id IS NOT NULL);

CREATE INDEX voices_twin_of_idx ON voices.voices USING btree (twin_of) WHERE (twin_of IS NOT NULL);

CREATE INDEX voices_vin_idx ON voices.voices USING btree (vin) WHERE ((vin IS NOT NULL) AND (kind = 'complaint'::text) AND (state = ANY (ARRAY['fresh'::text, 'looking'::text])));

CREATE INDEX waiting_brand_id_code_idx ON parts.waiting USING btree (brand_id, code) WHERE (ended_at IS NULL);

CREATE INDEX waiting_for_id_idx ON parts.waiting USING btree (for_id);

CREATE INDEX waiting_outlet_id_brand_id_idx ON parts.waiting USING btree (outlet_id, brand_id) WHERE (ended_at IS NULL);

CREATE INDEX waiting_outlet_id_line_at_idx ON appointments.waiting USING btree (outlet_id, line_at) WHERE (state = ANY (ARRAY['waiting'::text, 'offered'::text]));

CREATE INDEX waiting_owner_id_joined_at_idx ON appointments.waiting USING btree (owner_id, joined_at);

CREATE INDEX waiting_target_id_next_at_idx ON forwarding.waiting USING btree (target_id, next_at);

CREATE INDEX wechat_heard_at_idx ON conversations.wechat_heard USING btree (at);

CREATE INDEX work_orders_by_car ON workorders.work_orders USING btree (vin);

CREATE INDEX work_orders_case_id_idx ON workorders.work_orders USING btree (case_id);

CREATE INDEX work_orders_model_id_finished_at_idx ON workorders.work_orders USING btree (model_id, finished_at DESC) WHERE (finished_at IS NOT NULL);

CREATE INDEX work_orders_outlet_id_checked_in_at_idx ON workorders.work_orders USING btree (outlet_id, checked_in_at DESC);

CREATE INDEX work_orders_owner_id_checked_in_at_idx ON workorders.work_orders USING btree (owner_id, checked_in_at DESC);

CREATE INDEX work_orders_promised_at_idx ON workorders.work_orders USING btree (promised_at) WHERE (state <> ALL (ARRAY['ready'::text, 'handedBack'::text, 'cancelled'::text]));

CREATE UNIQUE INDEX absences_pkey ON network.absences USING btree (id);

CREATE UNIQUE INDEX absences_staff_id_first_on_key ON network.absences USING btree (staff_id, first_on);

CREATE UNIQUE INDEX accidents_number_key ON insurance.accidents USING btree (number);

CREATE UNIQUE INDEX accidents_pkey ON insurance.accidents USING btree (id);

CREATE UNIQUE INDEX actions_number_key ON improvement.actions USING btree (number);

CREATE UNIQUE INDEX actions_pkey ON improvement.actions USING btree (id);

CREATE UNIQUE INDEX agents_pkey ON hotline.agents USING btree (staff_id, brand_id);

CREATE UNIQUE INDEX alerts_number_key ON alerts.alerts USING btree (number);

CREATE UNIQUE INDEX alerts_pkey ON alerts.alerts USING btree (id);

CREATE UNIQUE INDEX alerts_vin_kind_idx ON alerts.alerts USING btree (vin, kind) WHERE (cleared_at IS NULL);

CREATE UNIQUE INDEX aliases_pkey ON conversations.aliases USING btree (brand_id, canonical);

CREATE UNIQUE INDEX alliance_pkey ON brands.alliance USING btree (id);

CREATE UNIQUE INDEX answers_pkey ON platform.answers USING btree (actor, key);

CREATE UNIQUE INDEX appointments_number_key ON appointments.appointments USING btree (number);

CREATE UNIQUE INDEX appointments_pkey ON appointments.appointments USING btree (id);

CREATE UNIQUE INDEX area_cars_pkey ON alerts.area_cars USING btree (area_id, vin);

CREATE UNIQUE INDEX areas_pkey ON alerts.areas USING btree (id);

CREATE UNIQUE INDEX areas_source_source_key_idx ON alerts.areas USING btree (source, source_key) WHERE (source_key IS NOT NULL);

CREATE UNIQUE INDEX articles_pkey ON conversations.articles USING btree (brand_id, article_id, version);

CREATE UNIQUE INDEX audit_pkey ON platform.audit USING btree (id);

CREATE UNIQUE INDEX bans_pkey ON gateway.bans USING btree (address);

CREATE UNIQUE INDEX bays_outlet_id_name_key ON network.bays USING btree (outlet_id, name);

CREATE UNIQUE INDEX bays_pkey ON network.bays USING btree (id);

CREATE UNIQUE INDEX bill_days_pkey ON cashier.bill_days USING btree (channel, on_day);

CREATE UNIQUE INDEX bill_lines_pkey ON cashier.bill_lines USING btree (channel, kind, no);

CREATE UNIQUE INDEX books_brand_id_valid_from_key ON prices.books USING btree (brand_id, valid_from);

CREATE UNIQUE INDEX books_pkey ON prices.books USING btree (id);

CREATE UNIQUE INDEX brands_pkey ON brands.brands USING btree (id);

CREATE UNIQUE INDEX calls_alert_id_severity_nth_key ON duty.calls USING btree (alert_id, severity, nth);

CREATE UNIQUE INDEX calls_of_a_case ON duty.calls USING btree (case_id, severity, nth) WHERE (case_id IS NOT NULL);

CREATE UNIQUE INDEX calls_of_a_contact ON duty.calls USING btree (contact_id, severity, nth) WHERE (contact_id IS NOT NULL);

CREATE UNIQUE INDEX calls_pkey ON duty.calls USING btree (id);

CREATE UNIQUE INDEX campaign_cars_pkey ON workorders.campaign_cars USING btree (campaign_id, vin);

CREATE UNIQUE INDEX campaigns_brand_id_code_key ON workorders.campaigns USING btree (brand_id, code);

CREATE UNIQUE INDEX campaigns_pkey ON workorders.campaigns USING btree (id);

CREATE UNIQUE INDEX cards_pkey ON conversations.cards USING btree (id);

CREATE UNIQUE INDEX care_frozen_pkey ON insight.care_frozen USING btree (brand_id, month);

CREATE UNIQUE INDEX care_months_pkey ON insight.care_months USING btree (brand_id, month, measure, outlet_id);

CREATE UNIQUE INDEX care_rules_pkey ON insight.care_rules USING btree (name, valid_from);

CREATE UNIQUE INDEX careloop_migrations_pkey ON public.careloop_migrations USING btree (name);

CREATE UNIQUE INDEX cars_pkey ON loaners.cars USING btree (id);

CREATE UNIQUE INDEX cars_plate_no_key ON loaners.cars USING btree (plate_no);

CREATE UNIQUE INDEX cases_number_key ON cases.cases USING btree (number);

CREATE UNIQUE INDEX cases_pkey ON cases.cases USING btree (id);

CREATE UNIQUE INDEX catalogue_pkey ON parts.catalogue USING btree (brand_id, code);

CREATE UNIQUE INDEX certificates_kind_number_key ON network.certificates USING btree (kind, number);

CREATE UNIQUE INDEX certificates_pkey ON network.certificates USING btree (id);

CREATE UNIQUE INDEX certificates_pkey ON warranty.certificates USING btree (vin);

CREATE UNIQUE INDEX charges_pkey ON loaners.charges USING btree (id);

CREATE UNIQUE INDEX check_rules_pkey ON claims.check_rules USING btree (id, version);

CREATE UNIQUE INDEX claims_number_key ON claims.claims USING btree (number);

CREATE UNIQUE INDEX claims_pkey ON claims.claims USING btree (id);

CREATE UNIQUE INDEX clock_rules_pkey ON cases.clock_rules USING btree (kind, urgency, clock, valid_from);

CREATE UNIQUE INDEX clock_rules_pkey ON voices.clock_rules USING btree (channel, valid_from);

CREATE UNIQUE INDEX clocks_pkey ON cases.clocks USING btree (id);

CREATE UNIQUE INDEX closed_days_pkey ON ledger.closed_days USING btree (brand_id, outlet_id, on_day);

CREATE UNIQUE INDEX closures_pkey ON dispatch.closures USING btree (id);

CREATE UNIQUE INDEX codings_pkey ON workorders.codings USING btree (id);

CREATE UNIQUE INDEX commands_pkey ON commands.commands USING btree (id);

CREATE UNIQUE INDEX consents_pkey ON people.consents USING btree (id);

CREATE UNIQUE INDEX contacts_brand_id_channel_source_id_key ON hotline.contacts USING btree (brand_id, channel, source_id);

CREATE UNIQUE INDEX contacts_pkey ON cases.contacts USING btree (id);

CREATE UNIQUE INDEX contacts_pkey ON hotline.contacts USING btree (id);

CREATE UNIQUE INDEX contacts_source_source_key_idx ON cases.contacts USING btree (source, source_key) WHERE (source_key IS NOT NULL);

CREATE UNIQUE INDEX contractors_pkey ON rescue.contractors USING btree (id);

CREATE UNIQUE INDEX conversations_pkey ON conversations.conversations USING btree (id);

CREATE UNIQUE INDEX counters_pkey ON platform.counters USING btree (name);

CREATE UNIQUE INDEX coupons_brand_id_code_key ON benefits.coupons USING btree (brand_id, code);

CREATE UNIQUE INDEX coupons_pkey ON benefits.coupons USING btree (id);

CREATE UNIQUE INDEX cursors_pkey ON platform.cursors USING btree (reader, part);

CREATE UNIQUE INDEX day_exceptions_pkey ON network.day_exceptions USING btree (outlet_id, on_day);

CREATE UNIQUE INDEX days_pkey ON forwarding.days USING btree (target_id, on_day, vin);

CREATE UNIQUE INDEX decisions_number_key ON batteries.decisions USING btree (number);

CREATE UNIQUE INDEX decisions_pkey ON batteries.decisions USING btree (id);

CREATE UNIQUE INDEX defects_pkey ON telemetry.defects USING btree (vin, reason, on_day);

CREATE UNIQUE INDEX deposits_number_key ON benefits.deposits USING btree (number);

CREATE UNIQUE INDEX deposits_pkey ON benefits.deposits USING btree (id);

CREATE UNIQUE INDEX dialects_pkey ON gateway.dialects USING btree (id);

CREATE UNIQUE INDEX differences_channel_moved_no_key ON cashier.differences USING btree (channel, moved, no);

CREATE UNIQUE INDEX differences_pkey ON cashier.differences USING btree (id);

CREATE UNIQUE INDEX dispatches_pkey ON gateway.dispatches USING btree (id);

CREATE UNIQUE INDEX disturbances_pkey ON dispatch.disturbances USING btree (id);

CREATE UNIQUE INDEX documents_number_key ON documents.documents USING btree (number);

CREATE UNIQUE INDEX documents_pkey ON documents.documents USING btree (id);

CREATE UNIQUE INDEX drafts_id_key ON prices.drafts USING btree (id);

CREATE UNIQUE INDEX drafts_pkey ON prices.drafts USING btree (brand_id);

CREATE UNIQUE INDEX drivers_owner_id_brand_id_phone_key ON people.drivers USING btree (owner_id, brand_id, phone);

CREATE UNIQUE INDEX drivers_pkey ON people.drivers USING btree (id);

CREATE UNIQUE INDEX each_time_once ON benefits.uses USING btree (entitlement_id, nth) WHERE (state <> 'released'::text);

CREATE UNIQUE INDEX entitlements_package_id_code_key ON benefits.entitlements USING btree (package_id, code);

CREATE UNIQUE INDEX entitlements_pkey ON benefits.entitlements USING btree (id);

CREATE UNIQUE INDEX entries_case_id_key_idx ON cases.entries USING btree (case_id, key) WHERE (key IS NOT NULL);

CREATE UNIQUE INDEX entries_kind_reference_key ON ledger.entries USING btree (kind, reference);

CREATE UNIQUE INDEX entries_pkey ON cases.entries USING btree (id);

CREATE UNIQUE INDEX entries_pkey ON ledger.entries USING btree (id);

CREATE UNIQUE INDEX entries_reverses_key ON ledger.entries USING btree (reverses);

CREATE UNIQUE INDEX evaluations_pkey ON conversations.evaluations USING btree (id);

CREATE UNIQUE INDEX evidence_packs_pkey ON warranty.evidence_packs USING btree (code);

CREATE UNIQUE INDEX evidence_pkey ON batteries.evidence USING btree (id);

CREATE UNIQUE INDEX examples_brand_id_text_key ON conversations.examples USING btree (brand_id, text);

CREATE UNIQUE INDEX examples_pkey ON conversations.examples USING btree (id);

CREATE UNIQUE INDEX fault_codes_brand_id_model_id_code_valid_from_key ON telemetry.fault_codes USING btree (brand_id, model_id, code, valid_from);

CREATE UNIQUE INDEX fault_codes_pkey ON telemetry.fault_codes USING btree (id);

CREATE UNIQUE INDEX fault_sheets_pkey ON telemetry.fault_sheets USING btree (id);

CREATE UNIQUE INDEX files_pkey ON platform.files USING btree (id);

CREATE UNIQUE INDEX finding_days_pkey ON batteries.finding_days USING btree (finding_id, on_day);

CREATE UNIQUE INDEX findings_number_key ON batteries.findings USING btree (number);

CREATE UNIQUE INDEX findings_pkey ON batteries.findings USING btree (id);

CREATE UNIQUE INDEX findings_pkey ON improvement.findings USING btree (id);

CREATE UNIQUE INDEX findings_survey_id_cause_idx ON improvement.findings USING btree (survey_id, cause) WHERE (survey_id IS NOT NULL);

CREATE UNIQUE INDEX findings_vin_key_idx ON batteries.findings USING btree (vin, key) WHERE (state = 'open'::text);

CREATE UNIQUE INDEX findings_voice_id_idx ON improvement.findings USING btree (voice_id) WHERE (voice_id IS NOT NULL);

CREATE UNIQUE INDEX fittings_in_key_idx ON batteries.fittings USING btree (in_key) WHERE ((to_at IS NULL) AND (in_kind = 'car'::text));

CREATE UNIQUE INDEX fittings_pkey ON batteries.fittings USING btree (id);

CREATE UNIQUE INDEX fittings_unit_id_idx ON batteries.fittings USING btree (unit_id) WHERE (to_at IS NULL);

CREATE UNIQUE INDEX forecasts_pkey ON parts.forecasts USING btree (brand_id, code);

CREATE UNIQUE INDEX gaps_pkey ON batteries.gaps USING btree (kind, unit_id);

CREATE UNIQUE INDEX gateways_pkey ON gateway.gateways USING btree (id);

CREATE UNIQUE INDEX goodwill_limits_pkey ON workorders.goodwill_limits USING btree (role, valid_from);

CREATE UNIQUE INDEX grants_staff_id_role_brand_id_outlet_id_key ON people.grants USING btree (staff_id, role, brand_id, outlet_id) NULLS NOT DISTINCT;

CREATE UNIQUE INDEX hand_over_points_pkey ON rescue.hand_over_points USING btree (id);

CREATE UNIQUE INDEX hand_overs_pkey ON cases.hand_overs USING btree (id);

CREATE UNIQUE INDEX hand_overs_pkey ON workorders.hand_overs USING btree (id);

CREATE UNIQUE INDEX health_days_pkey ON batteries.health_days USING btree (vin, on_day);

CREATE UNIQUE INDEX heard_frames_pkey ON telemetry.heard_frames USING btree (vin, sha);

CREATE UNIQUE INDEX heard_pkey ON hotline.heard USING btree (brand_id, event_hash);

CREATE UNIQUE INDEX history_files_pkey ON telemetry.history_files USING btree (name);

CREATE UNIQUE INDEX history_late_pkey ON telemetry.history_late USING btree (id);

CREATE UNIQUE INDEX history_parts_pkey ON telemetry.history_parts USING btree (part);

CREATE UNIQUE INDEX history_rules_brand_id_from_on_key ON telemetry.history_rules USING btree (brand_id, from_on);

CREATE UNIQUE INDEX history_rules_pkey ON telemetry.history_rules USING btree (id);

CREATE UNIQUE INDEX holdings_pkey ON cases.holdings USING btree (id);

CREATE UNIQUE INDEX holds_pkey ON parts.holds USING btree (for_kind, for_id, code);

CREATE UNIQUE INDEX hooks_hook_key_key ON voices.hooks USING btree (hook_key);

CREATE UNIQUE INDEX hooks_pkey ON voices.hooks USING btree (brand_id);

CREATE UNIQUE INDEX imports_pkey ON network.imports USING btree (id);

CREATE UNIQUE INDEX instructions_brand_id_code_edition_key ON workorders.instructions USING btree (brand_id, code, edition);

CREATE UNIQUE INDEX instructions_pkey ON workorders.instructions USING btree (id);

CREATE UNIQUE INDEX invoices_number_key ON invoices.invoices USING btree (number);

CREATE UNIQUE INDEX invoices_pkey ON invoices.invoices USING btree (id);

CREATE UNIQUE INDEX invoices_work_order_id_key ON invoices.invoices USING btree (work_order_id);

CREATE UNIQUE INDEX issues_number_key ON improvement.issues USING btree (number);

CREATE UNIQUE INDEX issues_open_once ON improvement.issues USING btree (brand_id, trouble, COALESCE(model_id, ''::text), COALESCE(outlet_id, ''::text), COALESCE(batch, ''::text), COALESCE(software, ''::text)) WHERE (state = ANY (ARRAY['raised'::text, 'looking'::text, 'fixing'::text]));

CREATE UNIQUE INDEX issues_pkey ON improvement.issues USING btree (id);

CREATE UNIQUE INDEX jobs_number_key ON dispatch.jobs USING btree (number);

CREATE UNIQUE INDEX jobs_pkey ON batteries.jobs USING btree (brand_id, rule, from_on);

CREATE UNIQUE INDEX jobs_pkey ON dispatch.jobs USING btree (id);

CREATE UNIQUE INDEX journal_segments_pkey ON platform.journal USING btree (part, id);

CREATE UNIQUE INDEX keeps_pkey ON dispatch.keeps USING btree (van_id, brand_id, code);

CREATE UNIQUE INDEX learned_pkey ON conversations.learned USING btree (key);

CREATE UNIQUE INDEX legs_link_key_key ON rescue.legs USING btree (link_key);

CREATE UNIQUE INDEX legs_mission_id_nth_key ON rescue.legs USING btree (mission_id, nth);

CREATE UNIQUE INDEX legs_pkey ON rescue.legs USING btree (id);

CREATE UNIQUE INDEX limits_pkey ON batteries.limits USING btree (model_id, version);

CREATE UNIQUE INDEX line_answers_pkey ON workorders.line_answers USING btree (id);

CREATE UNIQUE INDEX lines_event_key_key ON hotline.lines USING btree (event_key);

CREATE UNIQUE INDEX lines_pkey ON hotline.lines USING btree (brand_id);

CREATE UNIQUE INDEX lines_pkey ON workorders.lines USING btree (id);

CREATE UNIQUE INDEX loans_number_key ON loaners.loans USING btree (number);

CREATE UNIQUE INDEX loans_pkey ON loaners.loans USING btree (id);

CREATE UNIQUE INDEX lock_outs_pkey ON workorders.lock_outs USING btree (id);

CREATE UNIQUE INDEX looks_pkey ON looks.looks USING btree (id);

CREATE UNIQUE INDEX looks_pkey ON people.looks USING btree (id);

CREATE UNIQUE INDEX main_parts_pkey ON warranty.main_parts USING btree (assembly, part, valid_from);

CREATE UNIQUE INDEX maintenance_pkey ON alerts.maintenance USING btree (id);

CREATE UNIQUE INDEX maintenance_vin_idx ON alerts.maintenance USING btree (vin) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX maintenance_work_order_id_key ON alerts.maintenance USING btree (work_order_id);

CREATE UNIQUE INDEX map_lines_pkey ON dispatch.map_lines USING btree (id);

CREATE UNIQUE INDEX marks_pkey ON dispatch.marks USING btree (client_id);

CREATE UNIQUE INDEX memory_pkey ON alerts.memory USING btree (vin);

CREATE UNIQUE INDEX messages_notice_id_key ON notices.messages USING btree (notice_id);

CREATE UNIQUE INDEX messages_pkey ON notices.messages USING btree (id);

CREATE UNIQUE INDEX misses_pkey ON batteries.misses USING btree (id);

CREATE UNIQUE INDEX missions_number_key ON rescue.missions USING btree (number);

CREATE UNIQUE INDEX missions_pkey ON rescue.missions USING btree (id);

CREATE UNIQUE INDEX mobility_duties_pkey ON warranty.mobility_duties USING btree (id);

CREATE UNIQUE INDEX mobility_duties_work_order_id_key ON warranty.mobility_duties USING btree (work_order_id);

CREATE UNIQUE INDEX models_pkey ON brands.models USING btree (id);

CREATE UNIQUE INDEX movements_pkey ON parts.movements USING btree (id);

CREATE UNIQUE INDEX notices_key_key ON notices.notices USING btree (key);

CREATE UNIQUE INDEX notices_pkey ON notices.notices USING btree (id);

CREATE UNIQUE INDEX number_rules_pkey ON cases.number_rules USING btree (name, valid_from);

CREATE UNIQUE INDEX numbers_pkey ON alerts.numbers USING btree (name, valid_from);

CREATE UNIQUE INDEX numbers_pkey ON duty.numbers USING btree (name, valid_from);

CREATE UNIQUE INDEX office_hours_pkey ON cases.office_hours USING btree (opens_at, valid_from);

CREATE UNIQUE INDEX one_accident_per_order ON insurance.accidents USING btree (work_order_id) WHERE (state <> ALL (ARRAY['withdrawn'::text, 'refused'::text, 'totalLoss'::text]));

CREATE UNIQUE INDEX one_blue_per_payer ON fapiao.papers USING btree (payer_id) WHERE ((kind = 'blue'::text) AND (state <> 'failed'::text));

CREATE UNIQUE INDEX one_claim_per_order_and_payer ON claims.claims USING btree (work_order_id, pay_type) WHERE ((parent_id IS NULL) AND (state <> 'withdrawn'::text));

CREATE UNIQUE INDEX one_holder ON cases.holdings USING btree (case_id) WHERE (until_at IS NULL);

CREATE UNIQUE INDEX one_job_per_reference ON dispatch.jobs USING btree (kind, reference) WHERE (reference IS NOT NULL);

CREATE UNIQUE INDEX one_loan_per_car_in_service ON loaners.loans USING btree (vehicle_id) WHERE (state = ANY (ARRAY['reserved'::text, 'contracted'::text, 'out'::text]));

CREATE UNIQUE INDEX one_maker_per_brand ON claims.partners USING btree (brand_id) WHERE ((kind = 'maker'::text) AND active);

CREATE UNIQUE INDEX one_open_hand_over ON workorders.hand_overs USING btree (work_order_id) WHERE (accepted_at IS NULL);

CREATE UNIQUE INDEX one_open_helper_of_a_kind ON rescue.legs USING btree (mission_id, kind) WHERE (state = ANY (ARRAY['requested'::text, 'accepted'::text, 'underWay'::text, 'arrived'::text, 'loaded'::text]));

CREATE UNIQUE INDEX one_open_mission_per_car ON rescue.missions USING btree (vin) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX one_open_order ON benefits.orders USING btree (owner_id, what, COALESCE(plan_id, ''::text), vin, channel, amount_fen) WHERE (state = ANY (ARRAY['asked'::text, 'created'::text]));

CREATE UNIQUE INDEX one_open_payment ON invoices.payments USING btree (payer_id, channel) WHERE (state = ANY (ARRAY['asked'::text, 'created'::text]));

CREATE UNIQUE INDEX one_open_per_appointment ON workorders.work_orders USING btree (appointment_id) WHERE (state <> 'cancelled'::text);

CREATE UNIQUE INDEX one_open_per_case ON appointments.appointments USING btree (case_id) WHERE (state = ANY (ARRAY['booked'::text, 'arrived'::text, 'inWork'::text]));

CREATE UNIQUE INDEX one_open_per_order ON goodwill.requests USING btree (work_order_id) WHERE (state = ANY (ARRAY['requested'::text, 'appealed'::text]));

CREATE UNIQUE INDEX one_open_swap ON network.swaps USING btree (asker_id, asker_day) WHERE (state = 'asked'::text);

CREATE UNIQUE INDEX one_order_of_a_visit ON workorders.work_orders USING btree (((check_in ->> 'homeVisitId'::text))) WHERE (((check_in ->> 'homeVisitId'::text) IS NOT NULL) AND (state <> 'cancelled'::text));

CREATE UNIQUE INDEX one_place_in_line ON appointments.waiting USING btree (vehicle_id, outlet_id) WHERE (state = ANY (ARRAY['waiting'::text, 'offered'::text]));

CREATE UNIQUE INDEX one_question ON cases.hand_overs USING btree (case_id) WHERE (state = 'asked'::text);

CREATE UNIQUE INDEX one_red_per_refund ON fapiao.papers USING btree (of_id, refund_no) WHERE (kind = 'red'::text);

CREATE UNIQUE INDEX one_running ON cases.clocks USING btree (case_id, clock) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX one_running_per_person ON workorders.spells USING btree (technician_id) WHERE (stopped_at IS NULL);

CREATE UNIQUE INDEX order_refunds_out_refund_no_key ON benefits.order_refunds USING btree (out_refund_no);

CREATE UNIQUE INDEX order_refunds_pkey ON benefits.order_refunds USING btree (id);

CREATE UNIQUE INDEX ordered_parts_pkey ON workorders.ordered_parts USING btree (id);

CREATE UNIQUE INDEX ordered_parts_work_order_id_box_idx ON workorders.ordered_parts USING btree (work_order_id, box);

CREATE UNIQUE INDEX orders_out_trade_no_key ON benefits.orders USING btree (out_trade_no);

CREATE UNIQUE INDEX orders_pkey ON benefits.orders USING btree (id);

CREATE UNIQUE INDEX outlets_pkey ON network.outlets USING btree (id);

CREATE UNIQUE INDEX owner_brands_pkey ON people.owner_brands USING btree (owner_id, brand_id);

CREATE UNIQUE INDEX owners_phone_key ON people.owners USING btree (phone);

CREATE UNIQUE INDEX owners_pkey ON people.owners USING btree (id);

CREATE UNIQUE INDEX ownerships_pkey ON vehicles.ownerships USING btree (id);

CREATE UNIQUE INDEX ownerships_vin_idx ON vehicles.ownerships USING btree (vin) WHERE (to_on IS NULL);

CREATE UNIQUE INDEX packages_number_key ON benefits.packages USING btree (number);

CREATE UNIQUE INDEX packages_pkey ON benefits.packages USING btree (id);

CREATE UNIQUE INDEX papers_number_key ON batteries.papers USING btree (number);

CREATE UNIQUE INDEX papers_number_key ON fapiao.papers USING btree (number);

CREATE UNIQUE INDEX papers_pkey ON batteries.papers USING btree (id);

CREATE UNIQUE INDEX papers_pkey ON fapiao.papers USING btree (id);

CREATE UNIQUE INDEX papers_serial_key ON fapiao.papers USING btree (serial);

CREATE UNIQUE INDEX part_map_pkey ON warranty.part_map USING btree (brand_id, part_code, valid_from);

CREATE UNIQUE INDEX partner_terms_pkey ON claims.partner_terms USING btree (partner_id, version);

CREATE UNIQUE INDEX partners_pkey ON claims.partners USING btree (id);

CREATE UNIQUE INDEX parts_pkey ON claims.parts USING btree (id);

CREATE UNIQUE INDEX past_use_pkey ON parts.past_use USING btree (place_id, brand_id, code, month);

CREATE UNIQUE INDEX payers_pkey ON invoices.payers USING btree (id);

CREATE UNIQUE INDEX payments_out_trade_no_key ON invoices.payments USING btree (out_trade_no);

CREATE UNIQUE INDEX payments_pkey ON invoices.payments USING btree (id);

CREATE UNIQUE INDEX phone_codes_pkey ON people.phone_codes USING btree (id);

CREATE UNIQUE INDEX places_pkey ON parts.places USING btree (id, brand_id);

CREATE UNIQUE INDEX plans_pkey ON benefits.plans USING btree (id);

CREATE UNIQUE INDEX plans_pkey ON dispatch.plans USING btree (outlet_id, on_day, version);

CREATE UNIQUE INDEX plates_pkey ON vehicles.plates USING btree (id);

CREATE UNIQUE INDEX plates_vin_idx ON vehicles.plates USING btree (vin) WHERE (to_on IS NULL);

CREATE UNIQUE INDEX platforms_pkey ON gateway.platforms USING btree (id);

CREATE UNIQUE INDEX platforms_user_name_key ON gateway.platforms USING btree (user_name);

CREATE UNIQUE INDEX positions_pkey ON dispatch.positions USING btree (van_id);

CREATE UNIQUE INDEX postings_entry_id_account_party_key ON ledger.postings USING btree (entry_id, account, party);

CREATE UNIQUE INDEX postings_pkey ON ledger.postings USING btree (id);

CREATE UNIQUE INDEX practice_pkey ON network.practice USING btree (staff_id, kind);

CREATE UNIQUE INDEX purchase_lines_pkey ON parts.purchase_lines USING btree (id);

CREATE UNIQUE INDEX purchases_pkey ON parts.purchases USING btree (id);

CREATE UNIQUE INDEX quarantine_places_pkey ON rescue.quarantine_places USING btree (id);

CREATE UNIQUE INDEX quarantines_coalesce_idx ON batteries.quarantines USING btree (COALESCE(unit_id, vin)) WHERE (released_at IS NULL);

CREATE UNIQUE INDEX quarantines_mission_id_key ON rescue.kept_places USING btree (mission_id);

CREATE UNIQUE INDEX quarantines_pkey ON batteries.quarantines USING btree (id);

CREATE UNIQUE INDEX quarantines_pkey ON rescue.kept_places USING btree (id);

CREATE UNIQUE INDEX questions_pkey ON workorders.questions USING btree (id);

CREATE UNIQUE INDEX readings_pkey ON telemetry.readings USING btree (vin, at);

CREATE UNIQUE INDEX reads_pkey ON notices.reads USING btree (notice_id, staff_id);

CREATE UNIQUE INDEX receipts_pkey ON parts.receipts USING btree (id);

CREATE UNIQUE INDEX refunds_out_refund_no_key ON invoices.refunds USING btree (out_refund_no);

CREATE UNIQUE INDEX refunds_pkey ON invoices.refunds USING btree (id);

CREATE UNIQUE INDEX rejected_frames_pkey ON gateway.rejected_frames USING btree (id);

CREATE UNIQUE INDEX reported_faults_pkey ON telemetry.reported_faults USING btree (vin, owner_id, part, code);

CREATE UNIQUE INDEX requests_number_key ON goodwill.requests USING btree (number);

CREATE UNIQUE INDEX requests_pkey ON goodwill.requests USING btree (id);

CREATE UNIQUE INDEX reservations_pkey ON appointments.reservations USING btree (appointment_id, resource_kind, resource_id);

CREATE UNIQUE INDEX rule_versions_pkey ON alerts.rule_versions USING btree (kind, brand_id, version);

CREATE UNIQUE INDEX rules_pkey ON alerts.rules USING btree (kind, brand_id);

CREATE UNIQUE INDEX rules_pkey ON appointments.rules USING btree (name, valid_from);

CREATE UNIQUE INDEX rules_pkey ON batteries.rules USING btree (name, chemistry, model_id, valid_from);

CREATE UNIQUE INDEX rules_pkey ON dispatch.rules USING btree (name, valid_from);

CREATE UNIQUE INDEX rules_pkey ON feedback.rules USING btree (name, valid_from);

CREATE UNIQUE INDEX rules_pkey ON improvement.rules USING btree (name, valid_from);

CREATE UNIQUE INDEX rules_pkey ON loaners.rules USING btree (name, valid_from);

CREATE UNIQUE INDEX rules_pkey ON network.rules USING btree (name, valid_from);

CREATE UNIQUE INDEX rules_pkey ON notices.rules USING btree (name, valid_from);

CREATE UNIQUE INDEX rules_pkey ON rescue.rules USING btree (name, valid_from);

CREATE UNIQUE INDEX rules_pkey ON voices.rules USING btree (name, valid_from);

CREATE UNIQUE INDEX rules_pkey ON warranty.rules USING btree (name, value, valid_from);

CREATE UNIQUE INDEX rules_pkey ON workorders.rules USING btree (name, valid_from);

CREATE UNIQUE INDEX runs_brand_id_on_day_key ON parts.runs USING btree (brand_id, on_day);

CREATE UNIQUE INDEX runs_pkey ON parts.runs USING btree (id);

CREATE UNIQUE INDEX said_codes_pkey ON batteries.said_codes USING btree (vin);

CREATE UNIQUE INDEX sessions_pkey ON people.sessions USING btree (id);

CREATE UNIQUE INDEX sessions_token_sha256_key ON people.sessions USING btree (token_sha256);

CREATE UNIQUE INDEX sheets_pkey ON parts.sheets USING btree (id);

CREATE UNIQUE INDEX sheets_pkey ON voices.sheets USING btree (id);

CREATE UNIQUE INDEX shifts_pkey ON duty.shifts USING btree (id);

CREATE UNIQUE INDEX shifts_pkey ON network.shifts USING btree (staff_id, outlet_id, on_day);

CREATE UNIQUE INDEX sign_in_tries_pkey ON people.sign_in_tries USING btree (user_name);

CREATE UNIQUE INDEX signing_keys_pkey ON batteries.signing_keys USING btree (id);

CREATE UNIQUE INDEX spells_pkey ON workorders.spells USING btree (id);

CREATE UNIQUE INDEX staff_pkey ON people.staff USING btree (id);

CREATE UNIQUE INDEX staff_user_name_key ON people.staff USING btree (user_name);

CREATE UNIQUE INDEX statements_pkey ON warranty.statements USING btree (id);

CREATE UNIQUE INDEX states_pkey ON batteries.states USING btree (vin);

CREATE UNIQUE INDEX states_pkey ON telemetry.states USING btree (vin);

CREATE UNIQUE INDEX steps_pkey ON batteries.steps USING btree (id);

CREATE UNIQUE INDEX stock_pkey1 ON parts.stock USING btree (place_id, brand_id, code);

CREATE UNIQUE INDEX storms_brand_id_kind_shared_idx ON alerts.storms USING btree (brand_id, kind, shared) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX storms_number_key ON alerts.storms USING btree (number);

CREATE UNIQUE INDEX storms_pkey ON alerts.storms USING btree (id);

CREATE UNIQUE INDEX stranger_frames_pkey ON telemetry.stranger_frames USING btree (id);

CREATE UNIQUE INDEX stranger_frames_vin_sha_idx ON telemetry.stranger_frames USING btree (vin, sha);

CREATE UNIQUE INDEX strangers_pkey ON telemetry.strangers USING btree (vin);

CREATE UNIQUE INDEX stream_leases_pkey ON platform.stream_leases USING btree (reader, part);

CREATE UNIQUE INDEX stream_workers_pkey ON platform.stream_workers USING btree (reader, worker);

CREATE UNIQUE INDEX suggestions_pkey ON parts.suggestions USING btree (id);

CREATE UNIQUE INDEX supersessions_pkey ON parts.supersessions USING btree (brand_id, old_code, new_code);

CREATE UNIQUE INDEX suppliers_brand_id_name_key ON parts.suppliers USING btree (brand_id, name);

CREATE UNIQUE INDEX suppliers_pkey ON parts.suppliers USING btree (id);

CREATE UNIQUE INDEX surveys_pkey ON feedback.surveys USING btree (id);

CREATE UNIQUE INDEX surveys_work_order_id_key ON feedback.surveys USING btree (work_order_id);

CREATE UNIQUE INDEX swaps_pkey ON network.swaps USING btree (id);

CREATE UNIQUE INDEX targets_pkey ON forwarding.targets USING btree (id);

CREATE UNIQUE INDEX targets_pkey ON parts.targets USING btree (place_id, brand_id, code);

CREATE UNIQUE INDEX tax_rates_pkey ON ledger.tax_rates USING btree (name, valid_from);

CREATE UNIQUE INDEX temperatures_pkey ON batteries.temperatures USING btree (id);

CREATE UNIQUE INDEX tests_number_key ON batteries.tests USING btree (number);

CREATE UNIQUE INDEX tests_pkey ON batteries.tests USING btree (id);

CREATE UNIQUE INDEX tests_vin_idx ON batteries.tests USING btree (vin) WHERE (state = 'running'::text);

CREATE UNIQUE INDEX told_pkey ON warranty.told USING btree (id);

CREATE UNIQUE INDEX told_vin_counter_key_step_key ON warranty.told USING btree (vin, counter, key, step);

CREATE UNIQUE INDEX tool_records_pkey ON workorders.tool_records USING btree (id);

CREATE UNIQUE INDEX tools_outlet_id_serial_no_key ON network.tools USING btree (outlet_id, serial_no);

CREATE UNIQUE INDEX tools_pkey ON network.tools USING btree (id);

CREATE UNIQUE INDEX traces_pkey ON batteries.traces USING btree (id);

CREATE UNIQUE INDEX transfers_pkey ON parts.transfers USING btree (id);

CREATE UNIQUE INDEX turns_conversation_id_nth_key ON conversations.turns USING btree (conversation_id, nth);

CREATE UNIQUE INDEX turns_pkey ON conversations.turns USING btree (id);

CREATE UNIQUE INDEX units_brand_id_code_key ON batteries.units USING btree (brand_id, code);

CREATE UNIQUE INDEX units_pkey ON batteries.units USING btree (id);

CREATE UNIQUE INDEX uses_pkey ON benefits.uses USING btree (id);

CREATE UNIQUE INDEX uses_pkey ON looks.uses USING btree (look_id, scope);

CREATE UNIQUE INDEX van_days_pkey ON dispatch.van_days USING btree (van_id, on_day);

CREATE UNIQUE INDEX vans_outlet_id_name_key ON dispatch.vans USING btree (outlet_id, name);

CREATE UNIQUE INDEX vans_pkey ON dispatch.vans USING btree (id);

CREATE UNIQUE INDEX vectors_pkey ON conversations.vectors USING btree (key);

CREATE UNIQUE INDEX vehicle_days_pkey ON telemetry.vehicle_days USING btree (vin, on_day);

CREATE UNIQUE INDEX vehicle_keys_pkey ON gateway.vehicle_keys USING btree (id);

CREATE UNIQUE INDEX vehicles_id_key ON vehicles.vehicles USING btree (id);

CREATE UNIQUE INDEX vehicles_pkey ON vehicles.vehicles USING btree (vin);

CREATE UNIQUE INDEX versions_pkey ON claims.versions USING btree (claim_id, number);

CREATE UNIQUE INDEX voices_brand_id_channel_source_key_key ON voices.voices USING btree (brand_id, channel, source_key);

CREATE UNIQUE INDEX voices_number_key ON voices.voices USING btree (number);

CREATE UNIQUE INDEX voices_pkey ON voices.voices USING btree (id);

CREATE UNIQUE INDEX waiting_pkey ON appointments.waiting USING btree (id);

CREATE UNIQUE INDEX waiting_pkey ON forwarding.waiting USING btree (target_id, id);

CREATE UNIQUE INDEX waiting_pkey ON parts.waiting USING btree (id);

CREATE UNIQUE INDEX wechat_codes_pkey ON conversations.wechat_codes USING btree (brand_id, code);

CREATE UNIQUE INDEX wechat_heard_pkey ON conversations.wechat_heard USING btree (brand_id, message_key);

CREATE UNIQUE INDEX wechat_people_brand_id_owner_id_idx ON conversations.wechat_people USING btree (brand_id, owner_id);

CREATE UNIQUE INDEX wechat_people_pkey ON conversations.wechat_people USING btree (brand_id, open_id);

CREATE UNIQUE INDEX work_orders_number_key ON workorders.work_orders USING btree (number);

CREATE UNIQUE INDEX work_orders_pkey ON workorders.work_orders USING btree (id);
