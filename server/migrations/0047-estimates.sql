-- Every answer to a line of an estimate is kept for good: what was read, by whom, through what, with what proof; and until when
-- an estimate may be answered.
alter table workorders.work_orders add column estimate_valid_until timestamptz;
alter table workorders.lines add column photos jsonb not null default '[]';
create table workorders.line_answers (
  id text primary key, work_order_id text not null, brand_id text not null, owner_id text not null, line_id text not null, estimate_version int not null, code text not null, name text not null, name_en text not null, quantity int not null,
  total_fen int not null, owner_fen int not null, pay_type text not null, answer text not null, words text, channel text not null, by_kind text not null, by_id text not null, by_name text not null, file_id text, photos jsonb not null, proof text not null, at timestamptz not null
);
create index on workorders.line_answers (work_order_id, at);
call platform.wall('workorders.line_answers');
insert into workorders.line_answers (id, work_order_id, brand_id, owner_id, line_id, estimate_version, code, name, name_en, quantity, total_fen, owner_fen, pay_type, answer, words, channel, by_kind, by_id, by_name, photos, proof, at)
  select 'before.' || id, work_order_id, brand_id, owner_id, id, estimate_version, code, name, name_en, quantity, total_fen, owner_fen, pay_type, answer, answer_words, coalesce(answer_channel, 'staff'), case answer_channel when 'app' then 'owner' else 'staff' end, '', coalesce(answered_by, ''), '[]', coalesce(proof, ''), answered_at
  from workorders.lines where answered_at is not null;
insert into workorders.rules (name, value, valid_from, source) values ('estimateValidDays', 15, '2020-01-01', 'house rule: an estimate may be answered for 15 days, the date stands on it');
