-- Versions of the region's pack, and what has been decided about them (Y7). What is in force is the sum of the rows.

create table pack_version (
    id             text primary key,
    name           text not null,
    version        text not null,
    files          bytea not null,
    sha256         text not null,
    loaded_at      timestamptz not null,
    loaded_by      uuid not null,
    loaded_by_name text not null
);

create table pack_journal (
    seq           integer primary key,
    at            timestamptz not null,
    actor         uuid not null,
    name          text not null,
    what          text not null check (what in ('loaded', 'proposed', 'withdrawn', 'approved', 'rejected',
                                                'rolled_back', 'shadow_started', 'shadow_ended')),
    pack          text not null references pack_version,
    in_force_from timestamptz,
    until         timestamptz,
    about         integer references pack_journal,
    words         text not null
);
-- A proposal has one answer.
create unique index pack_journal_about on pack_journal (about) where about is not null;

-- How a version in shadow would have ranked a case. `run` is the entry that began it; nothing of what was answered.
create table shadow_result (
    run      integer not null references pack_journal,
    case_id  uuid not null,
    at       timestamptz not null,
    reason   text not null,
    in_force smallint not null,
    shadow   smallint,
    complete boolean not null,
    primary key (run, case_id)
);

create trigger pack_version_append_only before update or delete on pack_version for each row execute function refuse_change();
create trigger pack_version_no_truncate before truncate on pack_version execute function refuse_change();
create trigger pack_journal_append_only before update or delete on pack_journal for each row execute function refuse_change();
create trigger pack_journal_no_truncate before truncate on pack_journal execute function refuse_change();

grant select, insert on pack_version, pack_journal to sluss_app;
grant select, insert, delete on shadow_result to sluss_app;
