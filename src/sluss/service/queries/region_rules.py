"""*Regionens regler*: the pack in words, with the sentence of the routine that each value comes from (Y7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sluss.core.policy import Pack
from sluss.core.refusal import Hidden
from sluss.core.routine import Document
from sluss.service.queries import rules_in_words as words
from sluss.service.reading import Query, Reading

ELSEWHERE: Final = "utanfor"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """`source` is empty where the pack says nothing of it, and what holds in any region does."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class RuleGroup:
    id: str
    title: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class RegionRules:
    """`elsewhere`: what the routine says of things that are not done here."""

    region: str
    version: str
    valid_from: date
    groups: tuple[RuleGroup, ...]
    elsewhere: RuleGroup
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class RegionRulesOf(Query[RegionRules]):
    logged: bool = False


GROUPS: Final[tuple[tuple[str, str, Callable[[Pack], Iterable[words.Told]]], ...]] = (
    ("invanare", "Vem som kan söka", words.residents),
    ("drop-in", "Drop in", words.drop_in),
    ("asynkront", "Asynkrona", words.talking),
    ("bokade", "Bokade besök och video", words.booked),
    ("biljetter", "Biljetter", words.tickets),
    ("anteckning", "Anteckningen", words.notes),
    ("sms", "Sms", words.notices),
    ("tider", "Vårdgaranti, suicidrisk och skift", words.clocks),
)


async def region_rules(r: Reading, q: RegionRulesOf) -> RegionRules:
    """To all staff, whatever their role: a routine is no secret to those who work by it."""
    if r.actor.kind != "staff":
        raise Hidden
    pack = r.pack
    return RegionRules(
        region=pack.region.name,
        version=pack.id,
        valid_from=pack.valid_from,
        groups=tuple(told(pack, id_, title, tell) for id_, title, tell in GROUPS),
        elsewhere=told(pack, ELSEWHERE, "Journalsystemet", words.elsewhere),
        documents=pack.routine.documents,
    )


def source_of(pack: Pack, path: str) -> str:
    """Of the value itself, else of the part of the pack that it stands in."""
    while path:
        if path in pack.sources:
            return pack.sources[path]
        path = path.rpartition(".")[0]
    return ""


def told(pack: Pack, id_: str, title: str, tell: Callable[[Pack], Iterable[words.Told]]) -> RuleGroup:
    return RuleGroup(id_, title, tuple(RuleLine(said, source_of(pack, path)) for path, said in tell(pack)))
