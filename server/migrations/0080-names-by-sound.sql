-- Names of people and outlets as they are typed by their sound; null where the round 'name-sounds' has yet to write it.
alter table people.owner_brands add column sounds text;
alter table people.staff add column sounds text;
alter table network.outlets add column sounds text;
create index on people.owner_brands (owner_id, brand_id) where sounds is null;
create index on people.staff (id) where sounds is null;
create index on network.outlets (id) where sounds is null;
