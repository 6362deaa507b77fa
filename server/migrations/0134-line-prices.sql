-- A line knows its labour time, what it cost before an expired estimate was renewed, and, when its price is not that of the list, the
-- list's price with who set another one and why.
alter table workorders.lines add labour_centihours int, add was_fen int, add list_fen int, add override_why text, add override_by text, add check ((override_why is null) = (list_fen is null));
