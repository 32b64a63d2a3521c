"""What a unit may leave unused: a function that is off is nowhere to be seen (H24, H26: not all units use all; Y1).

The key stands in packs, in a unit's own settings and in the rules; the text is what the local administrator reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# What no unit uses where the region holds no group visits.
GROUPS: Final = "groups"

FUNCTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "handover": "Lämna över besök",
        "guests": "Bjuda in kollega i patientchatten",
        "staff_chat": "Vårdgivarchatt",
        "consult": "Konsultationer",
        "countersign": "Vidimering",
        "async_start": "Starta asynkrona ärenden och engångsutskick",
        "convert": "Göra om drop in till asynkront ärende",
        "drop_in_ticket": "Drop in-biljetter",
        "booking_ticket": "Bokningsbiljetter",
        "forms": "Skicka formulär i chatten",
        "files": "Skicka filer i chatten",
        "reminder": "SMS-påminnelse",
        "phone": "Byta till telefon",
        "feedback": "Intern återkoppling",
        "scheduled": "Schemalagda besök",
        "video": "Ljud- och videosamtal",
        GROUPS: "Gruppbesök",
        "externals": "Bjuda in gäster utifrån",
        "drill": "Öva med testpatienter",
    }
)
