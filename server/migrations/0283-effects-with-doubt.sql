-- An action is judged beside what happened elsewhere, with the doubt that few answers leave; and what those who named its cause are told.
alter table improvement.actions add column effect jsonb;
alter table improvement.actions add column to_owners text;
alter table improvement.actions drop constraint actions_verdict_check;
alter table improvement.actions add constraint actions_verdict_check check (verdict in ('worked', 'didNotWork', 'notProven', 'tooFewAnswers'));
