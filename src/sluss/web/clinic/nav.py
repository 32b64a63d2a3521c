"""The ways through the clinic: the views of *Patientliggaren* in the bar, the rest in *Huvudmeny* (E1 to E9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sluss.core.access import LICENSED
from sluss.core.functions import GROUPS

ALL_LICENSED: Final = "licensed"


@dataclass(frozen=True, slots=True)
class Way:
    """`view` names the page that is open and the count beside the title; without its `function` it is not shown,
    nor to another than its `role` when it has one: a role, or ALL_LICENSED. `key`: after g it leads there."""

    view: str
    title: str
    path: str
    function: str = ""
    role: str = ""
    key: str = ""


VIEWS: Final = (
    Way("mina", "Mina ärenden", "/clinic/mina", key="m"),
    Way("drop-in", "Drop in", "/clinic/drop-in", key="d"),
    Way("schemalagda", "Schemalagda besök", "/clinic/schemalagda", "scheduled", key="s"),
    Way("asynkrona", "Asynkrona", "/clinic/asynkrona", key="a"),
    Way("vidimering", "Vidimering", "/clinic/vidimering", "countersign", key="v"),
    Way("konsultationer", "Konsultationer", "/clinic/konsultationer", "consult", key="k"),
    Way("kollegor", "Digitala kollegor", "/clinic/kollegor", key="c"),
)
MENU: Final[tuple[Way, ...]] = (
    Way("suicidrisk", "Suicidrisk", "/clinic/suicidrisk", role=ALL_LICENSED),
    Way("vardgaranti", "Vårdgaranti", "/clinic/vardgaranti", role=ALL_LICENSED),
    Way("vardgaranti", "Vårdgaranti", "/clinic/vardgaranti", role="local_admin"),
    Way("grupper", "Gruppbesök", "/clinic/grupper", GROUPS, role=ALL_LICENSED),
    Way("ova", "Öva", "/clinic/ova", "drill", role=ALL_LICENSED),
    Way("dagen", "Dagens ärenden", "/clinic/dagen", role=ALL_LICENSED, key="e"),
    Way("notifieringar", "Notifieringar", "/clinic/notifieringar", role=ALL_LICENSED, key="n"),
    Way("installningar", "Namn och inställningar", "/clinic/installningar", role=ALL_LICENSED),
    Way("ljud-och-bild", "Ljud och bild", "/clinic/ljud-och-bild", "video", role=ALL_LICENSED),
    Way("regler", "Regionens regler", "/clinic/regler"),
    Way("kortkommandon", "Kortkommandon", "/clinic/kortkommandon", role=ALL_LICENSED),
    Way("enhet", "Enhetens inställningar", "/clinic/enhet", role="local_admin"),
    Way("region", "Regelverket", "/clinic/region", role="region_admin"),
    Way("var-hamnar", "Var hamnar ärendet?", "/clinic/var-hamnar", role="local_admin"),
    Way("var-hamnar", "Var hamnar ärendet?", "/clinic/var-hamnar", role="region_admin"),
)


def shown(ways: tuple[Way, ...], functions: frozenset[str], role: str) -> tuple[Way, ...]:
    """Those that the unit uses (Y1), for one who is here in `role`."""
    mine = {"", role, ALL_LICENSED} if role in LICENSED else {"", role}
    return tuple(way for way in ways if way.role in mine and (not way.function or way.function in functions))
