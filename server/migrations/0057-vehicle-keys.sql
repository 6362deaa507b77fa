-- Keys of cars: what their signatures are checked with (public), and what opens their data units (secret, sealed under the
-- house's own key, which is in no database).
create table gateway.vehicle_keys (
  id text primary key,
  vin text not null,
  brand_id text not null,
  purpose text not null check (purpose in ('signature', 'unit')),
  algorithm text not null check (algorithm in ('rsa', 'sm2', 'ecc', 'aes', 'sm4')),
  -- signature: the public key as it was told; unit: sealed.
  key bytea not null,
  chip_id text,
  -- Who told it: staff, the car's activation (0x09), or an exchange of keys (0x0B).
  source text not null check (source in ('staff', 'activation', 'exchange')),
  from_at timestamptz not null,
  until_at timestamptz,
  withdrawn_at timestamptz,
  added_at timestamptz not null,
  version int not null default 1
);
create index on gateway.vehicle_keys (vin);
create index on gateway.vehicle_keys (chip_id) where chip_id is not null;
call platform.wall('gateway.vehicle_keys');

-- How the signature of a reading was judged: verified, or noKey; null: it bore none. A wrong one makes no reading.
alter table telemetry.readings add column signature text check (signature in ('verified', 'noKey'));
alter table telemetry.states add column signature text check (signature in ('verified', 'noKey'));
