"""What the bookings door refuses, in Swedish. Record systems read it in English: `web/api/problems.py`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CONFLICT, UNPROCESSABLE = 409, 422

OF_DOOR: Final[Mapping[str, tuple[int, str]]] = {
    "booking_field_missing": (UNPROCESSABLE, "Bokningen saknar något som behövs."),
    "cancelled_here": (CONFLICT, "Besöket är avbokat här."),
    "key_reused": (CONFLICT, "Nyckeln har redan använts för ett annat meddelande."),
    "no_video_visit": (UNPROCESSABLE, "Bokningen är inget videobesök."),
    "patient_changed": (CONFLICT, "En bokning kan inte byta patient. Avboka den och boka på nytt."),
    "patient_named_otherwise": (UNPROCESSABLE, "Personnumret hör till någon med ett helt annat namn."),
    "patient_not_created": (UNPROCESSABLE, "Patienten finns inte i sluss. Skapa patienten innan besöket bokas."),
    "role_unknown": (UNPROCESSABLE, "Ingen på mottagningen svarar i den rollen."),
    "service_unknown": (UNPROCESSABLE, "Regionen har inte sagt var den här vårdtjänsten hör hemma i sluss."),
    "unit_unknown": (UNPROCESSABLE, "Mottagningen finns inte."),
    "unit_without_bookings": (CONFLICT, "Mottagningen använder inte schemalagda videobesök här."),
}
