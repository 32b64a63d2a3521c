-- Booked visits, the call under way, and guests from outside, as the row of a case holds them.

alter table care_case
    add column booked_kind  text not null default '' check (booked_kind in ('', 'visit', 'relative', 'group')),
    add column booked_from  timestamptz,
    add column booked_until timestamptz,
    add column booked_staff uuid references staff,
    add column meeting      uuid,
    add column arrived_at   timestamptz,
    add column no_show_at   timestamptz,
    add column call         uuid,
    add column call_mode    text check (call_mode in ('audio', 'video')),
    add column externals    uuid[] not null default '{}',
    add column admitted     uuid[] not null default '{}',
    add constraint care_case_booked check ((booked_kind = '') = (booked_from is null)),
    -- Nobody stands on the resident's side of a drill, nor of a talk with a relative who comes as guest.
    drop constraint care_case_resident,
    add constraint care_case_resident
        check (resident is not null or drill <> '' or booked_kind = 'relative'),
    drop constraint care_case_origin_check,
    add constraint care_case_origin_check check (origin in ('resident', 'staff', 'ticket', 'drill', 'booking'));

create index care_case_booked_from on care_case (unit, booked_from) where booked_from is not null;
create index care_case_meeting on care_case (meeting) where meeting is not null;
