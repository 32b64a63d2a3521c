"""Every question that can be put to `Service.read`, and the one function that answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sluss.service.queries import clinic, resident, review, shared
from sluss.service.reading import Query, Reading

QUERIES: Mapping[type[Query[Any]], Callable[[Reading, Any], Awaitable[Any]]] = {
    resident.NextStep: resident.next_step,
    resident.QuestionOf: resident.question,
    resident.DangerOf: resident.danger,
    resident.CheckOf: resident.check,
    resident.ResidentCaseOf: resident.resident_case,
    resident.MyCasesOf: resident.my_cases,
    clinic.WorklistOf: clinic.worklist_page,
    clinic.WorklistRowOf: clinic.worklist_row,
    clinic.StaffCaseOf: clinic.staff_case,
    review.AccessLogOf: review.access_log_of,
    shared.WhoIs: shared.who_is,
    shared.AliveOf: shared.alive,
    shared.PictureOf: shared.picture,
    shared.NumberOf: shared.number,
    shared.ErasableOf: shared.erasable,
    shared.ChangedSince: shared.changed,
}
