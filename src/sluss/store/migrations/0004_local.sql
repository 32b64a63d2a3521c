-- What the local administrator of a unit has set, one change a row (A19): the settings are the sum of the rows.

create table unit_journal (
    unit   text not null,
    seq    integer not null,
    at     timestamptz not null,
    actor  uuid not null,
    name   text not null,
    event  text not null,
    data   jsonb not null,
    undoes integer,
    primary key (unit, seq)
);
-- What is undone is undone once.
create unique index unit_journal_undoes on unit_journal (unit, undoes) where undoes is not null;

create trigger unit_journal_append_only before update or delete on unit_journal for each row execute function refuse_change();
create trigger unit_journal_no_truncate before truncate on unit_journal execute function refuse_change();

grant select, insert on unit_journal to sluss_app;
