-- A claim whose old part is not on its way is held until the part is, or taken back when its last day passes; and what a payer who
-- settles directly does not pay is borne by the outlet, which an invoice says of each payer.
alter table claims.claims drop constraint claims_state_check;
alter table claims.claims add constraint claims_state_check check (state in ('draft', 'checked', 'sent', 'accepted', 'partlyAccepted', 'refused', 'appealed', 'held', 'settled', 'reversed', 'withdrawn'));
alter table claims.claims add held_until date;
alter table invoices.payers add borne_fen int not null default 0 check (borne_fen >= 0);
-- Invoices that were taken over name their maker as a payer too, so that its claims can be counted.
select set_config('careloop.brands', '*', true);
insert into invoices.payers (id, invoice_id, brand_id, owner_id, kind, name, owed_fen)
  select i.id || '.maker', i.id, i.brand_id, i.owner_id, 'maker', i.brand_id, sum(p.fen)
  from invoices.invoices i join ledger.entries e on e.subject_id = i.id join ledger.postings p on p.entry_id = e.id and p.account = 'warrantyReceivable'
  where not exists (select 1 from invoices.payers o where o.invoice_id = i.id and o.kind = 'maker') group by i.id having sum(p.fen) > 0;
select set_config('careloop.brands', '', true);
