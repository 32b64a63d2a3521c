"""A booking as the record system sends it, and what it asks for beside what stood before (K1 to K10).

Each message carries the whole booking with a version of its own. So they may come late, again, or in any order: the
highest version decides, and what is lower changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal

from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.door import DoorService, among
from sluss.core.policy import Pack
from sluss.core.refusal import Refused

# What a booking of the record system is here: `not_transferred` stays there alone (K4, K5, K9).
Status = Literal["booked", "cancelled", "not_transferred"]
Doing = Literal["superseded", "nothing", "book", "move", "anew", "cancel"]
NOWHERE: Final = DoorService("")
# What a record system is at a unit, in the journal and in the access log: no role that anybody works under.
RECORD_SYSTEM: Final = "record_system"


@dataclass(frozen=True, slots=True)
class Received:
    """`patient`: twelve digits; `names`: as the sender has them, only to be compared; `mobile`: E.164. `contact_type`,
    `service` and `reason` may be codes of the record system; `staff` is an HSA-id. Of a cancelled one the version is
    enough."""

    version: int
    cancelled: bool = False
    patient: str = field(default="", repr=False)
    born: date | None = field(default=None, repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)
    mobile: str | None = field(default=None, repr=False)
    contact_type: str = ""
    service: str = ""
    unit: str = ""
    role: str = ""
    reason: str = ""
    staff: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    web_bookable: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """What the last message led to. `case` and `staff`, the HSA-id of whose visit it is, of one that is booked."""

    version: int
    status: Status
    case: Case | None = None
    patient: str = field(default="", repr=False)
    staff: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done now, and what the booking is then."""

    do: Doing
    status: Status


def transferred(pack: Pack, sent: Received) -> bool:
    """Whether the region has such bookings here. H24: "kontakttyp ”DIVL”" (K4); H26: "kontakttyp Distansbesök- video"
    (K5). K9: talks with relatives and groups are not transferred, by their reason, service, or web calendar."""
    rules = pack.routine
    if not among(sent.contact_type, rules.video.contact_types):
        return False
    if rules.door.only_web_bookable and not sent.web_bookable:
        return False
    return not (among(sent.reason, rules.door.reasons_kept_out) or among(sent.service, rules.door.services_kept_out))


def place(pack: Pack, sent: Received) -> DoorService:
    """Where it lies here: as the booking says, else as the region has mapped the service. Refused: a service that is
    not mapped, or what neither of them says."""
    known = pack.routine.door.services
    if sent.service and sent.service not in known:
        raise Refused("service_unknown", service=sent.service)
    mapped = known.get(sent.service, NOWHERE)
    found = DoorService(sent.service, sent.unit or mapped.unit, sent.role or mapped.role, sent.reason or mapped.reason)
    for name in ("unit", "role", "reason"):
        if not getattr(found, name):
            raise Refused("booking_field_missing", field=name)
    return found


def step(before: Standing | None, sent: Received, pack: Pack) -> Step:
    """What the message leads to. Raises Refused for what cannot be led anywhere."""
    if before and sent.version <= before.version:
        return Step("superseded", before.status)
    live = before is not None and before.status == "booked" and before.case is not None
    if sent.cancelled or not transferred(pack, sent):
        gone = before is not None and before.case is not None and before.case.phase is Phase.WITHDRAWN
        return Step("cancel" if live and not gone else "nothing", "cancelled" if sent.cancelled else "not_transferred")
    if before is None or before.case is None or before.status != "booked":
        return Step("book", "booked")
    return Step(_change(before, before.case, sent, place(pack, sent)), "booked")


def _change(before: Standing, case: Case, sent: Received, there: DoorService) -> Doing:
    if sent.patient != before.patient:
        # A booking that becomes another person's would show them who had it before.
        raise Refused("patient_changed")
    lies = (case.unit, case.role, case.reason, before.staff) == (there.unit, there.role, there.reason, sent.staff)
    if lies and (case.booked_from, case.booked_until) == (sent.starts, sent.ends):
        return "nothing"
    if case.phase is Phase.WITHDRAWN:
        raise Refused("cancelled_here")
    return "move" if lies else "anew"


def somebody_else(sent: tuple[str, ...], known: str) -> bool:
    """Whether the names that were sent have not one word in common with those of the register: a number mistyped into
    another that exists. Names change and are shortened, so one word is enough."""
    words = _words(" ".join(sent))
    return bool(words) and not words & _words(known)


def _words(name: str) -> set[str]:
    return {word for word in "".join(sign if sign.isalpha() else " " for sign in name.casefold()).split() if word}
