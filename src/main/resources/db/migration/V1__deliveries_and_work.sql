-- One row a webhook delivery, so that a redelivery has no second effect.
create table deliveries (
    id varchar(100) not null primary key,
    event varchar(100) not null,
    action varchar(100),
    repository varchar(201),
    received_at timestamp with time zone not null,
    -- queued, done, ignored or dead
    state varchar(10) not null,
    reason varchar(500),
    work_key varchar(300),
    generation bigint,
    -- kept until the work that it asked for is done
    payload ${binary}
);
create index deliveries_by_work on deliveries (work_key, generation);
create index deliveries_by_age on deliveries (received_at);

-- One row a pull request or merge group; whatever asks for it again raises its generation.
create table work (
    work_key varchar(300) not null primary key,
    kind varchar(20) not null,
    installation_id bigint not null,
    owner varchar(100) not null,
    name varchar(100) not null,
    pull_request int,
    head_sha varchar(64),
    fresh boolean not null,
    generation bigint not null,
    -- the newest generation that is done; work waits while this is less than its generation
    settled bigint not null,
    dead boolean not null,
    failures int not null,
    reason varchar(500),
    delivery_id varchar(100) not null,
    requested_at timestamp with time zone not null
);

-- The newest head of each open pull request; GitHub's check events of a fork name only the commit.
create table pull_request_heads (
    repository varchar(201) not null,
    pull_request int not null,
    head_sha varchar(64) not null,
    primary key (repository, pull_request)
);
create index pull_request_heads_by_sha on pull_request_heads (repository, head_sha);

-- The table that db-scheduler works on; its columns are given by that library.
create table scheduled_tasks (
    task_name varchar(100) not null,
    task_instance varchar(300) not null,
    task_data ${binary},
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(100),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures int,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
