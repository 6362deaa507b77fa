-- What lies on board of a van is kept in the ledger of parts, and only there: a van is a place of the book, one of each brand, and what the
-- vans' own numbers said opens it. What a van should always carry stays with the van.
select set_config('careloop.brands', '*', true);
alter table parts.places drop constraint places_pkey;
alter table parts.places add primary key (id, brand_id);
insert into parts.places (id, brand_id, outlet_id, kind, name, name_en)
  select v.id, b.brand_id, v.outlet_id, 'van', v.name, v.name from dispatch.vans v
    cross join lateral (select unnest(o.brand_ids) as brand_id from network.outlets o where o.id = v.outlet_id and v.kind <> 'driver' union select s.brand_id from dispatch.stock s where s.van_id = v.id) b;
insert into parts.movements (at, place_id, outlet_id, brand_id, code, kind, quantity, why, by_name)
  select now(), s.van_id, v.outlet_id, s.brand_id, s.code, 'opening', s.quantity, '期初：车上原有 / opening: on board before', '' from dispatch.stock s join dispatch.vans v on v.id = s.van_id where s.quantity > 0;
update parts.stock p set counted_at = now() from dispatch.stock s where p.place_id = s.van_id and p.brand_id = s.brand_id and p.code = s.code;
delete from dispatch.stock where keep = 0;
alter table dispatch.stock drop column quantity;
alter table dispatch.stock rename to keeps;
alter table dispatch.keeps rename constraint stock_pkey to keeps_pkey;
select set_config('careloop.brands', '', true);
