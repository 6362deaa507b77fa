-- An owner hears of a promise that will not be kept before it passes, and never at night.
alter table workorders.work_orders add column owner_told_late_at timestamptz;
insert into workorders.rules (name, value, valid_from, source) values
  ('tellOwnerBeforeMinutes', 15, '2020-01-01', 'house rule: the owner hears this long before a promise passes that nobody has moved'),
  ('quietFromMinute', 1260, '2020-01-01', 'house rule: 21:00, as for notices'),
  ('quietUntilMinute', 540, '2020-01-01', 'house rule: 09:00, as for notices'),
  ('unansweredHours', 2, '2020-01-01', 'house rule: an estimate that waits this long for its answer stands out');
create index on workorders.work_orders (promised_at) where state not in ('ready', 'handedBack', 'cancelled');
