-- The three guarantees and the repair warranty: legal numbers by day with their source, and who was told before a limit.
create schema warranty;

-- A name may have several values at once: the steps at which people are warned.
create table warranty.rules (name text not null, value int not null, valid_from date not null, valid_to date, article text not null, source text not null, primary key (name, value, valid_from));
insert into warranty.rules (name, value, valid_from, article, source) values
  ('repairWarrantyMonths', 36, '2022-01-01', '18', 'SAMR Order 43 (2021): repair warranty at least 3 years or 60,000 km'),
  ('repairWarrantyKm', 60000, '2022-01-01', '18', 'SAMR Order 43 (2021)'),
  ('threeGuaranteesMonths', 24, '2022-01-01', '18', 'SAMR Order 43 (2021): three guarantees at least 2 years or 50,000 km'),
  ('threeGuaranteesKm', 50000, '2022-01-01', '18', 'SAMR Order 43 (2021)'),
  ('earlyDays', 60, '2022-01-01', '20', 'SAMR Order 43 (2021): 60 days or 3,000 km from the start of the three guarantees, also art. 23'),
  ('earlyKm', 3000, '2022-01-01', '20', 'SAMR Order 43 (2021), also art. 23'),
  ('sevenDays', 7, '2022-01-01', '22', 'SAMR Order 43 (2021): 7 days, without a limit of mileage'),
  ('singleRepairDays', 5, '2022-01-01', '21', 'SAMR Order 43 (2021): a single repair of more than 5 days, waiting for parts included'),
  ('totalRepairDays', 30, '2022-01-01', '24(4)', 'SAMR Order 43 (2021): repair time together more than 30 days'),
  ('sameProblemRepairs', 4, '2022-01-01', '24(4)', 'SAMR Order 43 (2021): more than 4 repairs of the same quality problem'),
  ('safetyRepairs', 2, '2022-01-01', '24(1)', 'SAMR Order 43 (2021): 2 repairs of serious safety faults, and it is still there or there is a new one'),
  ('assemblyReplacements', 2, '2022-01-01', '24(2)', 'SAMR Order 43 (2021): engine, transmission, traction battery or drive motor replaced twice and still not normally usable'),
  ('partReplacements', 2, '2022-01-01', '24(3)', 'SAMR Order 43 (2021): the same main part replaced twice and still not normally usable'),
  ('usageFeeMostPpm', 5000, '2022-01-01', '27', 'SAMR Order 43 (2021): coefficient n of at most 0.5 %'),
  ('purchaseTaxYearPct', 10, '2019-07-01', '15', 'Vehicle Purchase Tax Law (2018): 10 % less per full year since the tax was paid'),
  ('singleRepairDaysWarn', 4, '2022-01-01', '21', 'House rule: people are told one step before the limit'),
  ('singleRepairDaysWarn', 5, '2022-01-01', '21', 'House rule: on the last day before a loaner car is due'),
  ('totalRepairDaysWarn', 20, '2022-01-01', '24(4)', 'House rule'),
  ('totalRepairDaysWarn', 25, '2022-01-01', '24(4)', 'House rule'),
  ('totalRepairDaysWarn', 28, '2022-01-01', '24(4)', 'House rule'),
  ('totalRepairDaysWarn', 30, '2022-01-01', '24(4)', 'House rule: the last day within the limit'),
  ('sameProblemRepairsWarn', 3, '2022-01-01', '24(4)', 'House rule'),
  ('sameProblemRepairsWarn', 4, '2022-01-01', '24(4)', 'House rule: the last repair within the limit'),
  ('safetyRepairsWarn', 1, '2022-01-01', '24(1)', 'House rule'),
  ('safetyRepairsWarn', 2, '2022-01-01', '24(1)', 'House rule'),
  ('assemblyReplacementsWarn', 1, '2022-01-01', '24(2)', 'House rule'),
  ('assemblyReplacementsWarn', 2, '2022-01-01', '24(2)', 'House rule'),
  ('partReplacementsWarn', 1, '2022-01-01', '24(3)', 'House rule'),
  ('partReplacementsWarn', 2, '2022-01-01', '24(3)', 'House rule');

-- Main parts of assemblies. Assemblies whose list is not loaded have none: there a person decides.
create table warranty.main_parts (assembly text not null, part text not null, valid_from date not null, valid_to date, source text not null, primary key (assembly, part, valid_from));
insert into warranty.main_parts (assembly, part, valid_from, source) values
  ('tractionBattery', 'cell', '2022-01-01', 'GB/T 29632-2021 (secondary reading)'),
  ('tractionBattery', 'enclosure', '2022-01-01', 'GB/T 29632-2021 (secondary reading)'),
  ('driveMotor', 'stator', '2022-01-01', 'GB/T 29632-2021 (secondary reading)'),
  ('driveMotor', 'rotor', '2022-01-01', 'GB/T 29632-2021 (secondary reading)'),
  ('driveMotor', 'bearing', '2022-01-01', 'GB/T 29632-2021 (secondary reading)'),
  ('driveMotor', 'housing', '2022-01-01', 'GB/T 29632-2021 (secondary reading)');

-- Each step before a limit, told once: to whom and when, on which sum.
create table warranty.told (
  id text primary key, vin text not null, brand_id text not null, outlet_id text, counter text not null, key text not null, step int not null,
  value int not null, most int not null, due boolean not null, sum jsonb not null, told_to jsonb not null, at timestamptz not null,
  unique (vin, counter, key, step)
);
create index on warranty.told (vin, at);
call platform.wall('warranty.told');
