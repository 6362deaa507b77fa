-- A battery test that cannot go on is given up with its reason.
alter table batteries.tests drop constraint tests_state_check;
alter table batteries.tests add constraint tests_state_check check (state in ('running', 'done', 'stopped', 'givenUp'));
alter table batteries.tests add column why_given_up text;
