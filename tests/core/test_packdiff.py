"""`sluss pack diff`: every value of a pack takes part, and is said in words to whom it concerns (Y7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from sluss.boot.wiring import regions, shipped_packs
from sluss.core.hours import Hours
from sluss.core.packdiff import ADMINISTRATORS, AUDIENCES, RESIDENTS, STAFF, UNSAID, WORDS, diff, in_words
from sluss.core.policy import Duty, Link, Pack, Shadow
from sluss.core.routing import Row
from sluss.store.packs import load

PACKS: Mapping[str, Pack] = {name: load(regions() / name) for name in shipped_packs()}
# Said as wholes: what they hold is for those who read the files. The rows of the routing have a test of their own.
WHOLE = ("questionnaires", "priorities", "routing")
# A row that differs in this alone.
ROW: Mapping[str, Any] = {
    "services": None,
    "priorities": frozenset({2}),
    "open": None,
    "listed": None,
    "unit": "digital-mottagning",
    "role": "nurse",
    "advice": "call_1177",
    "reasons": frozenset({"halsont"}),
    "destination_open": True,
    "send": False,
    "accepted_risk": None,
    "id": "annat-namn",
}


def _full(pack: Pack) -> Pack:
    """With what units add in use and trials run, so that every kind of thing is there."""
    duty = Duty(UUID(int=1), date(2026, 11, 24), 480, 960, UUID(int=2), "Sara Sand")
    own: dict[str, Any] = {
        "phrases": pack.phrases[:1],
        "links": (Link("l", "Chattmetodik", "https://x.se", "hjälp"),),
        "roster": (duty,),
    }
    units = {id_: replace(unit, **own, forms=pack.forms) for id_, unit in pack.units.items()}
    shadow = Shadow(1, "demo@2", datetime(2026, 12, 1, tzinfo=UTC))
    return replace(
        pack, units=units, shadow=shadow, look=":root { --water: #004b8d; }", sources={"routing.1": "Beslut: a"}
    )


def changed(value: Any) -> Iterator[Any]:
    """The value in each way that is a little different, down to the last field."""
    if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, Hours):
        for field in fields(value):
            for other in changed(getattr(value, field.name)):
                yield replace(value, **{field.name: other})
    elif isinstance(value, Mapping):
        yield from ({**value, key: other} for key in list(value)[:1] for other in changed(value[key]))
        yield from ({k: v for k, v in value.items() if k != key} for key in list(value)[:1])
    elif isinstance(value, tuple):
        yield from ((other, *value[1:]) for one in value[:1] for other in changed(one))
        yield value[1:] if value else ("annat",)
        if len(value) > 1:
            yield value[::-1]
    else:
        yield from _another(value)


def _another(value: Any) -> Iterator[Any]:
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
        case str():
            yield f"{value}x"
        case timedelta():
            yield value + timedelta(minutes=1)
        case datetime() | date():
            yield value + timedelta(days=1)
        case time():
            yield time(value.hour, value.minute + 1)
        case frozenset():
            yield frozenset(list(value)[1:]) if value else frozenset({date(2027, 5, 7)})
        case Hours():
            yield replace(value, always=not value.always)
        case UUID():
            yield UUID(int=value.int + 1)
        case None:
            return
        case _:
            raise AssertionError(f"nobody has said how to change {value!r}")


def _but_wholes(pack: Pack) -> Iterator[tuple[str, Pack]]:
    for field in fields(pack):
        if field.name not in WHOLE and (Pack, field.name) not in UNSAID:
            for other in changed(getattr(pack, field.name)):
                yield field.name, replace(pack, **{field.name: other})


@pytest.mark.parametrize("name", PACKS)
def test_whatever_is_changed_in_a_pack_is_said(name: str) -> None:
    pack = _full(PACKS[name])
    silent = [field for field, other in _but_wholes(pack) if not diff(pack, other) and not _unsaid(pack, other)]
    assert silent == []


def _unsaid(pack: Pack, other: Pack) -> bool:
    """Only a field of UNSAID differs."""
    return replace(pack, phrases=(), units={}) == replace(other, phrases=(), units={})


def test_each_field_of_a_pack_has_words_or_a_reason_to_have_none() -> None:
    kinds = {Pack, *_kinds(_full(PACKS["halland-2024"]), set()), *_kinds(_full(PACKS["demo"]), set())}
    for kind in kinds:
        named = {*WORDS[kind], *(field for other, field in UNSAID if other is kind)}
        assert {field.name for field in fields(kind)} == named, kind
    assert {kind for kind in WORDS if kind not in kinds} == set()


def _kinds(value: Any, found: set[type]) -> set[type]:
    """The kinds of things that a pack is made of, its questions and hours aside."""
    if is_dataclass(value) and not isinstance(value, Hours):
        found.add(type(value))
        for field in fields(value):
            if field.name not in ("questionnaires", "priorities", "versions"):
                _kinds(getattr(value, field.name), found)
    elif isinstance(value, Mapping | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            _kinds(one, found)
    return found


@pytest.mark.parametrize("field", [field.name for field in fields(Row)])
def test_whatever_is_changed_in_a_row_is_said(field: str) -> None:
    pack = PACKS["halland-2024"]
    (row,) = (row for row in pack.routing if row.accepted_risk)
    # A listed unit is open or not by another key.
    unit: dict[str, Any] = {"unit": "digital-mottagning"} if field == "destination_open" else {}
    before, after = replace(row, **unit), replace(row, **unit, **{field: ROW[field]})
    changes = diff(replace(pack, routing=(before,)), replace(pack, routing=(after,)))
    assert changes
    assert all(change.audience == (ADMINISTRATORS if field == "id" else RESIDENTS) for change in changes)


def test_a_pack_does_not_differ_from_itself() -> None:
    for pack in PACKS.values():
        assert diff(pack, pack) == ()
        assert in_words(pack, pack).startswith("Inget skiljer")


def test_each_change_concerns_somebody() -> None:
    for old in PACKS.values():
        for new in PACKS.values():
            changes = diff(old, new)
            assert {change.audience for change in changes} <= set(AUDIENCES)
            assert all(change.says.endswith((".", "”", "?")) for change in changes)


def test_from_one_halland_to_the_next() -> None:
    """The differences that the two routines are known for, each said to whom it concerns."""
    said = {(one.audience, one.says) for one in diff(PACKS["halland-2024"], PACKS["halland-2026"])}
    assert (RESIDENTS, "Den som har skyddade personuppgifter får söka vård för egen del: ja. Förut: nej.") in said
    assert (RESIDENTS, "Vårdnadshavare som kan vara med för samma barn: 2. Förut: 1.") in said
    assert (STAFF, "Gruppbesök på video: ja. Förut: nej.") in said
    assert (STAFF, "Journalsystem: Cosmic. Förut: VAS.") in said
    assert (ADMINISTRATORS, "Gäller från: 2026-06-12. Förut: 2024-03-11.") in said


def test_opening_hours_and_what_comes_and_goes_are_said_in_words() -> None:
    said = [one.says for one in diff(PACKS["halland-2026"], PACKS["vastmanland-2024"])]
    assert any(one.startswith("Mottagning som tillkommer: Vårdcentralen Tallmossen") for one in said)
    assert "Ett besök som inte är avslutat spärrar ett nytt: ja. Förut: nej." in said
    vml = PACKS["vastmanland-2024"]
    longer = replace(vml.units["vc-tallmossen"], hours=vml.units["kontaktcenter-1177"].hours)
    (change,) = diff(vml, replace(vml, units={**vml.units, "vc-tallmossen": longer}))
    assert change.says == (
        "Mottagning Vårdcentralen Tallmossen, öppettider: dygnet runt, alla dagar. Förut: måndag–fredag 08.00–16.00."
    )


def test_a_row_of_the_routing_is_a_sentence_and_the_order_counts() -> None:
    vml = PACKS["vastmanland-2024"]
    gone = diff(vml, replace(vml, routing=tuple(row for row in vml.routing if row.id != "routing.olistade")))
    assert [one.says for one in gone] == [
        "Gäller inte längre: Alla ärenden från den som inte är listad går till 1177 Kontaktcenter."
    ]
    (turned,) = diff(vml, replace(vml, routing=vml.routing[::-1]))
    assert "i en annan ordning" in turned.says


def test_a_changed_questionnaire_says_which_questions() -> None:
    demo = PACKS["demo"]
    old = demo.questionnaires["halsont"]
    new = replace(old, version="2", items=old.items[1:])
    (change,) = diff(demo, replace(demo, questionnaires={**demo.questionnaires, "halsont": new}))
    assert change.audience == RESIDENTS
    assert change.says.startswith("Frågeformuläret Halsont är ändrat: version 2 i stället för 1; borttagna frågor: ")
