"""`matters.yaml` and `routing.yaml`: what care is sought for, and where each case goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, Literal

from sluss.core.people import ROLE_TITLES
from sluss.core.policy import Reason, Service, Unit
from sluss.core.routing import ADVICE, LISTED, Row, holes, unreached
from sluss.core.triage.priority import PRIORITIES
from sluss.core.triage.questionnaire import Questionnaire
from sluss.store.packs.section import Section, items, unique, whole
from sluss.store.packs.source import Node, PackError

Kind = Literal["triaged", "administrative", "care"]
KINDS: Final[Mapping[str, Kind]] = {"triaged": "triaged", "administrative": "administrative", "care": "care"}


def services(file: Section) -> Mapping[str, Service]:
    found: dict[str, Service] = {}
    for node in file.each("services"):
        with Section(node, "the service") as service:
            id_ = unique(node.place, found, "service", service.id())
            kind = KINDS[service.one_of("kind", KINDS, "kind of service")]
            found[id_] = Service(id_, service.text("title"), service.text("text"), kind)
    return found


def reasons(
    file: Section, services: Mapping[str, Service], questionnaires: Mapping[str, Questionnaire]
) -> Mapping[str, Reason]:
    found: dict[str, Reason] = {}
    for node in file.each("reasons"):
        with Section(node, "the reason") as reason:
            id_ = unique(node.place, found, "reason", reason.id())
            service = reason.one_of("service", services, "service")
            care = services[service].kind == "care"
            if care and reason.has("questionnaire"):
                raise reason.fault("questionnaire", f"{reason.name} is begun by staff, and asks nothing.")
            found[id_] = Reason(
                id=id_,
                title=reason.text("title"),
                questionnaire=None if care else reason.one_of("questionnaire", questionnaires, "questionnaire"),
                service=service,
                role=reason.one_of("role", ROLE_TITLES, "role"),
            )
    idle = services.keys() - {reason.service for reason in found.values()}
    if idle:
        raise PackError(file.place, f"the service {min(idle)} has no reason for contact.")
    return found


def routing(
    root: Node, services: Mapping[str, Service], units: Mapping[str, Unit], reasons: Mapping[str, Reason]
) -> tuple[Row, ...]:
    """The table, proved: every combination has its row, and every row its combination."""
    with Section(root, "the file") as file:
        nodes = file.each("routing")
        rows = tuple(_row(node, services, units, reasons) for node in nodes)
    for hole in holes(rows, services):
        raise PackError(
            root.place,
            f"no row says where the service {hole.service}{f' ({hole.reason})' if hole.reason else ''} goes "
            f"with priority {hole.priority}, "
            f"{'listed' if hole.listed else 'not listed'}, unit {'open' if hole.listed_open else 'closed'}.",
        )
    for row in unreached(rows, services):
        raise PackError(
            nodes[rows.index(row)].place, "this row is never reached: the rows above take all of its cases."
        )
    return rows


def _row(node: Node, services: Collection[str], units: Mapping[str, Unit], reasons: Mapping[str, Reason]) -> Row:
    with Section(node, "the routing row") as row:
        unit = row.one_of("to", (*units, LISTED), "unit")
        role = row.one_of("role", ROLE_TITLES, "role") if row.has("role") else None
        if role and (unit == LISTED or role not in units[unit].roles):
            raise row.fault("role", f"nobody with the role {role} answers at {unit}.")
        read = Row(
            services=None if _all(row, "service") else frozenset(row.several_of("service", services, "service")),
            priorities=None if _all(row, "priority") else _priorities(row),
            open=_maybe(row, "open"),
            listed=_maybe(row, "listed"),
            unit=unit,
            role=role,
            advice=row.one_of("advice", ADVICE, "advice") if row.has("advice") else None,
            reasons=_reasons(row, reasons) if row.has("reason") else None,
        )
        if unit == LISTED and not read.listed:
            raise row.fault("to", "who is not listed has no listed unit to go to; such a row needs listed: yes.")
        return read


def _reasons(row: Section, reasons: Mapping[str, Reason]) -> frozenset[str]:
    """Some of the reasons of the row's service; the others go by the rows below."""
    if _all(row, "service") or len(row.each("service")) != 1:
        raise row.fault("reason", "a row that names reasons needs the one service that they belong to.")
    (service,) = row.each("service")
    known = [id_ for id_, reason in reasons.items() if reason.service == service.value]
    return frozenset(row.several_of("reason", known, "reason"))


def _all(row: Section, key: str) -> bool:
    return row.node(key).value == "all"


def _maybe(row: Section, key: str) -> bool | None:
    return None if row.node(key).value == "any" else row.yes_no(key)


def _priorities(row: Section) -> frozenset[int]:
    name = f"priority of {row.name}"
    return frozenset(whole(node, name, PRIORITIES[0], PRIORITIES[-1]) for node in items(row.node("priority"), name))
