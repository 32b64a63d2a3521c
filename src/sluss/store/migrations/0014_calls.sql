-- Calls under way: who is in them, and what browsers tell each other to find one another. Gone when a call is over.

create table call (
    id         uuid primary key,
    topology   text not null default 'p2p' check (topology in ('p2p', 'sfu')),
    -- Nobody is told another's address.
    relay_only boolean not null default false,
    began_at   timestamptz not null
);

-- One device of one person. `name` is what the others read; `seat` the SFU's own word for the place in its room.
create table call_party (
    id        uuid primary key,
    call      uuid not null references call on delete cascade,
    case_id   uuid not null references care_case,
    kind      text not null check (kind in ('resident', 'staff', 'external')),
    person    uuid not null,
    name      text not null,
    device    uuid not null,
    session   uuid,
    seat      text not null default '',
    joined_at timestamptz not null,
    seen_at   timestamptz not null,
    left_at   timestamptz,
    -- How much it has told the SFU lately, and since when that is counted.
    told      integer not null default 0,
    told_from timestamptz
);
create index call_party_call on call_party (call);
-- The resident on two devices: the newer has taken over.
create unique index call_party_once on call_party (call, person) where left_at is null;

-- Lost in a crash with the calls they were for. `from_party` is null when the SFU speaks.
create unlogged table call_signal (
    id         bigint generated always as identity primary key,
    to_party   uuid not null references call_party on delete cascade,
    from_party uuid,
    kind       text not null,
    body       text not null check (octet_length(body) <= 65536),
    at         timestamptz not null
);
create index call_signal_to on call_signal (to_party, id);
create index call_signal_from on call_signal (from_party, at);

-- Who came into a call, and who left it.
alter table access_log
    drop constraint access_log_outcome_check,
    add constraint access_log_outcome_check check (outcome in ('shown', 'refused', 'hidden', 'created', 'done'));

create index care_case_call on care_case (call) where call is not null;

grant select, insert, update, delete on call to sluss_app;
grant select, insert, update on call_party to sluss_app;
grant select, insert, delete on call_signal to sluss_app;
