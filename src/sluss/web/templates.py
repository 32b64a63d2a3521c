"""Draws pages and parts. A page gets frozen dataclasses; a part drawn alone is the same macro the page uses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from sluss.core.policy import Link
from sluss.service.queries.local_words import date_words, openings_words, span_words
from sluss.web import format as shown
from sluss.web.clinic.nav import Way
from sluss.web.links import linked

STATIC = "/static/"
FILTERS = (
    shown.when,
    shown.until,
    shown.phone,
    shown.clock,
    shown.day,
    shown.date_of,
    date_words,
    openings_words,
    span_words,
    shown.waited,
    shown.stamp,
    shown.counted,
    shown.telephone,
    shown.filesize,
    linked,
)


@dataclass(frozen=True, slots=True)
class StaffShell:
    """What stands around every page of the clinic: who is here, for which unit, and what waits in which view."""

    name: str
    role_title: str
    unit_name: str
    counts: Mapping[str, int]
    several_mandates: bool
    licensed: bool = True
    views: tuple[Way, ...] = ()
    menu: tuple[Way, ...] = ()
    on_shift: bool = True
    unread_notices: int = 0
    first_time: bool = False
    help: tuple[Link, ...] = ()


@cache
def manifest() -> Mapping[str, str]:
    """Plain name → hashed name of each built browser file. FileNotFoundError: tools/build_assets.py has not run."""
    text = files("sluss.web").joinpath("static/built/manifest.json").read_text("utf-8")
    found: dict[str, str] = json.loads(text)["files"]
    return found


def asset(name: str) -> str:
    """The address of a browser file. KeyError: there is none by that name."""
    return STATIC + manifest()[name]


def look_name(look: str) -> str:
    """The name of the region's own sheet, by its content."""
    return f"region.{hashlib.sha256(look.encode()).hexdigest()[:10]}.css"


def render(template: str, **context: object) -> str:
    """A whole page, by its name under parts/pages, for example `clinic/case.html`."""
    return environment().get_template(f"pages/{template}").render(**context)


def part(template: str, macro: str, *arguments: object, **named: object) -> str:
    """One macro of parts/`template`, drawn alone for a live push: part("chat.html", "message", m, now)."""
    drawn: Callable[..., str] = getattr(_module(template), macro)
    return str(drawn(*arguments, **named))


@cache
def environment() -> Environment:
    env = Environment(
        loader=PackageLoader("sluss.web", "parts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    for filter_ in FILTERS:
        env.filters[filter_.__name__] = filter_
    # What a page may leave out: a visitor without a login, and a form without a fault.
    env.globals.update(
        asset=asset,
        brand="sluss",
        user_name=None,
        region_css="",
        demo=False,
        staff=None,
        view=None,
        phone_advice="1177",
    )
    env.globals.update(guides=(), error=None, typed=None, client_id="", next="", told=None, waits=False)
    return env


@cache
def _module(template: str) -> Any:
    return environment().get_template(template).module
