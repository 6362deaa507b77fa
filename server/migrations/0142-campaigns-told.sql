-- Whose cars are called in was told to them; booked visits are looked at again and again, and a hit is told once.
alter table workorders.campaign_cars add column told_at timestamptz;
alter table appointments.appointments add column looked_at timestamptz;
alter table appointments.appointments add column hit_told text;
create index on appointments.appointments (looked_at nulls first) where state = 'booked';
create index on appointments.appointments (vin) where state = 'booked';
