-- Goodwill: a ladder of amounts by role and day, and requests with their shares, decisions, and the sentence the owner read.
create table workorders.goodwill_limits (role text not null, most_fen int not null, valid_from date not null, valid_to date, source text not null, primary key (role, valid_from));
insert into workorders.goodwill_limits (role, most_fen, valid_from, source) values
  ('serviceManager', 200000, '2020-01-01', '善意索赔权限表：网点服务经理'),
  ('warrantyOfficer', 500000, '2020-01-01', '善意索赔权限表：品牌索赔专员'),
  ('regionalManager', 5000000, '2020-01-01', '善意索赔权限表：区域经理');

create schema goodwill;
create table goodwill.requests (
  id text primary key, number text not null unique, brand_id text not null, owner_id text not null, outlet_id text not null, work_order_id text not null, order_number text not null, case_id text not null, vehicle_id text not null, vin text not null,
  state text not null check (state in ('requested', 'granted', 'refused', 'appealed', 'upheld', 'withdrawn')), lines jsonb not null, maker_pct int not null, outlet_pct int not null, owner_pct int not null, given_fen int not null, reason text not null, words text not null,
  requested_by text not null, requested_name text not null, requested_at timestamptz not null, needed_role text, decided_by text, decided_name text, decided_at timestamptz, decision_reason text, sentence text,
  appeal_words text, appealed_at timestamptz, answered_by text, answered_name text, answered_at timestamptz, answer_sentence text, version int not null default 1
);
create index on goodwill.requests (work_order_id);
create index on goodwill.requests (outlet_id, requested_at desc);
create index on goodwill.requests (owner_id);
create unique index one_open_per_order on goodwill.requests (work_order_id) where state in ('requested', 'appealed');
call platform.wall('goodwill.requests');
