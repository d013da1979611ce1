-- The work of one lane is done one piece at a time, whichever replica does it. Replicas of earlier versions, which may still
-- run beside newer ones, leave it empty: their lane is the key.
alter table work add column lane varchar(300);
update work set lane =
    case when kind = 'command' then owner || '/' || name || '#' || cast(pull_request as varchar(10)) else work_key end;
create index work_by_lane on work (lane);
-- When the next turn is due after one that failed.
alter table work add column not_before timestamp with time zone;

-- Whose turn it is to write to GitHub as an installation, and when the next may begin; by the clock of the database.
create table write_turns (
    installation_id bigint not null primary key,
    holder varchar(100) not null,
    held_until timestamp with time zone not null,
    free_from timestamp with time zone not null
);

-- Limits that GitHub has told a replica of, for the others: core, graphql, or all.
create table call_limits (
    installation_id bigint not null,
    resource varchar(50) not null,
    ends_at timestamp with time zone not null,
    primary key (installation_id, resource)
);

-- Contents of files by their sha, packed, so that one replica need not fetch what another has.
create table blobs (
    sha varchar(64) not null primary key,
    used_at timestamp with time zone not null,
    size_in_bytes int not null,
    content ${binary} not null
);
create index blobs_by_use on blobs (used_at);
