-- Guests from outside: who is invited to which visit, and how far each has come. Erasable content beside the journal.

create table external_guest (
    id           uuid primary key,
    case_id      uuid not null references care_case,
    kind         text not null check (kind in ('relative', 'guardian', 'interpreter', 'colleague', 'other')),
    via          text not null check (via in ('email', 'sms')),
    first_name   text not null,
    last_name    text not null,
    address      text not null,
    consent      text not null,
    invited_by   uuid not null references staff,
    invited_at   timestamptz not null,
    -- The link: asked, sent or failed. The link itself stands nowhere: it follows from the id and a key of the settings.
    told         text not null default 'asked' check (told in ('asked', 'sent', 'failed')),
    told_at      timestamptz not null,
    -- Which opening of the link counts: the newest device takes over.
    device       integer not null default 0,
    arrived_at   timestamptz,
    admitted_at  timestamptz,
    admitted_by  uuid references staff,
    checked      text check (checked in ('photo_id', 'known', 'by_patient', 'not_needed')),
    left_at      timestamptz,
    refused_at   timestamptz,
    withdrawn_at timestamptz
);
create index external_guest_case on external_guest (case_id, invited_at);

grant select, insert, update on external_guest to sluss_app;
