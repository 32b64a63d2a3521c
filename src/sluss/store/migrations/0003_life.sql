-- The whole life of a case: handed over, asked about, begun by staff or by a ticket, left until the unit opens.

alter table care_case
    add column origin              text not null default 'resident' check (origin in ('resident', 'staff', 'ticket')),
    add column one_way             boolean not null default false,
    add column overdue             boolean not null default false,
    add column deferred_until      timestamptz,
    add column guests              uuid[] not null default '{}',
    add column helped              uuid[] not null default '{}',
    add column notes_due           uuid[] not null default '{}',
    add column triaged_by          uuid,
    add column handover_by         uuid,
    add column handover_unit       text,
    add column handover_role       text,
    add column handover_staff      uuid,
    add column handover_priority   smallint check (handover_priority between 1 and 5),
    add column handed_at           timestamptz,
    add column consult_by          uuid,
    add column consult_unit        text,
    add column consult_role        text,
    add column consult_staff       uuid,
    add column consult_at          timestamptz,
    add column consult_answered_at timestamptz,
    add column countersign         text check (countersign in ('asked', 'returned', 'approved')),
    add column countersign_of      uuid,
    add column countersign_at      timestamptz,
    add column ticket_until        timestamptz,
    add column given_by            uuid,
    add column from_unit           text,
    add column from_case           uuid,
    add column phone               text check (phone in ('asked', 'agreed')),
    add column outcome             text;

create index care_case_handover on care_case (handover_unit) where handover_unit is not null;
create index care_case_consult on care_case (consult_unit) where consult_unit is not null;
create index care_case_asking on care_case (unit) where consult_at is not null and consult_answered_at is null;
create index care_case_countersign on care_case (unit) where countersign is not null;
create index care_case_owner on care_case (owner) where phase <> 'ended';
create index care_case_patient on care_case (patient, created_at desc);
create index care_case_guests on care_case using gin (guests) where guests <> '{}';
create index care_case_notes_due on care_case using gin (notes_due) where notes_due <> '{}';

-- A line of sluss itself in the chat: who came, who left.
alter table message drop constraint message_side_check;
alter table message add constraint message_side_check check (side in ('resident', 'staff', 'system'));

-- Vårdgivarchatten, and what staff tell each other with a handover, a consult, a countersigning: never the resident's.
create table staff_message (
    id      uuid primary key,
    case_id uuid not null references care_case,
    seq     integer not null,
    kind    text not null check (kind in ('message', 'handover', 'consult', 'answer', 'countersign', 'feedback', 'reason')),
    author  uuid not null,
    name    text not null,
    title   text not null,
    text    text not null,
    at      timestamptz not null,
    unique (case_id, seq)
);

-- A questionnaire that staff sent in the chat, and the resident's answers to it.
create table form (
    case_id     uuid not null references care_case,
    seq         integer not null,
    form        text not null,
    sent_at     timestamptz not null,
    answers     jsonb,
    answered_at timestamptz,
    primary key (case_id, seq)
);

grant select, insert on staff_message, form to sluss_app;
grant update on form to sluss_app;
