"""The words of what regions' routines differ in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sluss.core import door, routine
from sluss.core.packdiff import codes
from sluss.core.packdiff.word import ADMINISTRATORS, RESIDENTS, STAFF, Word, to

OF_ROUTINES: Final[Mapping[type, Mapping[str, Word]]] = {
    routine.Routine: {
        **to(
            RESIDENTS,
            protected="Skyddade personuppgifter",
            proxies="Vårdnadshavare",
            sms="Sms",
            guarantee="Vårdgaranti",
        ),
        **to(
            STAFF, note="Anteckning", risk="Suicidrisk", video="Video", booking="Bokade besök", record="Journalsystem"
        ),
        "door": Word("Bokningar från journalsystemet", STAFF),
        "approved_platforms": Word("Godkända plattformar", STAFF),
        "documents": Word("Dokument", ADMINISTRATORS),
        "day_end": Word("Besök som inte är klara vid dagens slut", STAFF, codes.DAY_END),
    },
    routine.Protected: to(
        RESIDENTS,
        own="Den som har skyddade personuppgifter får söka vård för egen del",
        advice="Det som sägs till den som har skyddade personuppgifter",
    ),
    routine.Proxies: {
        **to(
            RESIDENTS,
            most="Vårdnadshavare som kan vara med för samma barn",
            second_as_guest="Den andra vårdnadshavaren bjuds in som gäst",
            least_age="Barnets ålder i år från vilken frågorna är gjorda",
        ),
        "primary": Word("Vårdnadshavare som får aviseringar", RESIDENTS, codes.PRIMARY),
    },
    routine.Sms: to(RESIDENTS, include_unit="Sms nämner mottagningen, aldrig för skyddade personer"),
    routine.NoteRules: {
        **to(STAFF, sign="Anteckningar signeras här", allow_trivial="En ensam punkt räcker för att signera"),
        "copy": Word("Fält som kopieras med anteckningen", STAFF, codes.NOTE),
        "export": Word("Export till journalsystemet", STAFF, codes.EXPORT),
    },
    routine.Guarantee: to(
        RESIDENTS,
        contact_days="Dagar till kontakt enligt vårdgarantin",
        assessment_days="Dagar till medicinsk bedömning enligt vårdgarantin",
    ),
    routine.Named: to(STAFF, id="kortnamn", title="titel", text="text"),
    routine.RiskRules: to(
        STAFF,
        ladder="Steg i suicidstegen",
        risk_factors="Riskfaktor",
        protective_factors="Skyddsfaktor",
        visit_within="Tid till fysiskt besök vid måttlig suicidrisk",
        on_call="Beredskapsjourens telefon",
        ask_safe="Frågan om det känns tryggt att fortsätta online",
        overdue_sms="Sms till verksamhetschefen när besöket inte har blivit av",
    ),
    routine.Video: to(
        STAFF,
        group="Gruppbesök på video",
        contact_types="Kontakttyper i journalsystemet som är videobesök",
        interpreter_email="Tolktjänstens funktionsbrevlåda",
    ),
    routine.Booking: to(
        RESIDENTS,
        same_day_at="Sms-påminnelse samma dag klockan",
        just_before="Sms-påminnelse före besöket",
        waiting_room="Väntrummet öppnar före besöket",
    ),
    door.Door: to(
        STAFF,
        services="Tjänster i journalsystemet vars bokningar kommer hit",
        reasons_kept_out="Besöksorsaker i journalsystemet som inte förs över",
        services_kept_out="Tjänster i journalsystemet som inte förs över",
        only_web_bookable="Bara det som invånaren ser i regionens egen kalender förs över",
    ),
    door.DoorService: to(STAFF, id="kod i journalsystemet", unit="mottagning", role="roll", reason="sökorsak"),
    routine.Record: {
        **to(
            STAFF,
            name="Journalsystem",
            invite_template="Kallelse för videobesök",
            contact_type="Kontakttyp för chatt i journalsystemet",
            transfer_ttl="Filer i mellanlagringen raderas efter",
        ),
        "note_map": Word("Anteckningens fält i journalsystemet", STAFF, codes.NOTE),
        "registration": Word("Ankomstregistrering", STAFF, codes.REGISTRATION),
        "create_patients": Word("En patient som inte finns skapas", STAFF, codes.CREATED),
        "relative_talk": Word("Anhörigsamtal", STAFF, codes.RELATIVE),
    },
    routine.Platforms: to(STAFF, text="Godkänd plattform för text", video="Godkänd plattform för video"),
    routine.Document: to(ADMINISTRATORS, id="kortnamn", title="titel", owner="ägare", dated="daterad"),
}
