-- Patients whom staff look up: a unit's own tie to a person, names that can be searched, readings that name a person.

-- Made by somebody who created the patient at the unit (H24, H26: Inga patienter hittade): the unit sees them since.
create table patient_unit (
    person uuid not null references person,
    unit   text not null,
    at     timestamptz not null,
    staff  uuid not null references staff,
    primary key (person, unit)
);

-- The third of the ways in which a case ties its patient to a unit; the other two have their indexes.
create index care_case_from on care_case (from_unit) where from_unit is not null;

-- A name as it is compared: small letters, whatever the database's own locale knows of å, ä and ö; a hyphen parts words.
create function name_key(name text) returns text language sql immutable strict parallel safe return
    lower(translate(name collate "C",
        'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆČĎĐĒĖĘĚĞĪĮŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ-',
        'àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćčďđēėęěğīįłńňōőřśşšťūůűźżž '));
create index person_name on person using gin (to_tsvector('simple', name_key(given_name || ' ' || family_name)));

-- What was read of a person and of no case; of a list, whose rows were shown.
alter table access_log
    add column person uuid,
    add column persons uuid[],
    drop constraint access_log_outcome_check,
    add constraint access_log_outcome_check check (outcome in ('shown', 'refused', 'hidden', 'created'));

grant select, insert on patient_unit to sluss_app;
