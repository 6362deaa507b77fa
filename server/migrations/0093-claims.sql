-- Claims on makers and suppliers: built from finished work orders, checked by open rules, sent, answered line by line,
-- settled; the parts that must go back; and every version that went out or came in.
create schema claims;

create table claims.partners (id text primary key, brand_id text not null, kind text not null check (kind in ('maker', 'supplier')), name text not null, name_en text not null, contact text not null, active boolean not null default true, version int not null default 1);
create unique index one_maker_per_brand on claims.partners (brand_id) where kind = 'maker' and active;
call platform.wall('claims.partners');
create table claims.partner_terms (
  partner_id text not null, brand_id text not null, version int not null, valid_from date not null, send_within_days int not null, answer_within_days int not null, appeal_within_days int not null, parts_back_within_days int not null,
  by_name text not null, at timestamptz not null, primary key (partner_id, version)
);
call platform.wall('claims.partner_terms');

create table claims.claims (
  id text primary key, number text not null unique, brand_id text not null, outlet_id text not null, work_order_id text not null, order_number text not null, case_id text not null, vehicle_id text not null, vin text not null, plate_no text, model_name text not null, model_name_en text not null,
  kind text not null check (kind in ('maker', 'supplier')), pay_type text not null, partner_id text, partner_name text not null, partner_name_en text not null, parent_id text, odometer_km int not null, finished_on date not null,
  state text not null check (state in ('draft', 'checked', 'sent', 'accepted', 'partlyAccepted', 'refused', 'appealed', 'settled', 'reversed', 'withdrawn')),
  complaint text not null, cause text not null, correction text not null, lines jsonb not null, claimed_fen int not null, accepted_fen int, findings jsonb not null, checked_at timestamptz, checked_hash text,
  sent_at timestamptz, answer_due_on date, answered_at timestamptz, appeals int not null default 0, appeal_due_on date, settled_at timestamptz, settled_reference text, reversed_at timestamptz, reversed_why text, late_told_at timestamptz, created_at timestamptz not null, version int not null default 1
);
create unique index one_claim_per_order_and_payer on claims.claims (work_order_id, pay_type) where parent_id is null and state <> 'withdrawn';
create index on claims.claims (outlet_id, created_at desc);
create index on claims.claims (brand_id, state);
create index on claims.claims (vin);
create index on claims.claims (parent_id);
call platform.wall('claims.claims');

create table claims.versions (
  claim_id text not null, brand_id text not null, number int not null, direction text not null check (direction in ('out', 'in')), what text not null, partner_id text, partner_name text not null, total_fen int not null, lines jsonb not null, words text not null,
  by_name text not null, at timestamptz not null, hash text not null, primary key (claim_id, number)
);
call platform.wall('claims.versions');

create table claims.parts (
  id text primary key, claim_id text not null, brand_id text not null, outlet_id text not null, line_id text not null, code text not null, name text not null, name_en text not null, quantity int not null, label text,
  state text not null check (state in ('kept', 'labelled', 'shipped', 'received', 'scrapped', 'missing')), due_on date, warned_at timestamptz, steps jsonb not null, version int not null default 1
);
create index on claims.parts (claim_id);
create index on claims.parts (due_on) where state in ('kept', 'labelled');
call platform.wall('claims.parts');

-- The open rules of the pre-check: text, severity and numbers are data, with version and days; what each looks at is named by its id.
create table claims.check_rules (id text not null, version int not null, valid_from date not null, valid_to date, severity text not null check (severity in ('error', 'warning')), text text not null, text_en text not null, params jsonb not null, source text not null, primary key (id, version));
insert into claims.check_rules (id, version, valid_from, severity, text, text_en, params, source) values
  ('C01-finished', 1, '2022-01-01', 'error', '维修已完成并通过检验，才能索赔。', 'The work is finished and passed its inspection.', '{}', '本系统规则'),
  ('C02-three-cs', 1, '2022-01-01', 'error', '故障现象、原因、处理措施各自写清，不能空着或互相照抄。', 'Complaint, cause and correction are each said, and none repeats another.', '{"leastCharacters": 4}', '本系统规则'),
  ('C03-in-time', 1, '2022-01-01', 'error', '须在约定期限内提交。', 'It is sent within the days agreed with the partner.', '{}', '合作方条款'),
  ('C04-partner', 1, '2022-01-01', 'error', '须有合作方及其有效条款。', 'There is a partner with terms in force.', '{}', '本系统规则'),
  ('C05-parts-labelled', 1, '2022-01-01', 'error', '每个索赔旧件已保留并贴标签。', 'Every part that is claimed was kept and labelled.', '{"fromFen": 5000}', '本系统规则'),
  ('C06-second-person', 1, '2022-01-01', 'error', '安全项目由另一人检验合格。', 'Safety work passed the inspection of another person.', '{}', '本系统规则'),
  ('C07-lock-out', 1, '2022-01-01', 'error', '高压项目有断电挂牌和测得电压。', 'High-voltage work has its lock-out with the measured voltage.', '{}', '本系统规则'),
  ('C08-not-excluded', 1, '2022-01-01', 'error', '这次维修没有被认定为三包除外情形。', 'The repair is not excluded from the guarantees.', '{}', '第 43 号令第 32 条'),
  ('C09-repeat', 1, '2022-01-01', 'warning', '同一辆车近期已为同一项目索赔，请说明为什么再次维修。', 'The same line was claimed on this car a short time ago; say why it was done again.', '{"days": 60}', '本系统规则'),
  ('C10-photos', 1, '2022-01-01', 'warning', '金额较高的索赔应有接车照片。', 'A larger claim has photos of the car at check-in.', '{"fromFen": 200000, "least": 1}', '本系统规则'),
  ('C11-sum', 1, '2022-01-01', 'error', '索赔金额与委托单逐行一致，加上车主部分不超过该行总价。', 'Each claimed amount is that of its line on the work order; with the owner’s part it is no more than the line.', '{}', '本系统规则'),
  ('C12-goodwill', 1, '2022-01-01', 'error', '善意索赔的厂家份额须有批准编号。', 'The maker’s share of goodwill has its granted request.', '{}', '本系统规则');
