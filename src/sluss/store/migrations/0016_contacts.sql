-- What residents have chosen about reminders and notices (U1, U4), and the e-mail addresses of staff (J4).

-- Each yes and no to SMS reminders of booked visits; the last one holds. `staff`: who noted it, when it was said to them.
create table reminder_consent (
    id     bigint generated always as identity primary key,
    person uuid not null references person,
    wanted boolean not null,
    at     timestamptz not null,
    staff  uuid references staff
);
create index reminder_consent_person on reminder_consent (person, id desc);

-- An address is used when it has been verified, and only if notices are wanted there.
create table resident_email (
    person      uuid primary key references person,
    address     text not null,
    verified_at timestamptz not null,
    chosen      boolean not null
);
-- An address that waits for the code that was sent to it; of the code only its hash is kept.
create table email_code (
    person  uuid primary key references person,
    address text not null,
    code    bytea not null,
    sent_at timestamptz not null,
    until   timestamptz not null,
    tries   integer not null,
    sent    integer not null
);

alter table staff_profile
    add column email     text,
    add column by_email boolean not null default false;

grant select on reminder_consent, resident_email, email_code to sluss_app;
grant insert on reminder_consent, resident_email, email_code to sluss_app;
grant update on resident_email, email_code to sluss_app;
grant delete on resident_email, email_code to sluss_app;
