-- The newest configuration of each repository that could be read, which stays in force while a newer one cannot.
create table good_configurations (
    repository varchar(201) not null primary key,
    text varchar(200000) not null
);
