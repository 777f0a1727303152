create table tasks (
    id         text    not null primary key,
    title      text    not null,
    created_at integer not null
) strict, without rowid;
