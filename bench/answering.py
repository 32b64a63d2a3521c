"""What triage costs: a long questionnaire gone through, one answer decided, and one answer in the HTTP door.

Time of the processor in this thread, so that a neighbour on the machine counts for little.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, TypeVar

import httpx

from bench.generator import cookie
from bench.world import Figure, World
from sluss.boot.settings import read_settings
from sluss.boot.wiring import demo_region, providers_of, running
from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.decide import draft
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.hours import Calendar
from sluss.core.policy import Pack
from sluss.core.triage.fhir import parse
from sluss.core.triage.priority import AtLeast, OneOf, Rule, Table
from sluss.core.triage.questionnaire import Questionnaire
from sluss.core.triage.walk import walk
from sluss.service.ids import new_id
from sluss.service.queries import resident
from sluss.store.packs import fhirpath, load
from sluss.web.app import build

Result = TypeVar("Result")
ROUNDS, TIMES, ITEMS, SCORES = 7, 60, 60, 6
# What GiveAnswer may take of the processor in triage.
MOST_MS: Final = 1.0
SDC: Final = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
WEIGHT: Final = "http://hl7.org/fhir/StructureDefinition/itemWeight"


def long() -> Questionnaire:
    """Sixty items: six groups of nine weighed choices, in each a sum; half of the groups are asked by such a sum."""
    groups = [_group(number) for number in range(SCORES)]
    head = {"resourceType": "Questionnaire", "id": "halsont", "version": "bench", "title": "Lång", "status": "active"}
    return parse({**head, "item": groups}, fhirpath.read)


def _group(number: int) -> dict[str, Any]:
    name = f"g{number}"
    inside = f"%resource.item.where(linkId = '{name}').item.where(linkId.startsWith('{name}.'))"
    total = _said("calculated", f"{inside}.answer.value.weight().sum()")
    score = {"linkId": f"{name}-summa", "text": "Summa", "type": "integer", "extension": [total]}
    asked = [_choice(f"{name}.{n}") for n in range(9)]
    group: dict[str, Any] = {"linkId": name, "text": name, "type": "group", "item": [*asked, score]}
    if number % 2:
        above = f"%resource.descendants().where(linkId = 'g{number - 1}-summa').answer.value >= 9"
        group["extension"] = [_said("enableWhen", above)]
    return group


def _said(what: str, text: str) -> dict[str, Any]:
    return {"url": f"{SDC}{what}Expression", "valueExpression": {"language": "text/fhirpath", "expression": text}}


def _choice(link: str) -> dict[str, Any]:
    options = [
        {"valueCoding": {"code": code, "display": code}, "extension": [{"url": WEIGHT, "valueDecimal": weight}]}
        for weight, code in enumerate("abcd")
    ]
    return {"linkId": link, "text": link, "type": "choice", "required": True, "answerOption": options}


def asking(pack: Pack) -> Pack:
    """The pack with the long questionnaire for a sore throat, and a table that looks at each sum."""
    rules = tuple(Rule((AtLeast(f"g{n}-summa", Decimal(25)),), 2) for n in range(SCORES))
    table = Table("halsont", (Rule((OneOf("g0.0", ("d",)),), 1, danger=True), *rules), 5)
    return replace(
        pack,
        questionnaires={**pack.questionnaires, "halsont": long()},
        priorities={**pack.priorities, "halsont": table},
    )


def microseconds(act: Callable[[], object]) -> float:
    """The median over rounds of what one of many takes."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.thread_time()
        for _ in range(TIMES):
            act()
        rounds.append((time.thread_time() - begun) / TIMES * 1e6)
    return statistics.median(rounds)


@dataclass(slots=True)
class Spent:
    """Time of the processor within what is measured, in seconds."""

    total: float = 0.0

    def within(self, act: Callable[..., Result]) -> Callable[..., Result]:
        def measured(*given: Any, **named: Any) -> Result:
            begun = time.thread_time()
            try:
                return act(*given, **named)
            finally:
                self.total += time.thread_time() - begun

        return measured


@contextmanager
def spent_in(*called: tuple[Any, str]) -> Iterator[Spent]:
    """What is spent in functions of triage, each named by the module that calls it."""
    spent = Spent()
    kept = [(module, name, getattr(module, name)) for module, name in called]
    for module, name, before in kept:
        setattr(module, name, spent.within(before))
    try:
        yield spent
    finally:
        for module, name, before in kept:
            setattr(module, name, before)


async def answering(world: World) -> list[Figure]:
    pack = asking(load(demo_region()))
    questionnaire = pack.questionnaires["halsont"]
    answers = {item.link_id: ("b",) for item in questionnaire.questions() if item.is_asked}
    full = microseconds(lambda: walk(questionnaire, answers))
    one = microseconds(_decision(pack, answers))
    (user,) = await world.people.residents(1)
    door, triage, count = await _in_the_door(world, cookie(user), user.actor)
    met = triage <= MOST_MS
    return [
        Figure(f"{ITEMS} items gone through, with {SCORES} sums and 3 conditions in FHIRPath", f"{full:.0f} µs"),
        Figure("one answer to it decided: dangers, what is asked next, what falls away", f"{one:.0f} µs"),
        Figure(
            f"GiveAnswer in the HTTP door, {ITEMS} items: time of the processor in triage",
            f"{triage:.2f} ms of {door:.1f} ms in all (mean of {count} answers)",
            f"≤ {MOST_MS:.0f} ms",
            met,
        ),
    ]


def _decision(pack: Pack, answers: Mapping[str, tuple[str, ...]]) -> Callable[[], object]:
    who = Actor("resident", new_id(), "Agneta Andersson")
    case = Case(new_id(), phase=Phase.DRAFT, reason="halsont", resident=who.id, patient=who.id)
    facts = Facts(now=None, pack=pack, calendar=Calendar(), answers=answers)  # type: ignore[arg-type]
    return lambda: draft.answer(who, case, c.GiveAnswer("g0.3", ("c",)), facts)


async def _in_the_door(world: World, held: str, who: Actor) -> tuple[float, float, int]:
    """In an application of this process: what an answer takes of the processor, and how much of it in triage, in ms."""
    environment = world.place.environment(8024, 1)
    settings = read_settings(environment)
    async with running(settings, providers_of(settings.logins, environment)) as parts:
        packs = parts.web.service.packs
        packs.region = packs.current = asking(packs.current)
        transport = httpx.ASGITransport(build(parts.web))
        case, headers = new_id(), {"Cookie": held, "Sec-Fetch-Site": "same-origin"}
        await parts.web.service.run(who, case, c.StartDraft("sok-vard", "halsont", who.id))
        async with httpx.AsyncClient(transport=transport, base_url=settings.base_url, headers=headers) as client:
            asked = [item.link_id for item in packs.current.questionnaires["halsont"].questions() if item.is_asked]
            with spent_in((draft, "walk"), (draft, "dangers_of"), (resident, "walk")) as spent:
                begun = time.thread_time()
                for link in asked:
                    done = await client.post(f"/arenden/{case}/fragor/{link}", data={"answer": "b"})
                    assert done.status_code == 303, done.text
                door = time.thread_time() - begun
    return 1000 * door / len(asked), 1000 * spent.total / len(asked), len(asked)
