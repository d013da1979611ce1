-- What is known of the campaign of each repository.
create table campaigns (
    repository varchar(201) not null primary key,
    installation_id bigint not null,
    status varchar(10) not null,
    tracking integer,
    tracking_state varchar(10) not null,
    digest varchar(64) not null,
    prepared boolean not null,
    sub_issues boolean not null,
    milestones varchar(20000) not null
);

-- The issues of services: one row a service, whoever writes, so that there is never a second issue.
create table campaign_issues (
    repository varchar(201) not null,
    service varchar(500) not null,
    number integer,
    issue_id bigint not null,
    state varchar(10) not null,
    digest varchar(64) not null,
    linked boolean not null,
    primary key (repository, service)
);

-- How a fleet stood at the end of each day on which it was audited.
create table campaign_days (
    repository varchar(201) not null,
    audited_on date not null,
    installation_id bigint not null,
    content text not null,
    primary key (repository, audited_on)
);
