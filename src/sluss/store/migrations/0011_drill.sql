-- Drills: the scenario that a case practises, empty of a case in earnest, and how many lines its patient has left to say.

alter table care_case
    add column drill      text not null default '',
    add column drill_left smallint not null default 0,
    -- Nobody stands on the resident's side of a drill, so that no notice can reach anybody.
    alter column resident drop not null,
    add constraint care_case_resident check ((drill = '') = (resident is not null)),
    drop constraint care_case_origin_check,
    add constraint care_case_origin_check check (origin in ('resident', 'staff', 'ticket', 'drill'));
