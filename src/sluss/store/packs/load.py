"""A region's folder to a Pack, or a PackError that names the file, the line and the thing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from importlib import resources
from pathlib import Path
from typing import Any

from sluss.core.functions import FUNCTIONS
from sluss.core.policy import (
    HEAD_SMS,
    AsyncPhase,
    Link,
    Pack,
    Pictures,
    Reason,
    Region,
    Service,
    Texts,
    Unit,
)
from sluss.core.profile import WISHES
from sluss.core.triage.priority import Table
from sluss.core.triage.questionnaire import Questionnaire
from sluss.store.packs.door import door, invitations
from sluss.store.packs.drills import FILE as DRILLS, drills
from sluss.store.packs.greetings import greetings
from sluss.store.packs.guests import guest_texts
from sluss.store.packs.letters import domains, letters
from sluss.store.packs.links import links
from sluss.store.packs.look import look
from sluss.store.packs.matters import reasons, services
from sluss.store.packs.phrases import phrases
from sluss.store.packs.priorities import table
from sluss.store.packs.questionnaires import questionnaire
from sluss.store.packs.routes import routing
from sluss.store.packs.routine import routine, without_groups
from sluss.store.packs.section import Section, day, whole
from sluss.store.packs.sms import to_protected, to_residents
from sluss.store.packs.source import Node, PackError, Place
from sluss.store.packs.sources import Sources
from sluss.store.packs.units import units
from sluss.store.packs.working import autosend, countersign_roles, drop_in, forms, outcomes, tickets, without_kind

SMS_KINDS = ("new_message", "reminder", "ticket")
OTHERS_FILES = frozenset({"people.yaml"})
FILES = frozenset({"pack.yaml", "units.yaml", "matters.yaml", "routing.yaml", "phrases.yaml", DRILLS}) | OTHERS_FILES

# Questionnaires and priority tables that ship with sluss; a pack with `library: yes` may ask for them.
LIBRARY = Path(str(resources.files("sluss.regions"))) / "library"

# HDK, Andra typer av sms-meddelande till patient: avsändaren har högst 11 tecken.
_SENDER = re.compile(r"[A-Za-z0-9]{1,11}")
_MEGABYTE = 1024 * 1024


def load(folder: Path) -> Pack:
    """The pack in `folder`, whole and proved. Raises PackError."""
    _no_stray_files(folder)
    sources = Sources(folder)
    with Section(sources.read("pack.yaml"), "the pack") as pack:
        shipped = _shipped(folder) if pack.yes_no("library", otherwise=False) else None
        asked, priorities = _triage(folder, sources, shipped)
        known_units = units(sources.read("units.yaml"))
        with Section(sources.read("matters.yaml"), "the file") as matters:
            known_services = services(matters)
            known_reasons = reasons(matters, known_services, asked)
        known_tickets, known_forms = tickets(pack.node("tickets")), forms(pack, asked)
        functions = _functions(pack) - without_kind(known_tickets)
        used = {reason.questionnaire for reason in known_reasons.values()} | {*known_forms}
        _none_idle(folder, used)
        known_links = links(pack)
        known_routine = replace(routine(pack), door=door(pack, known_units, known_reasons))
        functions -= without_groups(known_routine)
        rows, risks = routing(sources.read("routing.yaml"), _sought(known_services), known_units, known_reasons)
        return Pack(
            name=pack.id("name"),
            version=pack.text("version"),
            valid_from=pack.day("valid_from"),
            region=_region(pack.node("region")),
            units={id_: _allowed(unit, functions, known_forms, known_links) for id_, unit in known_units.items()},
            services=known_services,
            reasons=known_reasons,
            questionnaires={id_: one for id_, one in asked.items() if id_ in used},
            priorities={id_: one for id_, one in priorities.items() if id_ in used},
            routing=rows,
            accepted_risks=risks,
            async_phase=_async_phase(pack.node("async_phase")),
            texts=_texts(pack.node("texts"), known_units, known_reasons, known_routine.sms.include_unit),
            phrases=phrases(sources.read("phrases.yaml")),
            pictures=_pictures(pack.node("pictures")),
            closed_days=frozenset(day(node, "a closed day") for node in pack.each("closed_days"))
            if pack.has("closed_days")
            else frozenset(),
            reminder_pause=timedelta(minutes=pack.number("reminder_pause", 1, 24 * 60)),
            tickets=known_tickets,
            drop_in=drop_in(pack.node("drop_in")),
            outcomes=outcomes(pack),
            countersign_roles=countersign_roles(pack),
            longest_shift=_longest_shift(pack.node("shift")),
            autosend=autosend(pack),
            look=look(folder),
            forms=known_forms,
            links=known_links,
            drills=drills(sources, shipped, known_reasons, asked),
            routine=known_routine,
            sources=sources.checked(document.id for document in known_routine.documents),
        )


def _shipped(folder: Path) -> Path:
    """A version in the database brings what it took from the library on the day it was loaded."""
    return brought if (brought := folder / "library").is_dir() else LIBRARY


def _triage(
    folder: Path, sources: Sources, shipped: Path | None
) -> tuple[Mapping[str, Questionnaire], Mapping[str, Table]]:
    """The questionnaires with their tables: the pack's own, and below them those that ship with sluss."""
    asked: dict[str, Questionnaire] = {}
    tables: dict[str, Table] = {}
    for place, read_from in ((shipped, Sources(shipped)), (folder, sources)) if shipped else ((folder, sources),):
        own = {
            file.stem: questionnaire(place, f"questionnaires/{file.name}") for file in _files(place, "questionnaires")
        }
        for file in _files(place, "priority"):
            if file.stem not in own:
                raise PackError(Place(f"priority/{file.name}", 1), f"there is no questionnaire named {file.stem}.")
        asked |= own
        tables |= {id_: table(read_from.read(f"priority/{id_}.yaml", f"priority.{id_}"), own[id_]) for id_ in own}
    return asked, tables


def _files(folder: Path, part: str) -> list[Path]:
    return sorted(path for path in (folder / part).glob("*") if not path.name.startswith("."))


def _no_stray_files(folder: Path) -> None:
    """A rule in a file that nobody reads would be forgotten without a word."""
    strays = {path.name for path in folder.glob("*.y*ml")} - FILES
    strays |= {f"questionnaires/{path.name}" for path in _files(folder, "questionnaires") if path.suffix != ".json"}
    strays |= {f"priority/{path.name}" for path in _files(folder, "priority") if path.suffix != ".yaml"}
    if strays:
        raise PackError(Place(min(strays), 1), "a pack has no file of this name.")


def _sought(known: Mapping[str, Service]) -> Mapping[str, Service]:
    """What residents turn to; what staff begin goes nowhere by itself."""
    return {id_: service for id_, service in known.items() if service.kind != "care"}


def _none_idle(folder: Path, used: Collection[str | None]) -> None:
    """Of the pack's own; of the library each takes what it needs."""
    for file in _files(folder, "questionnaires"):
        if file.stem not in used:
            place = Place(f"questionnaires/{file.name}", 1)
            raise PackError(place, f"no reason for contact asks the questionnaire {file.stem}.")


def _functions(pack: Section) -> frozenset[str]:
    """What the region uses; without the key everything (Y2)."""
    return frozenset(pack.several_of("functions", FUNCTIONS, "function") if pack.has("functions") else FUNCTIONS)


def _allowed(unit: Unit, functions: frozenset[str], forms: tuple[str, ...], given: tuple[Link, ...]) -> Unit:
    """A unit is offered what the region uses and its own lines do not leave out."""
    offered = unit.offered & functions
    return replace(unit, offered=offered, functions=offered, forms=forms, given=given)


def _region(node: Node) -> Region:
    with Section(node, "the region") as region:
        sender = region.text("sms_sender")
        if not _SENDER.fullmatch(sender):
            raise region.fault("sms_sender", f"the SMS sender {sender} must be 1 to 11 letters (a to z) and digits.")
        names = (region.text("name"), region.text("brand"), region.text("phone_advice"))
        return Region(*names, sender, domains(region))


def _async_phase(node: Node) -> AsyncPhase:
    with Section(node, "async_phase") as phase:
        choices = tuple(whole(child, "a choice of days", 0, 365) for child in phase.each("choices"))
        default = phase.number("default_days", 0, 365)
        if default not in choices or sorted(set(choices)) != list(choices):
            raise phase.fault("choices", "the choices of days stand in order, once each, the default among them.")
        how = phase.one_of("extendable", ("yes", "no", "risk"), "choice")
        return AsyncPhase(
            default_days=default,
            choices=choices,
            extendable=how == "yes",
            for_risk=how == "risk",
            matter_days=phase.number("matter_days", 1, 365),
            preselect=phase.yes_no("preselect", otherwise=True),
        )


def _texts(
    node: Node, known_units: Mapping[str, Unit], known_reasons: Mapping[str, Reason], include_unit: bool
) -> Texts:
    telling = [*(unit.name for unit in known_units.values()), *(reason.title for reason in known_reasons.values())]
    with Section(node, "texts") as texts:
        opening = greetings(texts)
        sms = to_residents(texts, SMS_KINDS, include_unit, telling)
        staff_sms = _neutral(texts.node("staff_sms"), "the SMS texts to staff", WISHES, telling)
        head_sms = _neutral(texts.node("head_sms"), "the SMS texts to heads of units", HEAD_SMS, telling)
        more: dict[str, Any] = {**invitations(texts), **letters(texts, telling)}
        return Texts(
            **opening,
            wrong_patient=texts.text("wrong_patient"),
            sms=sms,
            sms_protected=to_protected(texts, SMS_KINDS, telling),
            staff_sms=staff_sms,
            head_sms=head_sms,
            closing=texts.text("closing"),
            phone_question=texts.text("phone_question"),
            phone_note=texts.text("phone_note"),
            booking_ticket=texts.template("booking_ticket", ("times", "link")),
            guest=guest_texts(texts, telling),
            **more,
        )


def _neutral(node: Node, name: str, kinds: Iterable[str], telling: Iterable[str]) -> Mapping[str, str]:
    """HDK, Andra typer av sms-meddelande till patient: så neutralt som möjligt, med länk till inloggning."""
    with Section(node, name) as sms:
        found = {kind: sms.template(kind, ("link",)) for kind in kinds}
        for kind, words in found.items():
            if any(one.casefold() in words.casefold() for one in telling):
                raise sms.fault(kind, f"the SMS text {kind} names a unit or a reason, and must be neutral.")
        return found


def _longest_shift(node: Node) -> timedelta:
    with Section(node, "shift") as shift:
        return timedelta(hours=shift.number("longest_hours", 1, 24))


def _pictures(node: Node) -> Pictures:
    with Section(node, "pictures") as pictures:
        return Pictures(pictures.number("max_count", 0, 20), pictures.number("max_megabytes", 1, 100) * _MEGABYTE)
