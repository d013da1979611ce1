-- What people ask in comments and with buttons, until it is carried out; the work of the same key waits for its turn.
create table commands (
    work_key varchar(300) not null primary key,
    -- comment, thread or button
    origin varchar(10) not null,
    -- of the comment or of the check run
    origin_id bigint not null,
    -- the first comment of the thread
    thread_id bigint,
    -- the commit of the check run
    head_sha varchar(64),
    sender varchar(100) not null,
    by_author boolean not null,
    asked varchar(4000) not null
);

-- What is to be left as it is on a pull request, until it is closed.
create table ignores (
    repository varchar(201) not null,
    pull_request int not null,
    -- rule or finding
    kind varchar(10) not null,
    -- a rule's id or a finding's fingerprint
    target varchar(200) not null,
    author varchar(100) not null,
    reason varchar(500) not null,
    since timestamp with time zone not null,
    primary key (repository, pull_request, kind, target)
);
