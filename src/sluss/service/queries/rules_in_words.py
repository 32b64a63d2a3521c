"""The region's routine in Swedish sentences, each beside the path of the value that it tells of (Y7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from sluss.core.people import role_title
from sluss.core.policy import Pack
from sluss.service.queries.notes import LABELS

# Where a value stands in the pack, and what it says.
Told = tuple[str, str]

ARRIVALS: Final = {
    "none": "Ankomst registreras inte från sluss.",
    "message": "Ankomsten registreras efter ett meddelande eller en bevakning i {record}.",
    "watch": "Ankomsten registreras efter en bevakning i {record}.",
    "cashier": "Ankomsten registreras i kassan i {record}.",
}


def residents(pack: Pack) -> Iterable[Told]:
    own, proxies = pack.routine.protected, pack.routine.proxies
    if own.own:
        yield "protected.own", "Den som har skyddade personuppgifter kan söka vård för egen del."
    else:
        yield "protected.own", "Den som har skyddade personuppgifter kan inte söka vård här."
    if proxies.most == 1:
        yield "proxies.most", "En vårdnadshavare för varje barn kan delta."
    else:
        yield "proxies.most", "Båda vårdnadshavarna kan delta."
    if proxies.primary == "chosen":
        yield "proxies.primary", "Primär vårdnadshavare är förvald, och kan ändras av vårdpersonal."
    else:
        yield "proxies.primary", "Primär vårdnadshavare är den som har lämnat kontaktuppgifter."
    if pack.routine.record.create_patients == "staff":
        yield "record.create_patients", "En patient som inte finns i sluss skapas av vårdpersonal."
    if proxies.least_age:
        yield "proxies.least_age", f"Barn under {proxies.least_age} år kan inte söka vård här."


def drop_in(pack: Pack) -> Iterable[Told]:
    rules = pack.drop_in
    if rules.one_at_a_time:
        yield "drop_in.one_at_a_time", "Ett påbörjat drop in-besök hindrar invånaren från att söka vård igen."
    else:
        yield "drop_in.one_at_a_time", "Invånaren kan ha flera drop in-ärenden samtidigt."
    if pack.routine.day_end == "end_all":
        yield "day_end", "Alla påbörjade drop in-besök avslutas samma dag."
    else:
        yield "day_end", "När invånaren inte svarar stängs besöket för dagen, och kan besvaras nästa öppna dag."
        yield "drop_in.absent_wait", f"Innan dess väntar du {_minutes(rules.absent_wait)} efter en SMS-påminnelse."
        yield "drop_in.closing", f"De sista {_minutes(rules.closing)} före stängning behövs ingen påminnelse."
    before = _minutes(rules.remind_before_closing)
    yield "drop_in.remind_before_closing", f"Du får veta att ett besök inte är avslutat {before} före stängning."
    yield "reminder_pause", f"Mellan två SMS-påminnelser går det minst {_minutes(pack.reminder_pause)}."


def talking(pack: Pack) -> Iterable[Told]:
    phase, auto = pack.async_phase, pack.autosend
    days = _listed([_days(number) if number else "inte alls" for number in phase.choices], "eller")
    yield "async_phase.choices", f"Efter ett besök kan ärendet vara öppet: {days}."
    if phase.preselect:
        yield "async_phase.default_days", f"{_days(phase.default_days).capitalize()} är förvalt."
    else:
        yield "async_phase.preselect", "Den som avslutar besöket väljer hur länge. Inget är förvalt."
    yield "async_phase.extendable", _extending(pack)
    yield "async_phase.matter_days", f"Ett administrativt ärende är öppet i {_days(phase.matter_days)}."
    if auto.enabled:
        yield "autosend.enabled", f"Meddelande finns: det skickas efter {_days(auto.days)} om ingen har skrivit."
    else:
        yield "autosend.enabled", "Meddelande är inte påslaget. Därför finns inget reglage när du avslutar ett besök."


def _extending(pack: Pack) -> str:
    if pack.async_phase.for_risk:
        return "Tiden förlängs bara i ärenden med suicidrisk."
    return "Tiden går att förlänga." if pack.async_phase.extendable else "Tiden går inte att förlänga."


def tickets(pack: Pack) -> Iterable[Told]:
    rules = pack.tickets
    if "drop_in" in rules.kinds:
        yield "tickets.kinds", "Drop in-biljetter finns."
        yield "tickets.priority", f"En drop in-biljett får prioritet {rules.priority}."
        kept = "behåller sin prioritet" if rules.keep_higher else "får biljettens prioritet"
        yield "tickets.keep_higher_priority", f"Ett ärende som var mer brådskande {kept}."
        yield "tickets.valid_days", f"Biljetten gäller i {_days(rules.valid_days)}, om du inte väljer något annat."
    else:
        yield "tickets.kinds", "Drop in-biljetter finns inte."
    used = "finns" if "booking" in rules.kinds else "finns inte"
    yield "tickets.kinds", f"Bokningsbiljetter {used}."


def notes(pack: Pack) -> Iterable[Told]:
    rules, record = pack.routine.note, pack.routine.record
    if rules.sign:
        yield "note.sign", "Anteckningen signeras av den som har skrivit den, och är sedan låst."
        enough = "En ensam punkt räcker" if rules.allow_trivial else "En ensam punkt räcker inte"
        yield "note.allow_trivial", f"{enough} för att signera."
    else:
        yield "note.sign", "Anteckningen sparas här och signeras inte."
    if rules.export == "inactive":
        yield "note.export", "Exporten av anteckningen är inte påslagen. Kopiera den i stället."
    copied = _listed([LABELS[name].lower() for name in LABELS if name in rules.copy], "och")
    yield "note.copy", f"Kopiera anteckningen tar med {copied}."
    for name, heading in record.note_map:
        yield "record.note_map", f"{LABELS[name]} klistras in i {record.name} under {heading}."
    roles = _listed([role_title(role) for role in sorted(pack.countersign_roles)], "och")
    yield "countersign_roles", f"{roles.capitalize()} vidimerar."


def notices(pack: Pack) -> Iterable[Told]:
    if pack.routine.sms.include_unit:
        yield "sms.include_unit", "Sms till invånaren säger vilken enhet det gäller, utom vid skyddade personuppgifter."
    else:
        yield "sms.include_unit", "Sms till invånaren säger aldrig vilken enhet det gäller."
    yield "region.sms_sender", f"Avsändaren av sms är {pack.region.sms_sender}."


def clocks(pack: Pack) -> Iterable[Told]:
    guarantee, risk = pack.routine.guarantee, pack.routine.risk
    first = "samma dag" if guarantee.contact_days == 0 else f"inom {_days(guarantee.contact_days)}"
    yield "guarantee.contact_days", f"Vårdgarantin: kontakt {first}."
    yield "guarantee.assessment_days", f"Vårdgarantin: medicinsk bedömning inom {_days(guarantee.assessment_days)}."
    if risk.ladder:
        hours = int(risk.visit_within / timedelta(hours=1))
        yield "risk.visit_within_hours", f"Måttlig suicidrisk: fysiskt besök inom {hours} timmar från bedömningen."
    if risk.on_call:
        yield "risk.on_call", f"Beredskapsjour: {risk.on_call}."
    longest = int(pack.longest_shift / timedelta(hours=1))
    yield "shift.longest_hours", f"Ett skift som ingen avslutar tar slut efter {longest} timmar."


def booked(pack: Pack) -> Iterable[Told]:
    """Booked visits, which come from the record system or are booked here (K1 to K10)."""
    video, record, door = pack.routine.video, pack.routine.record, pack.routine.door
    where = record.name or "journalsystemet"
    group = "hålls" if video.group else "hålls inte än"
    yield "video.group", f"Gruppbesök via video {group}."
    if video.contact_types:
        types = _listed(list(video.contact_types), "eller")
        yield "video.contact_types", f"Besök som bokas i {where} med kontakttyp {types} kommer hit."
    if door.reasons_kept_out:
        reasons = _listed(list(door.reasons_kept_out), "eller")
        yield "door.reasons_kept_out", f"Besök med besöksorsak {reasons} kommer inte hit."
    if door.services_kept_out:
        services = _listed(list(door.services_kept_out), "eller")
        yield "door.services_kept_out", f"Besök på vårdtjänst {services} kommer inte hit."
    if door.only_web_bookable:
        yield "door.only_web_bookable", "Besök på en vårdtjänst som inte finns i webbtidboken kommer inte hit."
    if record.create_patients == "booking":
        yield "record.create_patients", f"En patient som saknas skapas ur bokningen i {where}."
    if record.relative_talk == "guest":
        yield "record.relative_talk", "Vid anhörigsamtal via video bjuds den anhörige in som gäst."
    else:
        yield "record.relative_talk", "Anhörigsamtal via video bokas på den anhöriges eget personnummer."
    if record.invite_template:
        yield "record.invite_template", f"Kallelsen i {where}: {record.invite_template}."
    # K8, K10: done by the record system, and no hand-off of ours.
    yield "texts.invitation", f"Den digitala kallelsen på 1177.se skickas av {where}. Fritext i bokningen följer med."
    if pack.texts.video_cost:
        yield "texts.video_cost", pack.texts.video_cost
    yield from platforms(pack)


def platforms(pack: Pack) -> Iterable[Told]:
    """J16: where staff may write to patients, and meet them on video."""
    approved = pack.routine.approved_platforms
    for path, words, names in (
        ("approved_platforms.text", "Text", approved.text),
        ("approved_platforms.video", "Video", approved.video),
    ):
        if names:
            yield path, f"{words} med patienter är godkänd i {_listed(list(names), 'och')}."


def elsewhere(pack: Pack) -> Iterable[Told]:
    """What the routine says of the record system that is not done here yet."""
    record = pack.routine.record
    if not record.name:
        yield "record.name", "Regionen har inte sagt något om sitt journalsystem."
        return
    if record.contact_type:
        yield "record.contact_type", f"Kontakttyp i {record.name}: {record.contact_type}."
    yield "record.registration", ARRIVALS[record.registration].format(record=record.name)
    minutes = _minutes(record.transfer_ttl)
    yield "record.transfer_ttl_minutes", f"Filer som mellanlagras på väg till {record.name} raderas efter {minutes}."


def _days(number: int) -> str:
    return "en dag" if number == 1 else f"{number} dagar"


def _minutes(time: timedelta) -> str:
    minutes = int(time / timedelta(minutes=1))
    return "en minut" if minutes == 1 else f"{minutes} minuter"


def _listed(words: list[str], last: str) -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))
