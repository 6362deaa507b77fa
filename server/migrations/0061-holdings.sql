-- That the holdings of a case leave no gap and do not overlap is checked at the end of every transaction
-- (cases.check_holder); the exclusion said the same again, and its index was taken for finding the holder, slowly.
alter table cases.holdings drop constraint holdings_case_id_tstzrange_excl;
