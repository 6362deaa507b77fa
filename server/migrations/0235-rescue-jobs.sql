-- A rescue that one of the house's own vehicles drives: how soon it must be able to be there, by level, and how long it stays.
insert into dispatch.rules (name, value, valid_from, source) values
  ('rescueWithinMin1', 45, '2020-01-01', 'house rule: people in danger; a vehicle that reaches them later is proposed to the dispatcher, not sent by itself'),
  ('rescueWithinMin2', 60, '2020-01-01', 'house rule: the car stands and cannot be left'),
  ('rescueWithinMin3', 90, '2020-01-01', 'house rule: the car stands in a safe place'),
  ('rescueWithinMin4', 120, '2020-01-01', 'house rule: help that may wait'),
  ('urgentPricePerMin', 1000, '2020-01-01', 'house rule: fen of a minute that somebody in need waits, from the call on; a promised visit costs latePricePerMin a minute after its window'),
  ('rescueLoadMin', 20, '2020-01-01', 'house rule: a car is on the flatbed after so long'),
  ('rescueOnSpotMin', 40, '2020-01-01', 'house rule: charging, starting or a tyre at the roadside')
on conflict do nothing;

-- The order of a visit to the owner's place is found by the visit.
create unique index one_order_of_a_visit on workorders.work_orders ((check_in->>'homeVisitId')) where check_in->>'homeVisitId' is not null and state <> 'cancelled';

-- What the technician read in the car when the work began.
alter table dispatch.marks add column odometer_km int, add column soc_pct int;
