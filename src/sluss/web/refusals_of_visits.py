"""The refusals around booked visits; part of `refusals.REFUSALS`."""

from __future__ import annotations

from typing import Final

UNPROCESSABLE, CONFLICT = 422, 409

OF_VISITS: Final[dict[str, tuple[int, str]]] = {
    "booked_already": (
        CONFLICT,
        "Kollegan har redan ett besök kl. {starts}–{ends}. Välj en annan tid, eller kryssa i att du bokar ändå.",
    ),
    "booking_elsewhere": (CONFLICT, "Du kan bara boka besök till enheten där du är i tjänst."),
    "call_the_patient_first": (CONFLICT, "Ring först, och anteckna samtalet. Avsluta sedan besöket."),
    "colleague_not_here": (CONFLICT, "Kollegan arbetar inte i den rollen på enheten. Välj någon annan."),
    "ends_before_start": (UNPROCESSABLE, "Besöket slutar innan det börjar. Välj en ny tid."),
    "has_come": (CONFLICT, "Patienten har anslutit. Starta besöket i stället."),
    "kind_unknown": (CONFLICT, "Den sortens besök går inte att boka här."),
    "mobile_wrong": (UNPROCESSABLE, "Det är inget mobilnummer. Skriv det som 070-123 45 67, eller lämna tomt."),
    "no_show_first": (CONFLICT, "Välj Uteblev först, och ring patienten."),
    "not_begun_yet": (CONFLICT, "Besöket börjar kl. {starts}. Vänta till dess."),
    "not_booked": (CONFLICT, "Det är inget bokat besök."),
    "not_today": (CONFLICT, "Besöket är en annan dag. Ta emot det den dagen, eller boka om det."),
    "number_not_here": (CONFLICT, "Den som har skyddade personuppgifter har inget nummer här. Ändra inget nummer."),
    "time_is_past": (UNPROCESSABLE, "Tiden har redan varit. Välj en tid framåt."),
    "time_skipped": (UNPROCESSABLE, "Den tiden finns inte, för klockan ställs om den natten. Välj en annan."),
    "time_too_far": (UNPROCESSABLE, "Det är mer än två år bort. Kontrollera datumet."),
    "time_twice": (
        UNPROCESSABLE,
        "Den tiden kommer två gånger, för klockan ställs om den natten. Välj en annan.",
    ),
    "when_missing": (UNPROCESSABLE, "Välj dag och klockslag."),
    "visit_too_long": (UNPROCESSABLE, "Ett besök kan vara högst {hours} timmar."),
}
