"""*Förhandsvisning*: a version's questions as the resident will see them. Made-up answers go with the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.triage.answers import Invalid, check
from sluss.core.triage.texts import problem
from sluss.service.queries.preview import PreviewOf
from sluss.service.sessions import Session
from sluss.service.views.region import Preview
from sluss.web.answers import page
from sluss.web.clinic.region import HOME
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import Form, posted, text, texts

ADDRESS = f"{HOME}/versioner/{{pack:str}}/fragor/{{questionnaire:str}}"
# The fields of what is answered already: their names begin so, and the rest is the key.
CARRIED = "svar."


@get(ADDRESS)
async def begin(web: TheWeb, colleague: Colleague, pack: FromPath[str], questionnaire: FromPath[str]) -> Response[Any]:
    return _drawn(web, await _shown(web, colleague, pack, questionnaire, {}), frozenset())


@post(ADDRESS)
async def go_on(
    request: Request[Any, Any, Any],
    web: TheWeb,
    colleague: Colleague,
    pack: FromPath[str],
    questionnaire: FromPath[str],
) -> Response[Any]:
    """Nothing is stored, so there is nowhere to be sent on to: each page carries the answers before it."""
    form = await posted(request)
    given, skipped = _carried(form), frozenset(texts(form, "hoppat"))
    back = text(form, "tillbaka")
    if back:
        shown = await _shown(web, colleague, pack, questionnaire, given, back, skipped)
        return _drawn(web, shown, skipped)
    key, values = text(form, "fraga"), tuple(value for value in texts(form, "answer") if value.strip())
    asked = await _shown(web, colleague, pack, questionnaire, given, key, skipped)
    if asked.item is None or asked.item.link_id != key:
        return _drawn(web, asked, skipped)
    try:
        kept = check(asked.item, values)
    except Invalid as wrong:
        return _drawn(web, asked, skipped, problem(asked.item, wrong.code, wrong.facts), values)
    given = {link: said for link, said in {**given, key: kept}.items() if said}
    skipped = skipped - {key} if kept else skipped | {key}
    return _drawn(web, await _shown(web, colleague, pack, questionnaire, given, "", skipped), skipped)


async def _shown(
    web: Web,
    colleague: Session,
    pack: str,
    questionnaire: str,
    given: Mapping[str, tuple[str, ...]],
    at: str = "",
    skipped: frozenset[str] = frozenset(),
) -> Preview:
    return await web.service.read(colleague.actor, PreviewOf(pack, questionnaire, given, at, skipped))


def _carried(form: Form) -> dict[str, tuple[str, ...]]:
    names = [name for name in form if name.startswith(CARRIED)]
    return {name.removeprefix(CARRIED): texts(form, name) for name in names}


def _drawn(
    web: Web, shown: Preview, skipped: frozenset[str], error: str = "", typed: tuple[str, ...] | None = None
) -> Response[Any]:
    return page(
        web,
        "region_preview.html",
        status=422 if error else 200,
        page=shown,
        carried={f"{CARRIED}{key}": values for key, values in shown.given.items()},
        skipped=sorted(skipped),
        address=f"{HOME}/versioner/{shown.pack}/fragor/{shown.id}",
        home=f"{HOME}/versioner/{shown.pack}",
        error=error or None,
        typed=typed,
    )


HANDLERS = [begin, go_on]
