"""Every refusal as a Swedish sentence and a status, by its code, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sluss.core.refusal import Refused
from sluss.core.triage.texts import PROBLEMS

UNPROCESSABLE, CONFLICT, FORBIDDEN, UNAVAILABLE = 422, 409, 403, 503

REFUSALS: Final[Mapping[str, tuple[int, str]]] = MappingProxyType(
    {
        "already_accepted": (CONFLICT, "{owner} har redan tagit emot ärendet."),
        "already_sent": (CONFLICT, "Ärendet är redan skickat."),
        "already_started": (CONFLICT, "Besöket är redan startat."),
        "already_yours": (CONFLICT, "Ärendet är redan ditt."),
        "case_closed": (CONFLICT, "Ärendet är avslutat. Det går inte att skriva i det."),
        "danger_not_read": (CONFLICT, "Läs först vad du ska göra nu, och bekräfta att du har läst."),
        "form_broken": (UNPROCESSABLE, "Sidan skickade något som inte går att läsa. Ladda om sidan och försök igen."),
        "message_empty": (UNPROCESSABLE, "Skriv något innan du skickar."),
        "message_too_long": (
            UNPROCESSABLE,
            "Meddelandet har {length} tecken. Det får ha högst {longest}. Korta texten eller dela upp den.",
        ),
        "not_a_choice": (UNPROCESSABLE, "Välj hur länge invånaren ska kunna skriva."),
        "not_accepted": (CONFLICT, "Ta emot ärendet först."),
        "not_in_visit": (CONFLICT, "Besöket pågår inte. Ladda om sidan för att se var ärendet står."),
        "not_owner": (FORBIDDEN, "En kollega har tagit emot ärendet. Ta över det om du ska svara."),
        "not_yours": (FORBIDDEN, "Du kan inte göra det här i ärendet."),
        "note_changed": (
            CONFLICT,
            "Anteckningen är ändrad i ett annat fönster. Din text är kvar här. Ladda om för att se den andra.",
        ),
        "note_too_long": (UNPROCESSABLE, "Anteckningen är för lång. Den får ha högst {longest} tecken."),
        "only_for_yourself": (FORBIDDEN, "Du kan bara söka vård för dig själv här."),
        "picture_damaged": (UNPROCESSABLE, "Bilden går inte att läsa. Prova att ta eller spara den på nytt."),
        "picture_gone": (CONFLICT, "Bilden är redan borttagen."),
        "picture_not_kept": (UNAVAILABLE, "Bilden kunde inte sparas just nu. Försök igen om en stund."),
        "picture_not_a_picture": (UNPROCESSABLE, "Filen är inte en bild i formatet JPEG, PNG eller WebP."),
        "picture_too_large": (UNPROCESSABLE, "Bilden är för stor. Den får vara högst {megabytes} MB."),
        "picture_too_many_pixels": (UNPROCESSABLE, "Bilden har för många bildpunkter. Prova en mindre bild."),
        "picture_wrong_ending": (UNPROCESSABLE, "Filens namn säger en annan sorts fil än vad den är."),
        "question_not_asked": (CONFLICT, "Frågan ställs inte längre. Fortsätt med nästa fråga."),
        "reason_unknown": (UNPROCESSABLE, "Välj vad du söker för."),
        "nothing_to_answer": (CONFLICT, "Invånaren har inget meddelande att svara på än."),
        "reminded_recently": (
            CONFLICT,
            "En påminnelse har redan gått ut. Vänta {minutes} minuter mellan påminnelserna.",
        ),
        "resident_is_here": (CONFLICT, "Invånaren har chatten öppen just nu. Ingen påminnelse behövs."),
        "stale": (CONFLICT, "Det har kommit ett nytt meddelande. Läs det och skicka sedan om du fortfarande vill."),
        "suicide_flag_stays_open": (
            CONFLICT,
            "Ärendet tyder på suicidrisk. Bara psykolog eller läkare kan avsluta det. Välj att hålla chatten öppen.",
        ),
        "too_many_pictures": (UNPROCESSABLE, "Du kan skicka högst {most} bilder."),
        "unanswered": (CONFLICT, "Någon fråga är inte besvarad än."),
        "visit_not_started": (CONFLICT, "Starta besöket innan du skriver."),
        "wrong_phase": (CONFLICT, "Det går inte att göra i ärendet just nu. Ladda om sidan."),
        **{code: (UNPROCESSABLE, text) for code, text in PROBLEMS.items()},
    }
)


def status_of(refused: Refused) -> int:
    return REFUSALS[refused.code][0]


def sentence(refused: Refused) -> str:
    """What to tell the one who was refused. KeyError: a code without a sentence, which a test finds first."""
    facts = {"owner": "En kollega", "unit": "", **refused.facts}
    return REFUSALS[refused.code][1].format(**facts)
