-- Rules as data, the memory of the engine per vehicle, and the alerts it raised.
create schema alerts;

-- The house's rules have brand '*'; a brand may have its own version of a rule, which then counts instead.
create table alerts.rules (
  kind text not null,
  brand_id text not null default '*',
  enabled boolean not null,
  clear_hold_seconds int not null,
  conditions jsonb not null,
  source text not null,
  version int not null default 1,
  changed_at timestamptz not null default now(),
  primary key (kind, brand_id)
);

-- What the engine remembers between two readings; moves in the same transaction as the reading that moved it.
create table alerts.memory (
  vin text primary key,
  memory jsonb not null
);

create table alerts.alerts (
  id text primary key,
  number text not null unique,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  kind text not null,
  severity smallint not null check (severity between 1 and 4),
  raised_at timestamptz not null,
  since_at timestamptz not null,
  told_at timestamptz not null,
  last_at timestamptz not null,
  cleared_at timestamptz,
  cleared_because text,
  occurrences int not null default 1,
  reopened int not null default 0,
  late boolean not null,
  rule_version int not null,
  evidence jsonb not null,
  surroundings jsonb not null,
  version int not null default 1
);
-- One alert for one trouble.
create unique index on alerts.alerts (vin, kind) where cleared_at is null;
create index on alerts.alerts (vin, raised_at desc);
create index on alerts.alerts (raised_at desc, id);
create index on alerts.alerts (owner_id, raised_at desc);
call platform.wall('alerts.alerts');

-- The rules the house starts with. Hysteresis: clearAt; times in seconds. Temperatures at severity 1 are those at which
-- a traction battery has left its working range for good and the passengers must leave it.
insert into alerts.rules (kind, enabled, clear_hold_seconds, source, conditions) values
('overheatingPack', true, 300,
 'Thermal event levels of GB/T 32960.3 (alarm level 3 or 4 with flag 1 or 23); temperatures and rise are the house''s own',
 '[{"quantity":"tempMaxC","is":"atLeast","threshold":60,"clearAt":52,"holdSeconds":0,"severity":1},
   {"quantity":"tempRiseCPerMin","is":"atLeast","threshold":6,"clearAt":2,"holdSeconds":5,"severity":1},
   {"quantity":"hotAlarmLevel","is":"atLeast","threshold":3,"clearAt":0,"holdSeconds":0,"severity":1},
   {"quantity":"tempMaxC","is":"atLeast","threshold":55,"clearAt":50,"holdSeconds":30,"severity":2},
   {"quantity":"hotAlarmLevel","is":"atLeast","threshold":1,"clearAt":0,"holdSeconds":0,"severity":2},
   {"quantity":"tempSpreadC","is":"atLeast","threshold":20,"clearAt":12,"holdSeconds":60,"severity":2},
   {"quantity":"tempSpreadC","is":"atLeast","threshold":15,"clearAt":10,"holdSeconds":120,"severity":3}]'),
('insulationFalling', true, 300,
 'GB 18384-2020: at least 100 Ω/V for direct-current circuits, 500 Ω/V for combined ones',
 '[{"quantity":"insulationAlarmLevel","is":"atLeast","threshold":3,"clearAt":0,"holdSeconds":0,"severity":1},
   {"quantity":"insulationOhmPerV","is":"atMost","threshold":100,"clearAt":150,"holdSeconds":20,"severity":2},
   {"quantity":"insulationOhmPerV","is":"atMost","threshold":500,"clearAt":600,"holdSeconds":60,"severity":3},
   {"quantity":"insulationAlarmLevel","is":"atLeast","threshold":1,"clearAt":0,"holdSeconds":0,"severity":3}]'),
('chargingFails', true, 120, 'The house''s own',
 '[{"quantity":"chargeAborts","is":"atLeast","threshold":3,"clearAt":0,"holdSeconds":0,"severity":3},
   {"quantity":"chargeCurrentA","is":"atMost","threshold":0.5,"clearAt":2,"holdSeconds":300,"severity":3}]'),
('twelveVoltDying', true, 300, 'The house''s own, for a lead-acid battery at rest',
 '[{"quantity":"lvBatteryMv","is":"atMost","threshold":11000,"clearAt":11600,"holdSeconds":60,"severity":2},
   {"quantity":"lvBatteryMv","is":"atMost","threshold":11800,"clearAt":12200,"holdSeconds":120,"severity":3}]'),
('cellSpread', true, 600, 'The house''s own',
 '[{"quantity":"cellSpreadMv","is":"atLeast","threshold":300,"clearAt":200,"holdSeconds":120,"severity":2},
   {"quantity":"cellSpreadMv","is":"atLeast","threshold":150,"clearAt":100,"holdSeconds":300,"severity":3},
   {"quantity":"consistencyAlarmLevel","is":"atLeast","threshold":3,"clearAt":0,"holdSeconds":0,"severity":2},
   {"quantity":"consistencyAlarmLevel","is":"atLeast","threshold":1,"clearAt":0,"holdSeconds":0,"severity":4}]'),
('makerAlarmLevel3', true, 120,
 'GB/T 32960.3: level 3 asks the driver to stop at once or call for help; flags 13 (brakes) and 16 (high-voltage interlock)',
 '[{"quantity":"otherAlarmLevel","is":"atLeast","threshold":4,"clearAt":3,"holdSeconds":0,"severity":1},
   {"quantity":"otherAlarmLevel","is":"atLeast","threshold":3,"clearAt":2,"holdSeconds":0,"severity":2},
   {"quantity":"brakeAlarmLevel","is":"atLeast","threshold":1,"clearAt":0,"holdSeconds":0,"severity":2},
   {"quantity":"interlockAlarmLevel","is":"atLeast","threshold":1,"clearAt":0,"holdSeconds":0,"severity":2}]'),
('lowSocStranded', true, 60, 'The house''s own',
 '[{"quantity":"strandedSocPct","is":"atMost","threshold":3,"clearAt":8,"holdSeconds":60,"severity":2}]');
