-- A certificate says what it is for (systems, models, level), who issued it, when its review is due and when its holder
-- last did such work. Numbers of the law and of the house are dated rows with their source.
alter table network.certificates
  add column systems text[],
  add column model_ids text[],
  add column level int not null default 1 check (level between 1 and 3),
  add column issuer text,
  add column review_due_on date,
  -- The day from which the house knows of it: who entered it answered for practice until then.
  add column known_on date not null default current_date;

-- The last day on which somebody did work of a kind, or showed in an exercise that they still can.
create table network.practice (
  staff_id text not null,
  kind text not null,
  last_on date not null,
  how text not null check (how in ('job', 'exercise')),
  noted_by text not null,
  primary key (staff_id, kind)
);

create table network.rules (
  name text not null,
  value int not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into network.rules (name, value, valid_from, source) values
  ('termMonths lvElectrician', 72, '2010-07-01', '特种作业人员安全技术培训考核管理规定（原安监总局令第30号，经第63号、第80号令修正）第十九条：有效期六年'),
  ('reviewMonths lvElectrician', 36, '2010-07-01', '同上，第二十一条：每三年复审一次'),
  ('recentMonths lvElectrician', 6, '2010-07-01', '同上，第三十二条：离开特种作业岗位六个月以上，重新进行实际操作考试合格后方可上岗'),
  ('recentMonths makerHv', 12, '2020-01-01', 'house rule: a maker’s high-voltage course counts for those who used it within a year'),
  ('recentMonths calibration', 12, '2020-01-01', 'house rule: calibration is for those who calibrated within a year'),
  ('expiresSoonDays', 45, '2020-01-01', 'house rule: a course takes six weeks to get a place on');
