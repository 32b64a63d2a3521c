-- Notes that are signed, and staff who show residents their title and no name.

-- Whose notes are signed, and locked until their author opens them again.
alter table care_case add column signed uuid[] not null default '{}';

-- What was signed, word for word: a note that is opened and changed later leaves it as it was.
create table signed_note (
    case_id    uuid not null references care_case,
    author     uuid not null references staff,
    revision   integer not null,
    anamnes    text not null,
    status     text not null,
    assessment text not null,
    diagnosis  text not null,
    secondary  text not null,
    nothing    boolean not null,
    signed_at  timestamptz not null,
    primary key (case_id, author, revision)
);

alter table staff_profile add column title_only boolean not null default false;
alter table message add column title_only boolean not null default false;

grant select, insert on signed_note to sluss_app;
