-- Where a part comes from stands on the order and on every paper of it (Measures on Automobile Sales, MOFCOM Order 1 of 2017, art. 17).
alter table workorders.lines add column origin text;
update workorders.lines l set origin = (select one ->> 'origin' from workorders.work_orders o join prices.books b on b.id = o.book_id, jsonb_array_elements(b.content -> 'parts') one
  where o.id = l.work_order_id and one ->> 'code' = l.code limit 1) where l.kind = 'part';
