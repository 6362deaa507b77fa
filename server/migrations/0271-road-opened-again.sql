-- A closed road is opened again by a dispatcher, with the reason; what is proposed for a closed road knows which road it is; a plan of
-- the whole day is proposed before it moves anybody.
alter table dispatch.closures add column ended_by text, add column ended_why text;
alter table dispatch.disturbances add column closure_id text;
alter table dispatch.disturbances drop constraint disturbances_kind_check;
alter table dispatch.disturbances add constraint disturbances_kind_check check (kind in ('emergency', 'noShow', 'overrun', 'ill', 'vanBroken', 'partMissing', 'roadClosed', 'roadOpen', 'replan'));
