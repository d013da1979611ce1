-- The first audit of each campaign, which later audits of the same day leave as it was.
create table campaign_baselines (
    repository varchar(201) not null primary key,
    audited_on date not null,
    installation_id bigint not null,
    content text not null
);
