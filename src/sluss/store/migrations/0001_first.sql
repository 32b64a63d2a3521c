-- The first schema. Core PostgreSQL alone; no extension.

create table person (
    id           uuid primary key,
    personnummer text not null unique,
    given_name   text not null,
    family_name  text not null,
    born         date not null,
    protected    boolean not null,
    phone        text,
    listed_unit  text,
    seen_at      timestamptz not null
);

create table staff (
    id          uuid primary key,
    hsa_id      text not null unique,
    given_name  text not null,
    family_name text not null,
    title       text not null,
    seen_at     timestamptz not null
);

create table session (
    id         uuid primary key,
    token_hash bytea not null unique,
    kind       text not null check (kind in ('resident', 'staff')),
    subject    uuid not null,
    name       text not null,
    title      text not null,
    mandates   jsonb not null,
    unit       text,
    role       text,
    provider   text not null,
    created_at timestamptz not null,
    seen_at    timestamptz not null,
    ends_at    timestamptz not null,
    revoked_at timestamptz
);
create index session_subject on session (subject) where revoked_at is null;

-- A login on its way to the provider and back: taken away when it comes back, once only.
create table login (
    id         uuid primary key,
    token_hash bytea not null unique,
    data       jsonb not null,
    created_at timestamptz not null,
    ends_at    timestamptz not null
);

create table care_case (
    id              uuid primary key,
    seq             integer not null,
    phase           text not null,
    flow            text not null,
    service         text not null,
    reason          text not null,
    resident        uuid not null references person,
    patient         uuid not null references person,
    unit            text,
    role            text,
    priority        smallint check (priority between 1 and 5),
    urgent          boolean not null,
    suicide_flag    boolean not null,
    danger          text,
    dangers_read    text[] not null,
    pictures        smallint not null,
    owner           uuid references staff,
    created_at      timestamptz not null,
    sent_at         timestamptz,
    promised_at     timestamptz,
    waiting_since   timestamptz,
    accepted_at     timestamptz,
    started_at      timestamptz,
    ended_at        timestamptz,
    open_until      timestamptz,
    last_at         timestamptz,
    resident_said   integer not null,
    staff_said      integer not null,
    staff_said_by   uuid,
    resident_unread integer not null,
    staff_unread    integer not null,
    resident_read   integer not null,
    staff_read      integer not null,
    sms_key         text,
    sms_status      text,
    reminded_at     timestamptz
) with (fillfactor = 70);
-- The order of work (H24, Chatt med triagering): priority, then who has waited longest; who does not wait comes last.
create index care_case_work on care_case (unit, phase, priority, (coalesce(waiting_since, 'infinity')), id);
create index care_case_resident on care_case (resident, created_at desc);

-- No foreign key: the journal outlives what it tells of.
create table journal (
    case_id    uuid not null,
    seq        integer not null,
    at         timestamptz not null,
    actor_kind text not null,
    actor      uuid not null,
    unit       text,
    role       text,
    event      text not null,
    data       jsonb not null,
    pack       text not null,
    primary key (case_id, seq)
);
-- For the sweep that finds what was committed but never told.
create index journal_at on journal using brin (at) with (pages_per_range = 16, autosummarize = on);

create table message (
    id        uuid primary key,
    case_id   uuid not null references care_case,
    seq       integer not null,
    client_id uuid not null,
    side      text not null check (side in ('resident', 'staff')),
    author    uuid not null,
    name      text not null,
    title     text not null,
    text      text not null,
    at        timestamptz not null,
    unique (case_id, seq),
    unique (case_id, client_id)
);

create table picture (
    id         uuid primary key,
    case_id    uuid not null references care_case,
    message_id uuid,
    name       text not null,
    kind       text not null,
    size       integer not null,
    width      integer not null,
    height     integer not null,
    wrapped    bytea not null,
    added_by   uuid not null,
    at         timestamptz not null,
    removed_at timestamptz
);
create index picture_case on picture (case_id);

create table answer (
    case_id  uuid not null references care_case,
    link_id  text not null,
    position integer not null,
    given    text[] not null,
    primary key (case_id, link_id)
);

create table triage (
    case_id uuid primary key references care_case,
    because text[] not null,
    history text[] not null
);

create table note (
    case_id    uuid not null references care_case,
    author     uuid not null references staff,
    revision   integer not null,
    anamnes    text not null,
    status     text not null,
    assessment text not null,
    diagnosis  text not null,
    secondary  text not null,
    saved_at   timestamptz not null,
    primary key (case_id, author)
);

create table job (
    key        text primary key,
    kind       text not null,
    data       jsonb not null,
    run_at     timestamptz not null,
    attempts   integer not null default 0,
    leased_until timestamptz,
    failed     text,
    dead_at    timestamptz
);
create index job_due on job (run_at) where dead_at is null;

create unlogged table presence (
    case_id uuid not null,
    stream  uuid not null,
    person  uuid not null,
    side    text not null,
    until   timestamptz not null,
    primary key (case_id, stream)
);

create table access_log (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    actor_kind text not null,
    actor      uuid not null,
    session    uuid,
    unit       text,
    role       text,
    what       text not null,
    case_id    uuid,
    cases      uuid[],
    outcome    text not null check (outcome in ('shown', 'refused', 'hidden'))
);
create index access_log_case on access_log (case_id, at);
create index access_log_actor on access_log (actor, at);
create index access_log_unit on access_log (unit, at);

-- Append-only, whoever asks: the journal and the access log answer for what happened (W1).
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger journal_append_only before update or delete on journal for each row execute function refuse_change();
create trigger journal_no_truncate before truncate on journal execute function refuse_change();
create trigger access_log_append_only before update or delete on access_log for each row execute function refuse_change();
create trigger access_log_no_truncate before truncate on access_log execute function refuse_change();

do $$
begin
    if not exists (select from pg_roles where rolname = 'sluss_app') then
        create role sluss_app nologin;
    end if;
exception when duplicate_object or unique_violation then null;
end $$;
grant sluss_app to current_user;
grant usage on schema public to sluss_app;
-- Only what some statement needs: a right without a statement is a right for somebody who broke in.
grant select, insert on journal, access_log to sluss_app;
grant select, insert on
    person, staff, session, login, care_case, message, picture, answer, triage, note, job, presence to sluss_app;
grant update on person, staff, session, care_case, picture, answer, note, job, presence to sluss_app;
grant delete on login, answer, job, presence to sluss_app;
