-- Documents that were handed out: what stood on each, its fingerprint, how often it was printed. What was issued is never changed.
create schema documents;
create table documents.documents (
  id text primary key, number text not null unique, kind text not null, brand_id text not null, owner_id text not null, outlet_id text not null, work_order_id text not null, invoice_id text,
  content jsonb not null, hash text not null, issued_at timestamptz not null, issued_by text not null, prints int not null default 0, last_printed_at timestamptz
);
create index on documents.documents (work_order_id, issued_at desc);
call platform.wall('documents.documents');
-- The quality period of a repair, by class (Provisions on Motor Vehicle Repair, MOT Order 7/2005 as amended, art. on quality guarantee).
insert into workorders.rules (name, value, valid_from, source) values
  ('qualityDaysWhole', 100, '2005-08-01', 'MOT Order 7 (2005) as amended: whole vehicle or assembly repair, 20,000 km or 100 days'),
  ('qualityKmWhole', 20000, '2005-08-01', 'MOT Order 7 (2005) as amended'),
  ('qualityDaysLevel2', 30, '2005-08-01', 'MOT Order 7 (2005) as amended: level-2 maintenance, 5,000 km or 30 days'),
  ('qualityKmLevel2', 5000, '2005-08-01', 'MOT Order 7 (2005) as amended'),
  ('qualityDaysMinor', 10, '2005-08-01', 'MOT Order 7 (2005) as amended: level-1 maintenance, minor and special repair, 2,000 km or 10 days'),
  ('qualityKmMinor', 2000, '2005-08-01', 'MOT Order 7 (2005) as amended');
