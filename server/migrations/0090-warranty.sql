-- The three guarantees and the repair warranty: legal numbers by day with their source, and who was told before a limit.
create schema warranty;

-- A name may have several values at once: the steps at which people are warned. More than 5 days, 30 days and 4 repairs
-- give something; 2 safety repairs or replacements do when it is there again.
create table warranty.rules (name text not null, value int not null, valid_from date not null, valid_to date, article text not null, source text not null, primary key (name, value, valid_from));
insert into warranty.rules (name, value, valid_from, article, source) values
  ('repairWarrantyMonths', 36, '2022-01-01', '18', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('repairWarrantyKm', 60000, '2022-01-01', '18', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('threeGuaranteesMonths', 24, '2022-01-01', '18', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('threeGuaranteesKm', 50000, '2022-01-01', '18', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('earlyDays', 60, '2022-01-01', '20', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('earlyKm', 3000, '2022-01-01', '20', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('sevenDays', 7, '2022-01-01', '22', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('singleRepairDays', 5, '2022-01-01', '21', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('totalRepairDays', 30, '2022-01-01', '24(4)', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('sameProblemRepairs', 4, '2022-01-01', '24(4)', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('safetyRepairs', 2, '2022-01-01', '24(1)', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('assemblyReplacements', 2, '2022-01-01', '24(2)', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('partReplacements', 2, '2022-01-01', '24(3)', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('usageFeeMostPpm', 5000, '2022-01-01', '27', '家用汽车产品修理更换退货责任规定（国家市场监督管理总局令第 43 号，2021-07-22）'),
  ('purchaseTaxYearPct', 10, '2019-07-01', '15', '中华人民共和国车辆购置税法（2018-12-29）'),
  ('singleRepairDaysWarn', 4, '2022-01-01', '21', '本系统规则：到上限前提醒'),
  ('singleRepairDaysWarn', 5, '2022-01-01', '21', '本系统规则：到上限前提醒'),
  ('totalRepairDaysWarn', 20, '2022-01-01', '24(4)', '本系统规则：到上限前提醒'),
  ('totalRepairDaysWarn', 25, '2022-01-01', '24(4)', '本系统规则：到上限前提醒'),
  ('totalRepairDaysWarn', 28, '2022-01-01', '24(4)', '本系统规则：到上限前提醒'),
  ('totalRepairDaysWarn', 30, '2022-01-01', '24(4)', '本系统规则：到上限前提醒'),
  ('sameProblemRepairsWarn', 3, '2022-01-01', '24(4)', '本系统规则：到上限前提醒'),
  ('sameProblemRepairsWarn', 4, '2022-01-01', '24(4)', '本系统规则：到上限前提醒'),
  ('safetyRepairsWarn', 1, '2022-01-01', '24(1)', '本系统规则：到上限前提醒'),
  ('safetyRepairsWarn', 2, '2022-01-01', '24(1)', '本系统规则：到上限前提醒'),
  ('assemblyReplacementsWarn', 1, '2022-01-01', '24(2)', '本系统规则：到上限前提醒'),
  ('assemblyReplacementsWarn', 2, '2022-01-01', '24(2)', '本系统规则：到上限前提醒'),
  ('partReplacementsWarn', 1, '2022-01-01', '24(3)', '本系统规则：到上限前提醒'),
  ('partReplacementsWarn', 2, '2022-01-01', '24(3)', '本系统规则：到上限前提醒');

-- Main parts of assemblies. Assemblies whose list is not loaded have none: there a person decides.
create table warranty.main_parts (assembly text not null, part text not null, valid_from date not null, valid_to date, source text not null, primary key (assembly, part, valid_from));
insert into warranty.main_parts (assembly, part, valid_from, source) values
  ('tractionBattery', 'cell', '2022-01-01', 'GB/T 29632-2021 家用汽车产品三包主要零部件种类范围及三包凭证（据二手资料）'),
  ('tractionBattery', 'enclosure', '2022-01-01', 'GB/T 29632-2021 家用汽车产品三包主要零部件种类范围及三包凭证（据二手资料）'),
  ('driveMotor', 'stator', '2022-01-01', 'GB/T 29632-2021 家用汽车产品三包主要零部件种类范围及三包凭证（据二手资料）'),
  ('driveMotor', 'rotor', '2022-01-01', 'GB/T 29632-2021 家用汽车产品三包主要零部件种类范围及三包凭证（据二手资料）'),
  ('driveMotor', 'bearing', '2022-01-01', 'GB/T 29632-2021 家用汽车产品三包主要零部件种类范围及三包凭证（据二手资料）'),
  ('driveMotor', 'housing', '2022-01-01', 'GB/T 29632-2021 家用汽车产品三包主要零部件种类范围及三包凭证（据二手资料）');

-- Each step before a limit, told once: to whom and when, on which sum.
create table warranty.told (
  id text primary key, vin text not null, brand_id text not null, outlet_id text, counter text not null, key text not null, step int not null,
  value int not null, most int not null, due boolean not null, sum jsonb not null, told_to jsonb not null, at timestamptz not null,
  unique (vin, counter, key, step)
);
create index on warranty.told (vin, at);
call platform.wall('warranty.told');
