"""A message about a booking, read from its JSON: what is missing, wrong or unknown is refused by the field's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

import msgspec

from sluss.core.phone import mobile
from sluss.core.policy import Pack
from sluss.core.received import Received, transferred
from sluss.ports.persons import WrongNumber, number
from sluss.web.api.problems import Problem

FIELDS: Final = frozenset(
    {
        "version",
        "status",
        "patient",
        "given_name",
        "family_name",
        "mobile",
        "contact_type",
        "service",
        "unit",
        "role",
        "reason",
        "staff",
        "starts",
        "ends",
        "web_bookable",
    }
)
# K10, H26: "Fritext går över till digital kallelse på 1177.se": there it is, and no further.
FREE_TEXT: Final = frozenset(
    {"text", "free_text", "note", "notes", "comment", "comments", "message", "description", "fritext", "anteckning"}
)
HIGHEST_VERSION: Final = 2**53 - 1
LONGEST: Final = 100
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")


def read(body: bytes, pack: Pack, today: date) -> Received:
    """Raises Problem. Of what has no case here, and of a cancelled booking, no more is read than that needs."""
    given = _object(body)
    _known(given)
    version, cancelled = _version(given), _status(given) == "cancelled"
    if cancelled:
        return Received(version, cancelled=True)
    kept = Received(
        version=version,
        contact_type=_text(given, "contact_type", needed=True),
        service=_text(given, "service"),
        reason=_text(given, "reason"),
        web_bookable=_yes(given, "web_bookable"),
    )
    return _whole(given, kept, today) if transferred(pack, kept) else kept


def _whole(given: Mapping[str, Any], kept: Received, today: date) -> Received:
    try:
        patient = number(_text(given, "patient", needed=True), today)
    except WrongNumber:
        raise Problem("field_wrong", field="patient") from None
    names = tuple(name for name in (_text(given, "given_name"), _text(given, "family_name")) if name)
    return replace(
        kept,
        patient=patient.digits,
        born=patient.born,
        names=names,
        mobile=_mobile(given),
        unit=_text(given, "unit"),
        role=_text(given, "role"),
        staff=_text(given, "staff"),
        starts=_time(given, "starts"),
        ends=_time(given, "ends"),
    )


def _object(body: bytes) -> dict[str, Any]:
    try:
        given = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        raise Problem("json_wrong") from None
    if not isinstance(given, dict):
        raise Problem("json_wrong")
    return given


def _known(given: Mapping[str, Any]) -> None:
    for name in sorted(given):
        # What was sent is named again only when it is a word.
        field = name if re.fullmatch(r"[A-Za-z0-9_]{1,40}", name) else "?"
        if name.casefold() in FREE_TEXT:
            raise Problem("free_text_refused", field=field)
        if name not in FIELDS:
            raise Problem("field_unknown", field=field)


def _version(given: Mapping[str, Any]) -> int:
    value = given.get("version")
    if value is None:
        raise Problem("field_missing", field="version")
    if type(value) is not int or not 0 <= value <= HIGHEST_VERSION:
        raise Problem("field_wrong", field="version")
    return value


def _status(given: Mapping[str, Any]) -> str:
    status = _text(given, "status", needed=True)
    if status not in ("booked", "cancelled"):
        raise Problem("field_wrong", field="status")
    return status


def _text(given: Mapping[str, Any], name: str, *, needed: bool = False) -> str:
    value = given.get(name)
    if value is None or value == "":
        if needed:
            raise Problem("field_missing", field=name)
        return ""
    if not isinstance(value, str) or len(value) > LONGEST or not value.isprintable():
        raise Problem("field_wrong", field=name)
    return value.strip()


def _yes(given: Mapping[str, Any], name: str) -> bool:
    value = given.get(name)
    if value is not None and not isinstance(value, bool):
        raise Problem("field_wrong", field=name)
    return value is not False


def _mobile(given: Mapping[str, Any]) -> str | None:
    written = _text(given, "mobile")
    found = mobile(written) if written else None
    if written and found is None:
        raise Problem("field_wrong", field="mobile")
    return found


def _time(given: Mapping[str, Any], name: str) -> datetime:
    written = _text(given, name, needed=True)
    if not _TIME.fullmatch(written):
        raise Problem("field_wrong", field=name)
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Problem("field_wrong", field=name) from None
