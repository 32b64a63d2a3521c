"""The refusals of the waiting room and of group visits; part of `refusals.REFUSALS`."""

from __future__ import annotations

from typing import Final

CONFLICT, UNPROCESSABLE = 409, 422

OF_GROUPS: Final[dict[str, tuple[int, str]]] = {
    "waiting_room_shut": (CONFLICT, "Väntrummet öppnar kl. {opens}. Kom tillbaka då."),
    "shown_as_long": (UNPROCESSABLE, "Namnet får ha högst {longest} tecken. Korta det."),
    "groups_off": (CONFLICT, "Enheten har inga gruppbesök."),
    "group_unknown": (CONFLICT, "Gruppbesöket finns inte."),
    "group_time": (CONFLICT, "Alla i ett gruppbesök har samma tid. Ta bort patienten ur gruppen i stället."),
    "group_over": (CONFLICT, "Gruppbesöket är avslutat."),
    "group_twice": (CONFLICT, "Patienten har redan en plats i gruppen."),
    "group_full": (CONFLICT, "Alla {places} platser är tagna."),
    "group_untitled": (UNPROCESSABLE, "Skriv vad gruppbesöket heter."),
    "group_title_long": (UNPROCESSABLE, "Namnet får ha högst {longest} tecken. Korta det."),
    "group_places": (UNPROCESSABLE, "Ett gruppbesök har {fewest} till {most} platser."),
    "group_sfu": (CONFLICT, "Gruppbesök på video kräver en videoserver, och den är inte igång. Ring in deltagarna."),
    "group_nobody": (CONFLICT, "Släpp in någon först. Sedan kan du starta videon."),
    "group_not_leader": (CONFLICT, "En kollega leder gruppen. Ta över den om du ska hålla besöket."),
}
