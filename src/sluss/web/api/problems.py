"""Every refusal of the door as a problem (RFC 9457): a status, a code to act on, and a sentence in English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

from litestar import Request, Response
from litestar.exceptions import HTTPException

from sluss.core.refusal import Hidden, Refused
from sluss.web.failures import note

Asked = Request[Any, Any, Any]
MEDIA_TYPE: Final = "application/problem+json"
NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})
NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


class Problem(Exception):
    """A message that is refused before any rule is asked. `more` are further members of the problem."""

    def __init__(self, code: str, headers: Mapping[str, str] = NO_HEADERS, **more: object) -> None:
        super().__init__(code)
        self.code = code
        self.headers = headers
        self.more = more


# Our own code → status, the code that senders read, and what they can do about it.
PROBLEMS: Final[Mapping[str, tuple[int, str, str]]] = MappingProxyType(
    {
        "unauthorized": (401, "unauthorized", "Send the key of the sender as Authorization: Bearer."),
        "not_found": (404, "not_found", "There is no such booking, or it is not for this key."),
        "idempotency_key_missing": (
            400,
            "idempotency_key_missing",
            "Send a header Idempotency-Key, new for each message.",
        ),
        "idempotency_key_wrong": (
            400,
            "idempotency_key_wrong",
            "Idempotency-Key is 8 to 200 visible ASCII characters.",
        ),
        "key_reused": (409, "idempotency_key_reused", "This Idempotency-Key came with another message before."),
        "json_expected": (415, "json_expected", "Send Content-Type: application/json."),
        "json_wrong": (400, "json_wrong", "The body is not one JSON object in UTF-8."),
        "too_large": (413, "too_large", "The body is larger than 16 kB."),
        "too_many": (429, "too_many", "Too many messages with this key. Try again after Retry-After seconds."),
        "booking_wrong": (422, "booking_wrong", "The id of a booking is 1 to 100 letters, digits, and . _ ~ -"),
        "booking_names_patient": (
            422,
            "booking_names_patient",
            "The id of a booking may not hold the patient's number.",
        ),
        "field_missing": (422, "field_missing", "The field is needed."),
        "booking_field_missing": (
            422,
            "field_missing",
            "The field is needed, or a service that the region has mapped.",
        ),
        "field_wrong": (422, "field_wrong", "The field does not hold what it should."),
        "field_unknown": (422, "field_unknown", "There is no field of that name."),
        "free_text_refused": (
            422,
            "free_text_refused",
            "Free text is never taken: it could reach the patient from here as well as from the record system.",
        ),
        "service_unknown": (422, "unknown_service", "The region has not mapped this service to a unit."),
        "unit_unknown": (422, "unknown_unit", "There is no unit with this id."),
        "role_unknown": (422, "unknown_role", "Nobody at the unit answers in this role."),
        "reason_unknown": (422, "unknown_reason", "There is no reason for contact with this id."),
        "unit_without_bookings": (422, "unit_without_bookings", "The unit does not use booked video visits here."),
        "no_video_visit": (422, "no_video_visit", "The contact type is no video visit here."),
        "patient_not_created": (
            422,
            "unknown_patient",
            "The patient is not known here. Staff create the patient before the visit is booked.",
        ),
        "person_unknown": (422, "patient_not_in_register", "The population register does not know this number."),
        "patient_named_otherwise": (
            422,
            "names_differ",
            "The population register has quite another name for this number. Check that it is the right patient.",
        ),
        "protected_not_here": (422, "protected_not_here", "People with protected identity have no visits here."),
        "no_guardian": (422, "no_guardian", "The child is under 13, and no guardian may act for it here."),
        "ends_before_start": (422, "ends_before_start", "The visit ends before it starts."),
        "time_is_past": (422, "time_is_past", "The time has passed."),
        "visit_too_long": (422, "visit_too_long", "The visit is longer than any is."),
        "time_too_far": (422, "time_too_far", "The time is too far away."),
        "already_started": (409, "already_started", "Staff have taken the visit, or it has begun. It is ended here."),
        "case_closed": (409, "already_ended", "The visit is over."),
        "cancelled_here": (409, "cancelled_here", "Staff have cancelled the visit here. Book anew under another id."),
        "patient_changed": (
            409,
            "patient_changed",
            "A booking keeps its patient. Cancel it, and book under another id.",
        ),
        "register_silent": (503, "register_silent", "The population register is silent. Nothing was done: try again."),
        "broken": (500, "broken", "Something went wrong here. Nothing was done: try again."),
    }
)


def answer(code: str, headers: Mapping[str, str] = NO_HEADERS, more: Mapping[str, object] = NOTHING) -> Response[Any]:
    status, public, detail = PROBLEMS.get(code, PROBLEMS["broken"])
    told = {name: value for name, value in more.items() if name in ("field", "service")}
    content: dict[str, object] = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(
        {**content, "code": public, **told}, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers)
    )


def problem(request: Asked, error: Problem) -> Response[Any]:
    return answer(error.code, error.headers, error.more)


def refused(request: Asked, error: Refused) -> Response[Any]:
    return answer(error.code, more=error.facts)


def hidden(request: Asked, error: Hidden) -> Response[Any]:
    return answer("not_found")


def http(request: Asked, error: HTTPException) -> Response[Any]:
    return answer({413: "too_large", 400: "json_wrong"}.get(error.status_code, "not_found"))


def broken(request: Asked, error: Exception) -> Response[Any]:
    note(error)
    return answer("broken")


HANDLERS: Final[dict[int | type[Exception], Callable[[Any, Any], Response[Any]]]] = {
    Problem: problem,
    Refused: refused,
    Hidden: hidden,
    HTTPException: http,
    Exception: broken,
}
