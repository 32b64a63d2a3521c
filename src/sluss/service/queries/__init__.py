"""Every question that can be put to `Service.read`, and the one function that answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sluss.service.queries import (
    clinic,
    local,
    notices,
    patients,
    resident,
    resident_forms,
    review,
    shared,
    shift,
    team,
    worklists,
)
from sluss.service.reading import Query, Reading

QUERIES: Mapping[type[Query[Any]], Callable[[Reading, Any], Awaitable[Any]]] = {
    resident.NextStep: resident.next_step,
    resident.QuestionOf: resident.question,
    resident.DangerOf: resident.danger,
    resident.CheckOf: resident.check,
    resident.ResidentCaseOf: resident.resident_case,
    resident.MyCasesOf: resident.my_cases,
    resident.UnderwayOf: resident.underway,
    resident_forms.FormOf: resident_forms.form_of,
    worklists.WorklistOf: worklists.worklist_page,
    worklists.WorklistRowOf: worklists.worklist_row,
    worklists.OwnOf: worklists.own_of,
    clinic.StaffCaseOf: clinic.staff_case,
    team.AtWorkOf: team.at_work_of,
    review.AccessLogOf: review.access_log_of,
    notices.ProfileOf: notices.profile_page,
    notices.NoticesOf: notices.notices_page,
    notices.UnreadOf: notices.unread,
    notices.UnreadOfAll: notices.unread_of_all,
    notices.StaffNumberOf: notices.staff_number,
    local.UnitSettingsOf: local.unit_settings,
    patients.PatientsOf: patients.patients_of,
    patients.PatientOf: patients.patient_of,
    shift.ColleaguesOf: shift.colleagues_of,
    shift.LeaveOf: shift.leave_of,
    shift.DayOf: shift.day_of,
    shift.LeftBy: shift.left_by,
    shared.WhoIs: shared.who_is,
    shared.AliveOf: shared.alive,
    shared.PictureOf: shared.picture,
    shared.NumberOf: shared.number,
    shared.ErasableOf: shared.erasable,
    shared.ChangedSince: shared.changed,
}
