"""Parts of a pack that are compared as wholes: where cases go, what is asked, what it looks like, what it follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from sluss.core.packdiff.word import ADMINISTRATORS, RESIDENTS, Change
from sluss.core.policy import Pack
from sluss.core.routing import Row
from sluss.core.routing_words import in_words as row_in_words
from sluss.core.triage.questionnaire import Questionnaire


def _routing(was: tuple[Row, ...], now: tuple[Row, ...], packs: tuple[Pack, Pack]) -> Iterator[Change]:
    """Rows are read from above, and the first that fits decides: so each is a sentence."""
    before = [row_in_words(row, packs[0]) for row in was]
    after = [row_in_words(row, packs[1]) for row in now]
    for says in (one for one in before if one not in after):
        yield Change(RESIDENTS, f"Gäller inte längre: {says}")
    for says in (one for one in after if one not in before):
        yield Change(RESIDENTS, f"Gäller nu: {says}")
    if before != after and sorted(before) == sorted(after):
        yield Change(
            RESIDENTS, "Raderna om vart ärenden går står i en annan ordning, och den första som passar gäller."
        )
    if before == after:
        named = [row.id for row in was] != [row.id for row in now]
        what = "har fått andra namn" if named else "skiljer i något som inte märks av den som söker"
        yield Change(ADMINISTRATORS, f"Raderna om vart ärenden går {what}.")


def _questionnaires(
    was: Mapping[str, Questionnaire], now: Mapping[str, Questionnaire], packs: tuple[Pack, Pack]
) -> Iterator[Change]:
    both = [id_ for id_ in now if id_ in was]
    for what, these, those in (("försvinner", was, now), ("tillkommer", now, was)):
        if titles := [one.title for id_, one in these.items() if id_ not in those]:
            yield Change(RESIDENTS, f"Frågeformulär som {what}: {', '.join(titles)}.")
    for old, new in ((was[id_], now[id_]) for id_ in both if was[id_] != now[id_]):
        before = {item.link_id: item for item in old.questions()}
        after = {item.link_id: item for item in new.questions()}
        parts = [f"version {new.version} i stället för {old.version}"] if old.version != new.version else []
        parts += _named("nya frågor", (after[one].text for one in after if one not in before))
        parts += _named("borttagna frågor", (before[one].text for one in before if one not in after))
        parts += _named("ändrade frågor", (one.text for id_, one in after.items() if before.get(id_, one) != one))
        yield Change(RESIDENTS, f"Frågeformuläret {old.title} är ändrat{': ' if parts else ''}{'; '.join(parts)}.")


def _named(what: str, texts: Iterable[str]) -> list[str]:
    return [f"{what}: {' '.join(said)}"] if (said := list(texts)) else []


def _priorities(was: Mapping[str, Any], now: Mapping[str, Any], packs: tuple[Pack, Pack]) -> Iterator[Change]:
    """What came or went with its questionnaire is said there."""
    for id_ in (one for one in now if one in was and was[one] != now[one]):
        asked = packs[1].questionnaires.get(id_)
        yield Change(RESIDENTS, f"Vilka svar som ger vilken prioritet är ändrat för {asked.title if asked else id_}.")
    for id_ in sorted(set(was) ^ set(now)):
        if (id_ in packs[0].questionnaires) == (id_ in packs[1].questionnaires):
            yield Change(RESIDENTS, f"Prioritetsordningen {'försvinner' if id_ in was else 'tillkommer'} för {id_}.")


def _look(_: str, __: str, ___: tuple[Pack, Pack]) -> Iterator[Change]:
    yield Change(RESIDENTS, "Sidornas utseende är ett annat.")


def _sources(was: Mapping[str, str], now: Mapping[str, str], _: tuple[Pack, Pack]) -> Iterator[Change]:
    """Each value that differs has its own sentence; of where the values come from, how many."""
    came, gone = len(now.keys() - was.keys()), len(was.keys() - now.keys())
    other = sum(was[path] != now[path] for path in was.keys() & now.keys())
    yield Change(ADMINISTRATORS, f"Källor: {came} nya, {gone} borttagna, {other} ändrade.")


OwnWay = Callable[[Any, Any, tuple[Pack, Pack]], Iterator[Change]]
WHOLES: Final[Mapping[tuple[type, str], OwnWay]] = {
    (Pack, "routing"): _routing,
    (Pack, "questionnaires"): _questionnaires,
    (Pack, "priorities"): _priorities,
    (Pack, "look"): _look,
    (Pack, "sources"): _sources,
}
