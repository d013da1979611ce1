-- What the rules said of a program, by the digest of all that it depends on.
create table program_reports (
    report_key varchar(64) not null primary key,
    kept_at timestamp with time zone not null,
    report ${binary} not null
);
create index program_reports_kept_at on program_reports (kept_at);
