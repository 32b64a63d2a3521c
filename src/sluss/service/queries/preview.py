"""*Förhandsvisning*: a questionnaire of any version gone through with made-up answers. Nothing of it is kept (C1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sluss.core.refusal import Hidden
from sluss.core.triage.answers import walk
from sluss.core.triage.history import history
from sluss.core.triage.priority import assess
from sluss.service.in_force import administers
from sluss.service.queries.common import answered
from sluss.service.reading import Query, Reading
from sluss.service.views.region import Preview
from sluss.store.packs import PackError


@dataclass(frozen=True, slots=True)
class PreviewOf(Query[Preview]):
    """`given` are the answers so far; those that will not do are left out. `at`: the question to show; empty: the first
    that is not answered. `skipped` are free questions left without an answer."""

    pack: str
    questionnaire: str
    given: Mapping[str, tuple[str, ...]]
    at: str = ""
    skipped: frozenset[str] = frozenset()
    logged: bool = False


async def preview(r: Reading, q: PreviewOf) -> Preview:
    administers(r.actor)
    try:
        pack = await r.packs.version(r.db, q.pack)
        asked = pack.questionnaires[q.questionnaire]
    except (KeyError, PackError):
        raise Hidden from None
    gone = walk(asked, q.given)
    keys = [step.key for step in gone.steps]
    shown = Preview(
        pack=q.pack,
        id=asked.id,
        title=asked.title,
        notice=asked.notice,
        validated=asked.validated,
        given=gone.given,
        step=len(keys),
        steps=len(keys),
    )
    left = (key for key in keys if key not in gone.given and key not in q.skipped)
    at = q.at if q.at in keys else next(left, "")
    if at:
        place = keys.index(at)
        item = gone.steps[place].page
        return replace(shown, item=item, step=place + 1, back=keys[place - 1] if place else "")
    assessed = assess(pack.priorities[asked.id], asked, gone.given)
    return replace(
        shown,
        answers=answered(asked, gone.given),
        priority=assessed.priority,
        danger=assessed.danger_link is not None,
        suicide_flag=assessed.suicide_flag,
        because=assessed.because,
        history=history(asked, gone.given),
        back=keys[-1] if keys else "",
    )
