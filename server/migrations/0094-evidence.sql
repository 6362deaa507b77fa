-- Evidence packs as they were issued: the whole of it, its hash, and the code by which anybody who holds the paper can check it.
create table warranty.evidence_packs (code text primary key, brand_id text not null, vin text not null, vehicle_id text not null, hash text not null, body jsonb not null, issued_by text not null, issued_at timestamptz not null);
create index on warranty.evidence_packs (vin, issued_at);
call platform.wall('warranty.evidence_packs');
