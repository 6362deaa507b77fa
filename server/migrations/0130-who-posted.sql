-- An entry says what kind of actor posted it, so that nobody has to guess it from the spelling of a name. What stood before was
-- written by the house's own names in Latin letters, by the payment platforms as 'nobody', and by people.
select set_config('careloop.brands', '*', true);
alter table ledger.entries add posted_by_kind text not null default 'staff' check (posted_by_kind in ('staff', 'owner', 'nobody', 'system'));
alter table ledger.entries disable trigger append_only;
update ledger.entries set posted_by_kind = case when posted_by = 'nobody' then 'nobody' else 'system' end where posted_by = 'nobody' or posted_by ~ '^[a-z][A-Za-z-]+$';
alter table ledger.entries enable trigger append_only;
alter table ledger.entries alter posted_by_kind drop default;
select set_config('careloop.brands', '', true);
