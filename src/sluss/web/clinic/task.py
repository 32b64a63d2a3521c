"""What a task in a case is, and how its form is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sluss.core.case import commands as c
from sluss.core.case.events import Consent
from sluss.core.refusal import Refused
from sluss.web.clinic.asking import Asking
from sluss.web.clinic.fields import Field
from sluss.web.forms import Form, text

Fields = Callable[[Asking], tuple[Field, ...]]


@dataclass(frozen=True, slots=True)
class Task:
    """`command` gives the task its control in the case; without `fields` it is one button. `back` is where one
    stands afterwards: the case, or the worklist when the case may no longer be seen."""

    command: type[c.Command]
    label: str
    build: Callable[[Form], c.Command]
    fields: Fields | None = None
    lead: str = ""
    submit: str = ""
    back: str = "case"


def consent(form: Form) -> Consent:
    said = text(form, "consent")
    return "oral" if said == "oral" else "written" if said == "written" else ""


def number(form: Form, name: str) -> int:
    value = text(form, name)
    if not value.isdecimal() or len(value) > 4:
        raise Refused("not_a_choice")
    return int(value)
