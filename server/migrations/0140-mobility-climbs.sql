-- A mobility duty that nobody meets climbs: how far it has, and after how many hours it does.
alter table warranty.mobility_duties add column climbed int not null default 0;
insert into warranty.rules (name, value, valid_from, article, source) values
  ('mobilityClimbHours', 4, '2022-01-01', '21', '本系统规则：第 6 天的代步义务 4 小时无人落实，通知网点经理'),
  ('mobilityClimbRegionHours', 24, '2022-01-01', '21', '本系统规则：24 小时无人落实，通知区域');
