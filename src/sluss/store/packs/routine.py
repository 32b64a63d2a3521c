"""The parts of `pack.yaml` that routines differ in. Each may be left out: then the defaults of `Routine` hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any, TypeVar

from sluss.core.email import address
from sluss.core.functions import GROUPS
from sluss.core.routine import (
    DAY_END,
    EXPORT,
    NOTE_FIELDS,
    PRIMARY,
    Booking,
    Document,
    Guarantee,
    Named,
    NoteRules,
    Platforms,
    Protected,
    Proxies,
    Record,
    RiskRules,
    Routine,
    Sms,
    Video,
)
from sluss.store.packs.section import Section, text, unique

T = TypeVar("T")
REGISTRATION = ("none", "message", "watch", "cashier")
_DOCUMENT = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖa-zåäö0-9]{1,15}")
_MINUTES_A_DAY = 24 * 60
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def routine(pack: Section) -> Routine:
    return Routine(
        protected=_part(pack, "protected", _protected, Protected()),
        proxies=_part(pack, "proxies", _proxies, Proxies()),
        sms=_part(pack, "sms", lambda sms: Sms(sms.yes_no("include_unit")), Sms()),
        note=_part(pack, "note", _note, NoteRules()),
        guarantee=_part(pack, "guarantee", _guarantee, Guarantee()),
        risk=_part(pack, "risk", _risk, RiskRules()),
        video=_part(pack, "video", _video, Video()),
        booking=_part(pack, "booking", _booking, Booking()),
        record=_part(pack, "record", _record, Record()),
        approved_platforms=_part(pack, "approved_platforms", _platforms, Platforms()),
        documents=_documents(pack),
        day_end=_choice(pack, "day_end", DAY_END, "extend"),
    )


def without_groups(rules: Routine) -> frozenset[str]:
    """The function that no unit has where the region holds no group visits (H24: ännu inte)."""
    return frozenset() if rules.video.group else frozenset({GROUPS})


def _part(pack: Section, key: str, read: Callable[[Section], T], otherwise: T) -> T:
    if not pack.has(key):
        return otherwise
    with Section(pack.node(key), key) as section:
        return read(section)


def _protected(section: Section) -> Protected:
    own = section.yes_no("own")
    if own and section.has("advice"):
        raise section.fault("advice", "who may use the service needs no advice on other ways.")
    # N6: who is turned away is told where to turn.
    return Protected(own, "" if own else section.text("advice"))


def _proxies(section: Section) -> Proxies:
    return Proxies(
        most=section.number("most", 1, 2),
        primary=_choice(section, "primary", PRIMARY, "contact_details"),
        second_as_guest=section.yes_no("second_as_guest", otherwise=False),
        least_age=section.number("least_age", 0, 12) if section.has("least_age") else 0,
    )


def _note(section: Section) -> NoteRules:
    return NoteRules(
        sign=section.yes_no("sign"),
        allow_trivial=section.yes_no("allow_trivial", otherwise=False),
        copy=section.several_of("copy", NOTE_FIELDS, "field of the note") if section.has("copy") else NOTE_FIELDS,
        export=_export(section),
    )


def _export(section: Section) -> Any:
    """Refused rather than drawn: nothing in this product writes into a record system yet."""
    how = _choice(section, "export", EXPORT, "none")
    if how == "active":
        raise section.fault("export", "no record system can be written into yet: export is none or inactive.")
    return how


def _guarantee(section: Section) -> Guarantee:
    return Guarantee(section.number("contact_days", 0, 30), section.number("assessment_days", 0, 90))


def _risk(section: Section) -> RiskRules:
    return RiskRules(
        ladder=_named(section, "ladder"),
        risk_factors=_named(section, "risk_factors"),
        protective_factors=_named(section, "protective_factors"),
        visit_within=timedelta(hours=section.number("visit_within_hours", 1, 24 * 14)),
        on_call=section.text("on_call") if section.has("on_call") else "",
        ask_safe=section.text("ask_safe"),
        overdue_sms=_overdue_sms(section),
    )


def _overdue_sms(section: Section) -> str:
    if not section.has("overdue_sms"):
        return ""
    text = section.template("overdue_sms", ("link",))
    # HDK: as neutral as any other; whoever holds the telephone reads it.
    if "suicid" in text.casefold():
        raise section.fault("overdue_sms", "the SMS text overdue_sms tells what it is about, and must be neutral.")
    return text


def _video(section: Section) -> Video:
    types = tuple(str(node.value) for node in section.each("contact_types")) if section.has("contact_types") else ()
    return Video(section.yes_no("group"), types, _interpreters(section))


def _interpreters(section: Section) -> str:
    if not section.has("interpreter_email"):
        return ""
    written = section.text("interpreter_email")
    if address(written) != written:
        raise section.fault("interpreter_email", f"{written} is no e-mail address.")
    return written


def _booking(section: Section) -> Booking:
    return Booking(
        same_day_at=_clock(section, "same_day_at"),
        just_before=timedelta(minutes=section.number("just_before_minutes", 1, 120)),
        waiting_room=timedelta(minutes=section.number("waiting_room_minutes", 1, 120)),
    )


def _clock(section: Section, key: str) -> time:
    word = section.text(key)
    if not _CLOCK.fullmatch(word):
        raise section.fault(key, f"{key} of {section.name} must be a time like 08:00, not {word}.")
    return time.fromisoformat(word)


def _record(section: Section) -> Record:
    return Record(
        name=section.text("name"),
        invite_template=section.text("invite_template") if section.has("invite_template") else "",
        contact_type=section.text("contact_type") if section.has("contact_type") else "",
        note_map=_note_map(section),
        registration=_choice(section, "registration", REGISTRATION, "none"),
        transfer_ttl=timedelta(minutes=section.number("transfer_ttl_minutes", 1, _MINUTES_A_DAY)),
        create_patients=_choice(section, "create_patients", ("staff", "booking"), "staff"),
        relative_talk=_choice(section, "relative_talk", ("guest", "own_number"), "guest"),
    )


def _platforms(section: Section) -> Platforms:
    return Platforms(_names(section, "text"), _names(section, "video"))


def _names(section: Section, key: str) -> tuple[str, ...]:
    return tuple(text(node, f"a platform of {section.name}") for node in section.each(key))


def _note_map(section: Section) -> tuple[tuple[str, str], ...]:
    if not section.has("note_map"):
        return ()
    with Section(section.node("note_map"), "note_map") as fields:
        return tuple((name, fields.text(name)) for name in fields.present(*NOTE_FIELDS))


def _named(section: Section, key: str) -> tuple[Named, ...]:
    found: dict[str, Named] = {}
    for node in section.each(key):
        with Section(node, f"the line of {key}") as line:
            id_ = unique(node.place, found, f"line of {key}", line.id())
            found[id_] = Named(id_, line.text("title"), line.text("text") if line.has("text") else "")
    return tuple(found.values())


def _documents(pack: Section) -> tuple[Document, ...]:
    found: dict[str, Document] = {}
    for node in pack.each("documents") if pack.has("documents") else ():
        with Section(node, "the document") as one:
            id_ = unique(node.place, found, "document", _document_id(one))
            found[id_] = Document(
                id_,
                one.text("title"),
                one.text("owner") if one.has("owner") else "",
                one.text("dated") if one.has("dated") else "",
            )
    return tuple(found.values())


def _document_id(one: Section) -> str:
    word = one.text("id")
    if not _DOCUMENT.fullmatch(word):
        raise one.fault("id", f"{word} is no short name of a document; begin with a capital letter, such as VML.")
    return word


def _choice(section: Section, key: str, known: tuple[str, ...], otherwise: str) -> Any:
    """One of a few words, which the type of the field lists too."""
    return section.one_of(key, known, "choice") if section.has(key) else otherwise
