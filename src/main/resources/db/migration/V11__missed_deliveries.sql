-- Deliveries that GitHub could not hand over, until they arrive or are too old.
create table missed_deliveries (
    guid varchar(100) not null primary key,
    -- the newest attempt
    delivery_id bigint not null,
    event varchar(100) not null,
    failed_at timestamp with time zone not null,
    status int not null,
    attempts int not null,
    next_at timestamp with time zone not null,
    given_up boolean not null
);
create index missed_deliveries_by_next on missed_deliveries (next_at);

-- Up to when GitHub's record was looked through: one row at most.
create table delivery_scans (
    scanned_to timestamp with time zone not null
);
