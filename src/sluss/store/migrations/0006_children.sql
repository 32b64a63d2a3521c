-- Who is guardian of whom, as the population register last told; and whether it was silent when somebody logged in.

create table relation (
    guardian       uuid not null references person,
    child          uuid not null references person,
    -- The register's own order among the guardians of the child.
    position       smallint not null,
    -- The guardian has given contact details on 1177.
    shares_contact boolean not null,
    checked_at     timestamptz not null,
    ended_at       timestamptz,
    -- Chosen by staff as primary contact; the latest choice holds.
    chosen_at      timestamptz,
    chosen_by      uuid references staff,
    primary key (guardian, child)
);
create index relation_child on relation (child);

alter table session add column proxies_wait boolean not null default false;

grant select, insert, update on relation to sluss_app;
