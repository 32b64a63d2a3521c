"""The pack in force: the region's rules with what each unit has set laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sluss.core.local.events import FormTurned, FunctionTurned, HoursExcepted, LinkSaved, PhraseSaved, RosterSet
from sluss.core.local.settings import LocalSettings
from sluss.core.policy import Duty, Link, Pack, Phrase, Unit


def overlay(pack: Pack, settings: Mapping[str, LocalSettings], changes: int) -> Pack:
    """`changes` counts all entries of all units: it ends the pack's id, which the journal of each case keeps.

    What the pack no longer has (a unit, a function, a form) stays in its journal and has no effect.
    """
    units = {id_: within(unit, settings.get(id_, LocalSettings()), pack) for id_, unit in pack.units.items()}
    return replace(pack, units=units, changes=changes)


def within(unit: Unit, own: LocalSettings, pack: Pack) -> Unit:
    """The unit as it has set itself. Laid over a unit that has settings already, these replace them."""
    off = {turned.function for turned in own.of(FunctionTurned) if not turned.on}
    unused = {turned.form for turned in own.of(FormTurned) if not turned.on}
    return replace(
        unit,
        hours=replace(unit.hours, exceptions={one.day: one.openings for one in own.of(HoursExcepted)}),
        functions=unit.offered - off,
        forms=tuple(form for form in pack.forms if form not in unused),
        phrases=tuple(Phrase(str(one.id), one.title, one.text, "Enheten") for one in own.of(PhraseSaved)),
        links=tuple(Link(str(one.id), one.title, one.url, one.where) for one in own.of(LinkSaved)),
        roster=tuple(
            Duty(one.id, one.day, one.start, one.end, one.staff, one.name)
            for one in sorted(own.of(RosterSet), key=lambda one: (one.day, one.start, one.end))
        ),
    )
