-- Suicide risk (H24, Hantering av suicidal patient), another priority than that of triage, the care guarantee.

alter table care_case
    add column risk              text not null default ''
        check (risk in ('', 'unassessed', 'none', 'low', 'moderate', 'high')),
    add column visit_by          timestamptz,
    add column visited_at        timestamptz,
    add column visit_overdue     boolean not null default false,
    add column feels_safe        text check (feels_safe in ('asked', 'yes', 'no')),
    add column calls             smallint not null default 0,
    add column handed_on         text check (handed_on in ('on_call', '112')),
    add column triaged_priority  smallint check (triaged_priority between 1 and 5),
    add column contact_by        timestamptz,
    add column assess_by         timestamptz,
    add column contacted_at      timestamptz,
    add column assessed_at       timestamptz;
update care_case set risk = 'unassessed' where suicide_flag;

-- O10: among those of the same priority, first what signals suicide risk, then who has waited longest.
drop index care_case_work;
create index care_case_work
    on care_case (unit, phase, priority, (not suicide_flag), (coalesce(waiting_since, 'infinity')), id);
create index care_case_risk on care_case (unit) where risk <> '';
create index care_case_guarantee on care_case (unit, sent_at) where contact_by is not null;

-- Each assessment as it was made; `step` and the factors are ids of the pack that the journal names.
create table risk_assessment (
    case_id            uuid not null references care_case,
    seq                integer not null,
    at                 timestamptz not null,
    author             uuid not null,
    name               text not null,
    title              text not null,
    level              text not null,
    step               text not null,
    risk_factors       text[] not null,
    protective_factors text[] not null,
    factors            text not null,
    basis              text[] not null,
    text               text not null,
    opposes            boolean not null,
    plan               text not null,
    visit_by           timestamptz,
    primary key (case_id, seq)
);

-- What staff did besides, and why, in their own words.
create table case_step (
    case_id uuid not null references care_case,
    seq     integer not null,
    at      timestamptz not null,
    kind    text not null,
    author  uuid not null,
    name    text not null,
    title   text not null,
    text    text not null,
    was     smallint,
    became  smallint,
    primary key (case_id, seq)
);

grant select, insert on risk_assessment, case_step to sluss_app;
