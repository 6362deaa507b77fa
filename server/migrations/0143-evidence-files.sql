-- Photos and papers that stand behind a statement about a repair.
alter table warranty.statements add column file_ids jsonb not null default '[]';
