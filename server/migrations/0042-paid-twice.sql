-- An owner can pay two orders of one invoice: what came is on record and goes back, whatever was owed.
alter table invoices.invoices drop constraint invoices_check;
alter table invoices.invoices add constraint no_more_back_than_came check (refunded_fen <= paid_fen);
