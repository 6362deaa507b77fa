-- Why a planned survey was not asked, and how soon an owner is asked again.
alter table feedback.surveys add column dropped_why text check (dropped_why in ('notSolved', 'refused', 'complaintOpen', 'askedLately'));
insert into feedback.rules (name, value, valid_from, source) values
  ('askAgainAfterDays', '14', '2020-01-01', 'House rule: nobody is asked twice in two weeks, whatever was done meanwhile');
