-- Group visits: one time for several patients, each with a case of their own that names it in `meeting`.

create table meeting (
    id         uuid primary key,
    unit       text not null,
    title      text not null,
    reason     text not null,
    role       text not null,
    staff      uuid not null references staff,
    starts     timestamptz not null,
    ends       timestamptz not null,
    places     smallint not null,
    -- The call that it has now, the same in every case of it.
    call       uuid,
    created_by uuid not null references staff,
    created_at timestamptz not null,
    ended_at   timestamptz,
    check (ends > starts)
);

create index meeting_unit on meeting (unit, starts);

-- What the others of a group visit call a participant.
create table shown_name (
    case_id uuid primary key references care_case,
    name    text not null
);

-- Nobody has two places in a group.
create unique index care_case_place on care_case (meeting, patient) where meeting is not null and phase <> 'withdrawn';

grant select, insert, update on meeting to sluss_app;
grant select, insert, update on shown_name to sluss_app;
