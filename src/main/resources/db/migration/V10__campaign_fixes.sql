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
