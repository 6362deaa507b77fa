-- A battery stands apart in one book only: that of batteries. Rescue keeps a place on the way there and begins the watch on
-- arrival; what it had written of watches moves over.
alter table batteries.quarantines add column place_id text;
create index on batteries.quarantines (place_id) where released_at is null;
alter table batteries.temperatures add column smoke boolean not null default false;
insert into batteries.rules (name, value, unit, valid_from, source) values
  ('quarantineCalmC', 45, '°C', '2020-01-01', 'House rule: not above this, and no smoke, when it is let go');

insert into batteries.quarantines (id, brand_id, outlet_id, vin, bay_ids, place, place_id, why, from_at, until_at, clearance_m, released_at, released_words, by_name, version)
  select q.id, q.brand_id, q.outlet_id, q.vin, '{}', p.name, q.place_id, m.number, q.from_at, coalesce(q.not_before_at, q.from_at), p.distance_m, q.released_at, q.released_by, 'rescue', q.version
  from rescue.quarantines q join rescue.quarantine_places p on p.id = q.place_id join rescue.missions m on m.id = q.mission_id where q.from_at is not null
  on conflict do nothing;
insert into batteries.temperatures (id, quarantine_id, brand_id, at, temp_c, by_name, smoke)
  select q.id || '-' || c.nth, q.id, q.brand_id, (c.one ->> 'at')::timestamptz, (c.one ->> 'maxC')::real, c.one ->> 'byName', (c.one ->> 'smoke')::boolean
  from rescue.quarantines q join batteries.quarantines b on b.id = q.id cross join lateral jsonb_array_elements(q.checks) with ordinality as c(one, nth);

alter table rescue.quarantines rename to kept_places;
alter table rescue.kept_places add column quarantine_id text;
update rescue.kept_places set quarantine_id = id where exists (select 1 from batteries.quarantines b where b.id = rescue.kept_places.id);
update rescue.kept_places set released_at = from_at where from_at is not null and released_at is null;
alter table rescue.kept_places drop column from_at, drop column not_before_at, drop column checks, drop column released_by;
delete from rescue.rules where name in ('quarantineHours', 'quarantineCalmC');
