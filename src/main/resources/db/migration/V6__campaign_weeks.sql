-- The mark of the newest week that was told in a comment, as 2026-09; empty before the first.
alter table campaigns add column told_week varchar(10) default '' not null;
