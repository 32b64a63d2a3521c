"""How staff work, as `pack.yaml` says it: tickets, drop-in, what a visit may end with, who countersigns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

from sluss.core.access import LICENSED
from sluss.core.policy import Autosend, DropIn, Tickets
from sluss.core.terms import TICKET_KINDS
from sluss.core.triage.priority import PRIORITIES
from sluss.store.packs.section import Section, unique, whole
from sluss.store.packs.source import Node

_MINUTES_A_DAY = 24 * 60


def tickets(node: Node) -> Tickets:
    """What is about drop-in tickets may be left out where there are none."""
    with Section(node, "tickets") as ticket:
        kinds = ticket.several_of("kinds", TICKET_KINDS, "kind of ticket") if ticket.has("kinds") else (*TICKET_KINDS,)
        link = ticket.text("booking_link") if ticket.has("booking_link") else ""
        if link and not link.startswith("https://"):
            raise ticket.fault("booking_link", "the booking link must begin with https://.")
        found = Tickets(kinds=kinds, booking_link=link)
        return _of_drop_in(ticket, found) if "drop_in" in kinds or ticket.has("priority") else found


def without_kind(rules: Tickets) -> frozenset[str]:
    """The functions that no unit has since the region has no such tickets."""
    return frozenset(function for kind, function in TICKET_KINDS.items() if kind not in rules.kinds)


def _of_drop_in(ticket: Section, found: Tickets) -> Tickets:
    choices = tuple(whole(child, "a choice of days", 1, 365) for child in ticket.each("choices"))
    valid = ticket.number("valid_days", 1, 365)
    if valid not in choices or sorted(set(choices)) != list(choices):
        raise ticket.fault("choices", "the choices of days stand in order, once each, the usual one among them.")
    return replace(
        found,
        priority=ticket.number("priority", PRIORITIES[0], PRIORITIES[-1]),
        valid_days=valid,
        choices=choices,
        keep_higher=ticket.yes_no("keep_higher_priority"),
    )


def drop_in(node: Node) -> DropIn:
    with Section(node, "drop_in") as rules:
        return DropIn(
            one_at_a_time=rules.yes_no("one_at_a_time"),
            absent_wait=timedelta(minutes=rules.number("absent_wait", 1, _MINUTES_A_DAY)),
            closing=timedelta(minutes=rules.number("closing", 0, _MINUTES_A_DAY)),
            remind_before_closing=timedelta(minutes=rules.number("remind_before_closing", 1, _MINUTES_A_DAY // 2)),
        )


def autosend(pack: Section) -> Autosend:
    """Off in a pack that says nothing of it."""
    if not pack.has("autosend"):
        return Autosend()
    with Section(pack.node("autosend"), "autosend") as rules:
        return Autosend(rules.yes_no("enabled"), rules.number("days", 1, 365), rules.text("text"))


def outcomes(pack: Section) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for node in pack.each("outcomes"):
        with Section(node, "the outcome") as outcome:
            id_ = unique(node.place, found, "outcome", outcome.id())
            found[id_] = outcome.text("title")
    return found


def countersign_roles(pack: Section) -> frozenset[str]:
    return frozenset(pack.several_of("countersign_roles", sorted(LICENSED), "role"))


def forms(pack: Section, questionnaires: Collection[str]) -> tuple[str, ...]:
    """Questionnaires that staff may send in the chat; none when the pack says nothing."""
    return pack.several_of("forms", questionnaires, "questionnaire") if pack.has("forms") else ()
