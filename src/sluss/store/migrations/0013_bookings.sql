-- The bookings door: who sends, what each booking of theirs has come to, and the answers to messages sent twice.

-- The actor of what a record system does here; the name is that of its key.
create table booking_sender (
    id   uuid primary key,
    name text not null unique
);

-- The highest version that has come. A cancelled one without a case was cancelled before it was created here.
create table booking (
    sender      uuid not null references booking_sender,
    external_id text not null,
    version     bigint not null,
    status      text not null check (status in ('booked', 'cancelled', 'not_transferred')),
    case_id     uuid references care_case,
    staff       text not null default '',
    at          timestamptz not null,
    primary key (sender, external_id),
    check (status <> 'booked' or case_id is not null)
);
create index booking_case on booking (case_id) where case_id is not null;

-- Of a message only its hash, and of the answer no more than ids and words. Purged after some days.
create table idempotency (
    sender uuid not null references booking_sender,
    key    text not null,
    hash   bytea not null,
    answer jsonb not null default '{}',
    at     timestamptz not null,
    primary key (sender, key)
);
create index idempotency_at on idempotency (at);

grant select, insert on booking_sender to sluss_app;
grant select, insert, update on booking to sluss_app;
grant select, insert, update, delete on idempotency to sluss_app;
