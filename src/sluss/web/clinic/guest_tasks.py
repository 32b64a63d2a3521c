"""Whom staff can invite from outside, and what each is asked for: one table (J6, J7, J8, H24's second guardian)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final
from uuid import UUID

from sluss.core.case import commands as c
from sluss.core.case.events import ExternalKind
from sluss.core.externals import CHECKS, INTERPRETER, reached_at
from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.service.views.guests import GuestLine, Inviting
from sluss.web.clinic import fields
from sluss.web.clinic.fields import Field
from sluss.web.clinic.task import consent
from sluss.web.forms import Form, text

_EMAIL: Final = Field("line", "address", "E-post")
_GUESTS: Final[Mapping[str, tuple[ExternalKind, str]]] = MappingProxyType(
    {
        "relative": ("relative", "Anhörig"),
        "colleague": ("colleague", "Vårdpersonal utan konto här"),
        "other": ("other", "Någon annan"),
    }
)


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways to invite. `fields` of none: it is not offered now."""

    title: str
    lead: str
    fields: Callable[[Inviting], tuple[Field, ...]]
    build: Callable[[Form, UUID], c.InviteExternal]


def _consent(a: Inviting) -> tuple[Field, ...]:
    """M3: before the visit has begun the patient may be asked when the guest is let in."""
    if not a.asks_consent:
        return ()
    later = (("", "Frågar innan gästen släpps in"),) if a.consent_may_wait else ()
    found = fields.choices(("oral", "Ja, muntligt"), ("written", "Ja, skriftligt i chatten"), *later)
    return (Field("radio", "consent", "Har patienten samtyckt till att gästen är med?", found),)


def _via() -> tuple[Field, ...]:
    found = fields.choices(("email", "E-post"), ("sms", "Sms"))
    told = "E-postadressen eller det svenska mobilnumret som länken skickas till."
    return (
        Field("radio", "via", "Hur ska länken skickas?", found, "email"),
        Field("line", "address", "E-post eller mobilnummer", help=told),
    )


def named_guest() -> tuple[Field, ...]:
    """What a guest is called, and where the link goes. Of a protected person: only the name that is given."""
    return (
        Field("line", "first_name", "Förnamn", help="Visas för dem som är med."),
        Field("line", "last_name", "Efternamn", help="Kan lämnas tomt, till exempel vid skyddade personuppgifter."),
        *_via(),
    )


def _guest(a: Inviting) -> tuple[Field, ...]:
    kinds = fields.choices(*((key, title) for key, (_, title) in _GUESTS.items()))
    return (Field("radio", "kind", "Vem är gästen?", kinds, "relative"), *named_guest(), *_consent(a))


def _interpreter(a: Inviting) -> tuple[Field, ...]:
    mailbox = replace(_EMAIL, label="Tolktjänstens funktionsbrevlåda", value=a.interpreter_email)
    return (mailbox, *_consent(a))


def _guardian(a: Inviting) -> tuple[Field, ...]:
    if not a.guardians:
        return ()
    found = fields.choices(*((str(id_), name) for id_, name in a.guardians))
    who = Field("radio", "guardian", "Vårdnadshavare", found, str(a.guardians[0][0]))
    return (who, *_via(), *_consent(a))


def _invite_guest(form: Form, guest: UUID) -> c.InviteExternal:
    if text(form, "kind") not in _GUESTS:
        raise Refused("guest_kind_missing")
    kind, _ = _GUESTS[text(form, "kind")]
    return _invitation(form, guest, kind, text(form, "first_name"), text(form, "last_name"))


def relative_of(form: Form, guest: UUID) -> c.InviteExternal:
    """The relative whom a talk is held with. Refused at once: nothing is booked for a guest who cannot be reached."""
    asked = _invitation(form, guest, "relative", text(form, "first_name").strip(), text(form, "last_name"))
    if not asked.first_name:
        raise Refused("guest_name_missing")
    if reached_at(asked.via, asked.address) is None:
        if asked.via == "email":
            raise Refused("guest_email_wrong")
        raise Refused("guest_mobile_wrong")
    return asked


def _invite_interpreter(form: Form, guest: UUID) -> c.InviteExternal:
    return c.InviteExternal(guest, "interpreter", "email", *INTERPRETER, text(form, "address"), consent(form))


def _invite_guardian(form: Form, guest: UUID) -> c.InviteExternal:
    try:
        chosen = UUID(text(form, "guardian"))
    except ValueError:
        raise Refused("no_second_guardian") from None
    return replace(_invitation(form, guest, "guardian", "", ""), guardian=chosen)


def _invitation(form: Form, guest: UUID, kind: ExternalKind, first: str, last: str) -> c.InviteExternal:
    via = text(form, "via")
    if via not in ("email", "sms"):
        raise Refused("guest_via_missing")
    return c.InviteExternal(
        guest, kind, "email" if via == "email" else "sms", first, last, text(form, "address"), consent(form)
    )


WAYS: Final[Mapping[str, Way]] = MappingProxyType(
    {
        "gast": Way(
            "Gäst",
            "Gästen får en egen länk till det här besöket och loggar inte in. Du släpper in gästen när den har kommit.",
            _guest,
            _invite_guest,
        ),
        "tolk": Way(
            "Tolk",
            "Tolken bjuds in via tolktjänstens funktionsbrevlåda och heter ”tolk digital” i besöket. Boka tolken som "
            "vanligt först.",
            _interpreter,
            _invite_interpreter,
        ),
        "vardnadshavare": Way(
            "Vårdnadshavare",
            "Barnets andra vårdnadshavare är med som gäst. Namnet kommer från folkbokföringen.",
            _guardian,
            _invite_guardian,
        ),
    }
)
# The field that a refusal is about; of any other the first one.
FIELD: Final[Mapping[str, str]] = MappingProxyType(
    {
        "guest_name_missing": "first_name",
        "guest_name_wrong": "first_name",
        "guest_email_wrong": "address",
        "guest_mobile_wrong": "address",
        "guest_via_missing": "via",
        "consent_needed": "consent",
        "checked_missing": "checked",
    }
)


def admission(one: GuestLine) -> tuple[Field, ...]:
    """A11: how staff made sure of who it is; and the consent, where it was left for now."""
    checked = fields.choices(*CHECKS.items())
    told = "Be gästen visa fotolegitimation i bild när du behöver vara säker."
    asked = fields.choices(("oral", "Ja, muntligt"), ("written", "Ja, skriftligt i chatten"))
    more = (Field("radio", "consent", "Har patienten samtyckt till att gästen är med?", asked),)
    return (
        Field("radio", "checked", "Hur vet du vem gästen är?", checked, help=told),
        *(more if one.asks_consent else ()),
    )


def admit(form: Form, guest: UUID) -> c.AdmitExternal:
    said = next((key for key in CHECKS if key == text(form, "checked")), None)
    if said is None:
        raise Refused("checked_missing")
    return c.AdmitExternal(guest, said, new_id(), consent(form))
