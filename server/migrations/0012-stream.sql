-- The journal in segments: what a gateway writes in one batch for one part of the vehicles is one row. A part is the first
-- hexadecimal digit of the MD5 of the VIN. Frames that were journalled before keep their order.

create sequence platform.journal_ids;

create table platform.journal_segments (
  part int not null,
  id bigint not null,
  frames int not null,
  -- of the newest frame in it
  received_at timestamptz not null,
  -- the frames, as server/platform/stream/segment.ts lays them out
  body bytea not null,
  primary key (part, id)
);
alter table platform.journal_segments alter column body set storage external;

insert into platform.journal_segments (part, id, frames, received_at, body)
select position(substr(md5(vin), 1, 1) in '0123456789abcdef') - 1, id, 1, received_at,
  int8send((extract(epoch from received_at) * 1000)::bigint) || int2send(edition) || int2send(command) || sha || int2send(octet_length(vin)::int2) || convert_to(vin, 'UTF8')
    || int2send(octet_length(connection_id)::int2) || convert_to(connection_id, 'UTF8') || int4send(octet_length(bytes)) || bytes
from platform.journal;
select setval('platform.journal_ids', (select coalesce(max(id), 0) + 1 from platform.journal));

drop table platform.journal;
alter table platform.journal_segments rename to journal;

-- Appends one segment per part, in one call. One appender at a time until its transaction ends, so that ids become visible in order.
create function platform.append_frames(parts int[], counts int[], lengths int[], received timestamptz, bodies bytea) returns void language plpgsql as $$
declare
  start int := 1;
begin
  perform pg_advisory_xact_lock(hashtext('platform.journal'));
  for i in 1 .. cardinality(parts) loop
    insert into platform.journal (part, id, frames, received_at, body)
    values (parts[i], nextval('platform.journal_ids'), counts[i], received, substring(bodies from start for lengths[i]));
    start := start + lengths[i];
  end loop;
end $$;

-- How far each reader has read each part, and which worker holds it for now.
create table platform.cursors (
  reader text not null,
  part int not null,
  position bigint not null,
  -- counts up with every batch: a reader that left it so knows that nobody has read since
  turn bigint not null default 0,
  moved_at timestamptz not null,
  primary key (reader, part)
) with (fillfactor = 50);
insert into platform.cursors (reader, part, position, moved_at)
select 'telemetry', part, coalesce((select position * 65536 + 65535 from telemetry.cursors where name = 'journal'), 0),
  coalesce((select moved_at from telemetry.cursors where name = 'journal'), now())
from generate_series(0, 15) as part;
drop table telemetry.cursors;

-- Which worker reads a part for now; apart from the cursors, so that a lease is not kept waiting by a batch.
create table platform.stream_leases (
  reader text not null,
  part int not null,
  held_by text not null,
  held_until timestamptz not null,
  primary key (reader, part)
);

create table platform.stream_workers (
  reader text not null,
  worker text not null,
  seen_at timestamptz not null,
  primary key (reader, worker)
);

-- Strangers' frames are told apart by their content, because ids of two parts may be the same.
alter table telemetry.stranger_frames alter column id add generated always as identity;
select setval(pg_get_serial_sequence('telemetry.stranger_frames', 'id'), (select coalesce(max(id), 0) + 1 from telemetry.stranger_frames));
alter table telemetry.stranger_frames add column sha bytea;
update telemetry.stranger_frames set sha = substring(sha256(bytes) from 1 for 16);
alter table telemetry.stranger_frames alter column sha set not null;
create unique index on telemetry.stranger_frames (vin, sha);
create index on telemetry.strangers (adopted_at) where adopted_at is not null;

-- Frames whose effect has no moment of its own to be known by (defects, reports without a believable clock), so that the
-- same content counts once however often it comes.
create table telemetry.heard_frames (
  vin text not null,
  sha bytea not null,
  received_at timestamptz not null,
  primary key (vin, sha)
);
create index on telemetry.heard_frames (received_at);

-- States move with every report: without an index on what moves, the row is updated in place.
drop index telemetry.states_brand_id_seen_at_idx;
alter table telemetry.states set (fillfactor = 60);
