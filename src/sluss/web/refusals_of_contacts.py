"""The refusals about how somebody is reached: invited colleagues, e-mail addresses, reminders."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

UNPROCESSABLE, CONFLICT = 422, 409

OF_CONTACTS: Final[Mapping[str, tuple[int, str]]] = MappingProxyType(
    {
        "already_there": (CONFLICT, "Den kollegan är redan med i ärendet."),
        "code_over": (CONFLICT, "Koden gäller inte längre. Skriv in adressen igen, så skickar vi en ny."),
        "code_too_many": (CONFLICT, "Vi har skickat flera koder den senaste timmen. Vänta en stund och försök igen."),
        "code_wrong": (UNPROCESSABLE, "Koden stämmer inte. Kontrollera siffrorna i den senaste e-posten."),
        "colleague_not_at_work": (CONFLICT, "Kollegan är inte i tjänst just nu. Välj någon annan."),
        "colleague_not_reached": (
            CONFLICT,
            "Kollegan har ändrat sina inställningar och kan inte nås på det sättet. Välj ett annat.",
        ),
        "colleague_unknown": (CONFLICT, "Kollegan finns inte bland dem som har arbetat här. Välj någon annan."),
        "email_elsewhere": (UNPROCESSABLE, "Skriv din e-postadress i tjänsten. Den slutar med {domains}."),
        "email_missing": (CONFLICT, "Lägg till en e-postadress först."),
        "email_wrong": (UNPROCESSABLE, "Skriv en hel e-postadress, till exempel namn@exempel.se."),
        "reminders_of_child": (
            CONFLICT,
            "En vårdnadshavare kan inte samtycka för barnet. Valet är hens eget och gäller hens eget nummer.",
        ),
    }
)
