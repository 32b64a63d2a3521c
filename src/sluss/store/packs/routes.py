"""`routing.yaml`: where each case goes, and the risks that the region accepts with it, by name and until a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sluss.core.people import ROLE_TITLES
from sluss.core.policy import Reason, Service, Unit
from sluss.core.routing import ADVICE, CALLS, LISTED, AcceptedRisk, Matter, Row, holes, unreached
from sluss.core.triage.priority import PRIORITIES
from sluss.store.packs.section import Section, items, unique, whole
from sluss.store.packs.source import Node, PackError

Risks = Mapping[str, AcceptedRisk]


def routing(
    root: Node, services: Mapping[str, Service], units: Mapping[str, Unit], reasons: Mapping[str, Reason]
) -> tuple[tuple[Row, ...], Risks]:
    """The table, proved: every combination has its row, and every row its combination."""
    with Section(root, "the file") as file:
        risks = _risks(file)
        nodes = file.each("routing")
        rows = tuple(_row(node, n, services, units, reasons, risks) for n, node in enumerate(nodes, 1))
    _once(nodes, rows)
    for hole in holes(rows, services):
        raise PackError(root.place, _no_row(hole))
    for row in unreached(rows, services):
        raise PackError(
            nodes[rows.index(row)].place, "this row is never reached: the rows above take all of its cases."
        )
    for idle in risks.keys() - {row.accepted_risk for row in rows}:
        raise file.fault("accepted_risks", f"no row leans on the accepted risk {idle}.")
    return rows, risks


def _once(nodes: list[Node], rows: tuple[Row, ...]) -> None:
    known: set[str] = set()
    for node, row in zip(nodes, rows, strict=True):
        known.add(unique(node.place, known, "row", row.id))


def _no_row(hole: Matter) -> str:
    opened = f", {' and '.join(sorted(hole.open_units))} open" if hole.open_units else ""
    return (
        f"no row says where the service {hole.service}{f' ({hole.reason})' if hole.reason else ''} goes "
        f"with priority {hole.priority}, {'listed' if hole.listed else 'not listed'}, "
        f"unit {'open' if hole.listed_open else 'closed'}{opened}."
    )


def _risks(file: Section) -> Risks:
    found: dict[str, AcceptedRisk] = {}
    for node in file.each("accepted_risks") if file.has("accepted_risks") else ():
        with Section(node, "the accepted risk") as risk:
            id_ = unique(node.place, found, "accepted risk", risk.id())
            decided, until = risk.day("decided"), risk.day("until")
            if until <= decided:
                raise risk.fault("until", f"{risk.name} ends before it begins.")
            found[id_] = AcceptedRisk(id_, risk.text("what"), risk.text("decided_by"), decided, until, risk.text("why"))
    return found


def _row(
    node: Node,
    number: int,
    services: Collection[str],
    units: Mapping[str, Unit],
    reasons: Mapping[str, Reason],
    risks: Risks,
) -> Row:
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
            destination_open=_maybe(row, "destination_open") if row.has("destination_open") else None,
            send=row.yes_no("send", otherwise=True),
            accepted_risk=row.one_of("accepted_risk", risks, "accepted risk") if row.has("accepted_risk") else None,
            id=f"routing.{row.id() if row.has('id') else number}",
        )
        _agrees(row, read)
        return read


def _agrees(row: Section, read: Row) -> None:
    """Conditions and advice that say one thing. Raises PackError."""
    listed = read.unit == LISTED
    if listed and not read.listed:
        raise row.fault("to", "who is not listed has no listed unit to go to; such a row needs listed: yes.")
    if listed and read.destination_open is not None:
        raise row.fault("destination_open", "of the listed unit the key open says whether it is open.")
    if read.advice in CALLS and (read.open if listed else read.destination_open) is not False:
        needed = "open: no" if listed else "destination_open: no"
        raise row.fault("advice", f"{read.advice} is for care that has closed; such a row needs {needed}.")
    if not read.send and read.advice not in CALLS:
        raise row.fault("send", f"who may not send must be told whom to call; advice is {' or '.join(sorted(CALLS))}.")


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
