-- A line has hours as outlets have them: several periods a day by weekday, days with hours of their own, holidays, weekends worked in exchange.
alter table hotline.lines add column weekly_hours jsonb not null default
  '[{"weekday":1,"opens":"08:00","closes":"22:00"},{"weekday":2,"opens":"08:00","closes":"22:00"},{"weekday":3,"opens":"08:00","closes":"22:00"},{"weekday":4,"opens":"08:00","closes":"22:00"},{"weekday":5,"opens":"08:00","closes":"22:00"},{"weekday":6,"opens":"08:00","closes":"22:00"},{"weekday":7,"opens":"08:00","closes":"22:00"}]';
update hotline.lines set weekly_hours = (select jsonb_agg(jsonb_build_object('weekday', day, 'opens', opens_at, 'closes', closes_at) order by day) from generate_series(1, 7) as day);
alter table hotline.lines add column exceptions jsonb not null default '[]';
alter table hotline.lines drop column opens_at;
alter table hotline.lines drop column closes_at;
