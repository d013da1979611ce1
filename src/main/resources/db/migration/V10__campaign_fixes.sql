-- The pull requests with fixes: one row a service, whoever writes, so that there is never a second one open.
create table campaign_fixes (
    repository varchar(201) not null,
    service varchar(500) not null,
    rules varchar(20000) not null,
    state varchar(10) not null,
    branch varchar(300) not null,
    number integer,
    head_sha varchar(64) not null,
    inputs varchar(64) not null,
    primary key (repository, service)
);

-- Who asked for them, until the answer is written.
create table campaign_fix_requests (
    repository varchar(201) not null,
    mark varchar(200) not null,
    issue integer not null,
    target varchar(500) not null,
    asked_at timestamp with time zone not null,
    primary key (repository, mark)
);

-- For which labels, phases and days labels and milestones were prepared; empty: never.
alter table campaigns add column prepared_for varchar(64) default '' not null;
-- GitHub's id of the project that the issues are put on; "none" where the App cannot reach it, empty where it was not asked for.
alter table campaigns add column project varchar(200) default '' not null;
-- GitHub's other id of an issue, which GraphQL takes.
alter table campaign_issues add column node_id varchar(100) default '' not null;
-- The phase whose milestone the issue has.
alter table campaign_issues add column phase varchar(500) default '' not null;
alter table campaign_issues add column on_project boolean default false not null;
