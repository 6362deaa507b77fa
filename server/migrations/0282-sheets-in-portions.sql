-- A long sheet is heard in portions: how far it is, and whose desk brought it in.
alter table voices.sheets drop constraint sheets_state_check;
alter table voices.sheets add constraint sheets_state_check check (state in ('checked', 'applying', 'applied', 'undone'));
alter table voices.sheets add column done int not null default 0;
alter table voices.sheets add column desk_of text;
update voices.sheets set done = jsonb_array_length(rows) where state in ('applied', 'undone');
