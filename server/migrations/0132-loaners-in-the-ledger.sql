-- Loaner cars' deposits, charges and settlements stand in the ledger. What happened before is posted as it would have been, on the
-- first day that is open: what was blocked on a phone moves no money until it is taken.
alter table loaners.loans add taken_fen int not null default 0 check (taken_fen >= 0), add paid_fen int not null default 0 check (paid_fen >= 0);
select set_config('careloop.brands', '*', true);
update loaners.loans l set taken_fen = least(l.deposit_fen - l.deposit_back_fen, (select coalesce(sum(c.fen), 0) from loaners.charges c where c.loan_id = l.id)) where l.deposit_back_fen is not null;
create temporary table old_loans on commit drop as
  select l.*, l.contract->>'depositWay' as way, greatest((now() at time zone 'Asia/Shanghai')::date, coalesce((select max(d.on_day) + 1 from ledger.closed_days d where d.brand_id = l.brand_id and d.outlet_id = l.outlet_id), '2000-01-01'::date)) as open_day
  from loaners.loans l where l.contract is not null and l.state <> 'cancelled';
create temporary table old_moves on commit drop as
  select 'loanDeposit' as kind, id as reference, id as loan_id, deposit_fen as fen, x.account, x.party, x.moved from old_loans, lateral (values ('cash', way, deposit_fen), ('deposits', 'loan:' || id, -deposit_fen)) as x(account, party, moved) where way in ('cash', 'card') and deposit_fen > 0
  union all select 'loanCharge', c.id, l.id, c.fen, x.account, x.party, x.moved from old_loans l join loaners.charges c on c.loan_id = l.id, lateral (values ('receivable', 'owner:' || l.owner_id, c.fen),
      (case c.kind when 'damage' then 'recoveries' when 'toll' then 'passedOn' when 'fine' then 'passedOn' else 'revenue' end, 'loaner', case when c.kind in ('damage', 'toll', 'fine') then -c.fen else -round(c.fen / 1.13)::int end),
      ('tax', 'output', case when c.kind in ('damage', 'toll', 'fine') then 0 else -(c.fen - round(c.fen / 1.13)::int) end)) as x(account, party, moved)
  union all select 'loanSettled', id || ' before', id, taken_fen, x.account, x.party, x.moved from old_loans, lateral (values ('receivable', 'owner:' || owner_id, -taken_fen),
      (case when way in ('cash', 'card') then 'deposits' else 'cash' end, case way when 'wechatHold' then 'wechat' when 'alipayHold' then 'alipay' else 'loan:' || id end, case when way in ('cash', 'card') then taken_fen + deposit_back_fen else taken_fen end),
      ('cash', way, case when way in ('cash', 'card') then -deposit_back_fen else 0 end)) as x(account, party, moved) where deposit_back_fen is not null and way <> 'none';
insert into ledger.entries (id, brand_id, outlet_id, owner_id, on_day, kind, reference, subject, subject_id, amount_fen, words, posted_by, posted_by_kind, at)
  select distinct on (m.kind, m.reference) m.kind || ' ' || m.reference, l.brand_id, l.outlet_id, l.owner_id, l.open_day, m.kind, m.reference, 'loans', l.id, m.fen, l.number, 'taken over', 'system', now() from old_moves m join old_loans l on l.id = m.loan_id
  where exists (select 1 from old_moves o where o.kind = m.kind and o.reference = m.reference and o.moved <> 0);
insert into ledger.postings (entry_id, brand_id, account, party, fen)
  select m.kind || ' ' || m.reference, l.brand_id, m.account, m.party, sum(m.moved) from old_moves m join old_loans l on l.id = m.loan_id group by 1, 2, 3, 4 having sum(m.moved) <> 0;
set constraints all immediate;
set constraints all deferred;
drop table old_moves, old_loans;
select set_config('careloop.brands', '', true);
