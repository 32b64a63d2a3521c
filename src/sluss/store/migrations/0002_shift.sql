-- Who is at work: said by themselves, never guessed from an open page (V1 to V7).

create table shift (
    id         uuid primary key,
    staff      uuid not null references staff,
    unit       text not null,
    role       text not null,
    inflow     boolean not null,
    started_at timestamptz not null,
    ended_at   timestamptz,
    ended_how  text check (ended_how in ('self', 'override', 'clock')),
    reason     text,
    check ((ended_at is null) = (ended_how is null))
);
-- A person is at one place at a time.
create unique index shift_running on shift (staff) where ended_at is null;
create index shift_of_unit on shift (unit, role) where ended_at is null;
create index shift_of_day on shift (unit, started_at);

-- What a member of staff has said of themselves; the directory's own words stand in `staff` (Y5, U9).
create table staff_profile (
    staff         uuid primary key references staff,
    shown_name    text not null,
    title         text not null,
    mobile        text,
    sms_async     boolean not null,
    sms_drop_in   boolean not null,
    sms_scheduled boolean not null,
    saved_at      timestamptz not null
);

-- What a member of staff is told in the page; the text is drawn from kind and case when it is read (U7, U8).
create table staff_notice (
    id      uuid primary key,
    staff   uuid not null references staff,
    at      timestamptz not null,
    kind    text not null,
    case_id uuid,
    key     text not null,
    read_at timestamptz,
    unique (staff, key)
);
create index staff_notice_latest on staff_notice (staff, at desc);
create index staff_notice_unread on staff_notice (staff) where read_at is null;

grant select on shift, staff_profile, staff_notice to sluss_app;
grant insert, update on staff_profile, staff_notice to sluss_app;
grant insert, update on shift to sluss_app;
