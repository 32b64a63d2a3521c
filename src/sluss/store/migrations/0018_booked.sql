-- Booked visits as staff work with them: their lists, overlapping times, and the telephone number that reminders go to.

-- When staff wrote down the number (K1). It stands until the registers have one of their own.
alter table person add column phone_noted_at timestamptz;

-- Those that are still to be held, in the order of their times, and those of one member of staff.
create index care_case_scheduled on care_case (unit, booked_from)
    where booked_from is not null and phase in ('booked', 'accepted', 'visit');
create index care_case_booked_staff on care_case (booked_staff, booked_from)
    where booked_staff is not null and phase in ('booked', 'accepted', 'visit');
