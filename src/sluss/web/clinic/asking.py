"""What a task in a case asks for, made from the case, the pack and those who are at work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from sluss.core.facts import Colleague
from sluss.service.sessions import Session
from sluss.service.views import Choice, StaffCase
from sluss.web.clinic import fields
from sluss.web.clinic.fields import Field, Group
from sluss.web.context import Web

# O2: said to the one who takes over, when the nurse writes nothing else.
DIRECTLY: Final = "Misstanke om suicidrisk. Patienten behöver bedömas av psykolog eller läkare nu."
NO_CONSENT: Final = "Behövs inte när du lämnar över till psykolog eller läkare på grund av suicidrisk."


@dataclass(frozen=True, slots=True)
class Asking:
    """What the fields of a task are made from. `refused` is the code of a refusal that may ask for one field more."""

    web: Web
    colleague: Session
    page: StaffCase
    at_work: tuple[Colleague, ...]
    refused: str = ""

    @property
    def unit(self) -> str:
        return self.colleague.mandate.unit if self.colleague.mandate else ""

    @property
    def role(self) -> str:
        return self.colleague.mandate.role if self.colleague.mandate else ""


def recipient(a: Asking) -> Field:
    groups = fields.recipients(a.web.pack, a.at_work, a.colleague.subject, a.unit, a.role)
    return Field("select", "to", "Resurs", (Group("", (Choice("", "Välj resurs"),)), *groups))


def priority(a: Asking) -> Field:
    found = fields.choices(*((str(n), str(n)) for n in (1, 2, 3, 4, 5)))
    return Field("select", "priority", "Prioritet", found, str(a.page.priority), "1 är mest brådskande.")


def although(a: Asking) -> tuple[Field, ...]:
    if a.refused != "nobody_at_work":
        return ()
    return (Field("check", "although", "Lämna över ändå. Jag har ansvaret tills någon har tagit emot."),)


def handing(a: Asking) -> tuple[Field, ...]:
    message = fields.text("message", "Meddelande", "Läses bara av vårdpersonal.")
    if not a.page.suicide_flag:
        return (recipient(a), priority(a), message, fields.consent(), *although(a))
    # H24: directly; the consent that others need is not needed to psychologist or physician.
    first, directly = replace(priority(a), value="1"), replace(fields.consent(), help=NO_CONSENT)
    return (recipient(a), first, replace(message, value=DIRECTLY), directly, *although(a))


def colleague(a: Asking, label: str) -> Field:
    groups = fields.people(a.web.pack, a.at_work, a.colleague.subject, a.unit)
    return Field("select", "staff", label, (Group("", (Choice("", "Välj kollega"),)), *groups))


def extra_days(a: Asking, label: str) -> Field:
    phase = a.web.pack.async_phase
    return fields.days(phase.choices, phase.default_days, label)


def forms(a: Asking) -> Field:
    known = a.web.pack.questionnaires
    found = fields.choices(*((form, known[form].title) for form in a.web.pack.units[a.unit].forms))
    return Field("radio", "form", "Formulär", found)
