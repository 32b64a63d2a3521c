"""The part `door` of `pack.yaml`: bookings that the record system sends. May be left out."""

from __future__ import annotations

from collections.abc import Mapping

from sluss.core.door import Door, DoorService
from sluss.core.policy import Reason, Unit
from sluss.core.terms import INVITATION, INVITATION_CHILD
from sluss.store.packs.section import Section, text, unique


def door(pack: Section, units: Mapping[str, Unit], reasons: Mapping[str, Reason]) -> Door:
    if not pack.has("door"):
        return Door()
    with Section(pack.node("door"), "door") as section:
        return Door(
            services=_services(section, units, reasons),
            reasons_kept_out=_codes(section, "reasons_kept_out"),
            services_kept_out=_codes(section, "services_kept_out"),
            only_web_bookable=section.yes_no("only_web_bookable", otherwise=False),
        )


def _services(section: Section, units: Mapping[str, Unit], reasons: Mapping[str, Reason]) -> Mapping[str, DoorService]:
    found: dict[str, DoorService] = {}
    for node in section.each("services") if section.has("services") else ():
        with Section(node, "the service of the door") as one:
            # A code of another system, which may be written as it likes.
            code = unique(node.place, found, "service of the door", one.text("id"))
            unit = one.one_of("unit", units, "unit") if one.has("unit") else ""
            role = one.text("role") if one.has("role") else ""
            if role and not any(role in known.roles for id_, known in units.items() if unit in ("", id_)):
                raise one.fault("role", f"nobody answers as {role} where the service {code} of the door leads.")
            reason = one.one_of("reason", reasons, "reason for contact") if one.has("reason") else ""
            found[code] = DoorService(code, unit, role, reason)
    return found


def _codes(section: Section, key: str) -> tuple[str, ...]:
    if not section.has(key):
        return ()
    return tuple(text(node, f"{key} of {section.name}") for node in section.each(key))


def invitations(texts: Section) -> dict[str, str]:
    """What patients read in the record system: the adult's and the child's words, and what a visit costs (K6, J3)."""
    return {
        "invitation": texts.template("invitation", ("link",)) if texts.has("invitation") else INVITATION,
        "invitation_child": texts.template("invitation_child", ("link",))
        if texts.has("invitation_child")
        else INVITATION_CHILD,
        "video_cost": texts.text("video_cost") if texts.has("video_cost") else "",
    }
