"""The people, the pack and the time that the tests of the case share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from sluss import regions
from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.evolve import Recorded, fold
from sluss.core.case.model import BOOKED, Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Colleague, Facts
from sluss.core.hours import STOCKHOLM
from sluss.core.people import Mandate, Person, role_title
from sluss.core.policy import Reason, Service
from sluss.core.refusal import Refused
from sluss.core.routine import NoteRules
from sluss.core.triage.priority import Table
from sluss.core.triage.questionnaire import Item, Questionnaire
from sluss.store.packs import calendar, load

PACK = load(Path(regions.__path__[0]) / "demo")
CALENDAR = calendar(PACK, range(2025, 2029))
# A form that staff send in the chat: one question that must be answered, and one that need not.
PULSE = Item("puls", "Vilken puls har du?", "integer", required=True, minimum=Decimal(20), maximum=Decimal(250))
FORM = Questionnaire("puls", "1", "Puls", (PULSE, Item("mer", "Vill du säga något mer?", "text")), validated=True)
# And a matter that is no drop-in.
MATTERS = Service("arenden", "Ärenden", "", "administrative")
WIDER = replace(
    PACK,
    questionnaires={**PACK.questionnaires, FORM.id: FORM},
    priorities={**PACK.priorities, FORM.id: Table(FORM.id, (), 5)},
    forms=(FORM.id,),
    # Notes are saved and no more, except where signing is what is told of.
    routine=replace(PACK.routine, note=NoteRules()),
    units={id_: replace(unit, forms=(FORM.id,)) for id_, unit in PACK.units.items()},
    services={**PACK.services, MATTERS.id: MATTERS},
    reasons={**PACK.reasons, "intyg": Reason("intyg", "Intyg", "halsont", MATTERS.id, "nurse")},
)
# And where they are signed.
SIGNING = replace(WIDER, routine=replace(WIDER.routine, note=NoteRules(sign=True)))
# A Friday at ten: the health centres are open, and closed the two days after.
NOW = datetime(2026, 11, 20, 10, tzinfo=STOCKHOLM)
DANGER = {"varning": ("saliv",)}


def uuid(number: int) -> UUID:
    return UUID(int=number << 64 | 7)


def staff(number: int, name: str, role: str = "nurse", unit: str = "vc-angen") -> Actor:
    """At work: the shift runs."""
    mandate, title = Mandate(unit, role), role_title(role)
    return Actor("staff", uuid(number), name, title, mandate, uuid(number + 900), shift=uuid(number + 800))


def off_shift(actor: Actor) -> Actor:
    return replace(actor, shift=None)


def at_work(actor: Actor) -> Colleague:
    """The one asked for, as the facts tell of somebody with a running shift."""
    assert actor.mandate
    return Colleague(actor.id, actor.name, actor.title, actor.mandate.unit, actor.mandate.role)


AGNETA = Actor("resident", uuid(1), "Agneta Andersson", session=uuid(901))
OLLE = Actor("resident", uuid(2), "Olle Olsson", session=uuid(902))
SARA = staff(11, "Sara Sand")
SIGGE = staff(12, "Sigge Sand")
DAVID = staff(13, "David Dal", "physician")
PETRA = staff(14, "Petra Palm", "psychologist")
LOTTA = staff(15, "Lotta Lind", "local_admin")
BRITTA = staff(16, "Britta Berg", unit="vc-berget")
NILS = staff(18, "Nils Nord", unit="kontaktcenter-1177")
# A guest from outside, with a link to Agneta's visit.
ELSA = Actor("external", uuid(30), "Elsa", "anhörig")
LOA = staff(17, "Loa Lund", "log_reviewer")
GRETA = staff(19, "Greta Gran", "physician", "vc-berget")
PATIENT = Person(AGNETA.id, "196804122387", "Agneta", "Andersson", date(1968, 4, 12), listed_unit="vc-angen")
# Each role has somebody at work besides the one who asks.
FACTS = Facts(now=NOW, pack=WIDER, calendar=CALENDAR, patient=PATIENT, at_work=2, giver_role="nurse")


def case_in(phase: Phase, *, owner: Actor | None = SARA, suicide_flag: bool = False) -> Case:
    """Agneta's case at Vårdcentralen Ängen; taken by `owner` from the phase in which cases have one.

    As a ticket it was given to her by Nils at 1177.
    """
    if phase is Phase.NEW:
        return Case(uuid(100))
    case = Case(uuid(100), seq=1, phase=phase, service="sok-vard", reason="halsont", created_at=NOW, last_at=NOW)
    case = replace(case, resident=AGNETA.id, patient=AGNETA.id)
    if phase in (Phase.DRAFT, Phase.DISCARDED):
        return case
    case = replace(case, seq=20, unit="vc-angen", role="nurse", priority=4, suicide_flag=suicide_flag)
    if phase in (Phase.TICKET, Phase.WITHDRAWN):
        until = NOW + timedelta(days=7)
        return replace(case, origin="ticket", ticket_until=until, given_by=NILS.id, from_unit="kontaktcenter-1177")
    if phase is Phase.BOOKED:
        booked = replace(case, flow=BOOKED, origin="staff", booked_kind="visit", booked_staff=SARA.id, sent_at=NOW)
        return replace(booked, booked_from=NOW + timedelta(hours=1), booked_until=NOW + timedelta(hours=2))
    case = replace(case, sent_at=NOW, waiting_since=NOW)
    if phase is Phase.ASYNC:
        case = replace(case, open_until=None if suicide_flag else NOW + timedelta(days=3))
    if phase is Phase.ENDED:
        case = replace(case, waiting_since=None, ended_at=NOW)
    return case if phase is Phase.WAITING else replace(case, owner=owner.id if owner else None)


def message(text: str = "Hej!", *, number: int = 500, seen: int = 10_000) -> c.SendMessage:
    return c.SendMessage(text, client_id=uuid(number), message_id=uuid(number + 1), seen=seen)


def picture(number: int) -> e.NewPicture:
    return e.NewPicture(uuid(number), "hals.jpg", "image/jpeg", 1000, 30, 40, b"wrapped")


def after(case: Case, events: list[e.Event], now: datetime = NOW) -> Case:
    return fold(case, [Recorded(case.seq + number, now, event) for number, event in enumerate(events, 1)])


def refusal(actor: Actor, case: Case, command: c.Command, facts: Facts = FACTS) -> Refused:
    """The refusal of a command that is not obeyed."""
    with pytest.raises(Refused) as no:
        decide(actor, case, command, facts)
    return no.value


def done(actor: Actor, case: Case, command: c.Command, facts: Facts = FACTS) -> Case:
    """The case after the command was obeyed."""
    return after(case, decide(actor, case, command, facts), facts.now)
