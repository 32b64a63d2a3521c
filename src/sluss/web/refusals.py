"""Every refusal as a Swedish sentence and a status, by its code, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sluss.core.refusal import Refused
from sluss.core.triage.texts import PROBLEMS
from sluss.web.refusals_children import OF_CHILDREN
from sluss.web.refusals_of_calls import OF_CALLS
from sluss.web.refusals_of_contacts import OF_CONTACTS
from sluss.web.refusals_of_door import OF_DOOR
from sluss.web.refusals_of_drills import OF_DRILLS
from sluss.web.refusals_of_groups import OF_GROUPS
from sluss.web.refusals_of_guests import OF_GUESTS
from sluss.web.refusals_of_risk import OF_RISK
from sluss.web.refusals_of_versions import OF_VERSIONS
from sluss.web.refusals_of_visits import OF_VISITS

UNPROCESSABLE, CONFLICT, FORBIDDEN, UNAVAILABLE = 422, 409, 403, 503

REFUSALS: Final[Mapping[str, tuple[int, str]]] = MappingProxyType(
    {
        **OF_CALLS,
        **OF_CHILDREN,
        **OF_CONTACTS,
        **OF_DOOR,
        **OF_DRILLS,
        **OF_GUESTS,
        **OF_GROUPS,
        **OF_VISITS,
        "answer_missing": (UNPROCESSABLE, "Välj ett av svaren."),
        "priority_same": (UNPROCESSABLE, "Ärendet har redan den prioriteten. Välj en annan."),
        "always_open": (CONFLICT, "Enheten är alltid öppen. Ta emot ärendet i stället."),
        "booking_empty": (UNPROCESSABLE, "Skriv minst en tid att välja på."),
        "consent_needed": (UNPROCESSABLE, "Fråga invånaren först, och ange hur samtycket gavs."),
        "consult_open": (CONFLICT, "En konsultation väntar redan på svar i ärendet."),
        "consult_yourself": (UNPROCESSABLE, "Välj en kollega, inte dig själv."),
        "drop_in_open": (
            CONFLICT,
            "Du har redan ett pågående ärende, fortsätt där. Andra ärenden kan du alltid starta.",
        ),
        "form_unknown": (CONFLICT, "Formuläret används inte längre. Välj ett annat."),
        "function_off": (CONFLICT, "Din enhet använder inte den här funktionen."),
        "handover_gone": (
            CONFLICT,
            "Överlämningen gäller inte längre. Någon annan har tagit emot eller tagit tillbaka.",
        ),
        "handover_message_empty": (UNPROCESSABLE, "Skriv ett meddelande till den som ska ta emot."),
        "handover_pending": (CONFLICT, "Ärendet håller redan på att lämnas över. Ta tillbaka det först."),
        "handover_to_yourself": (UNPROCESSABLE, "Välj någon annan än dig själv."),
        "no_longer_than_now": (UNPROCESSABLE, "Välj en längre tid. Ärendet är redan öppet så länge."),
        "nobody_at_work": (
            CONFLICT,
            "Ingen där är i tjänst just nu på {unit}. Välj någon annan, eller bekräfta att du vill lämna över ändå.",
        ),
        "not_a_priority": (UNPROCESSABLE, "Välj en prioritet från 1 till 5."),
        "not_an_outcome": (UNPROCESSABLE, "Välj ett utfall i listan."),
        "not_extendable": (CONFLICT, "Tiden går inte att förlänga i din region."),
        "not_on_shift": (FORBIDDEN, "Du är inte i tjänst. Börja skift för att arbeta med ärenden."),
        "not_your_countersign": (FORBIDDEN, "Du kan inte vidimera den här anteckningen."),
        "day_ends_all": (
            CONFLICT,
            "Här avslutas alla påbörjade besök samma dag. Avsluta besöket, eller gör om det till ett asynkront ärende.",
        ),
        "note_empty": (UNPROCESSABLE, "Skriv i anteckningen, eller kryssa för Inget att anteckna, innan du signerar."),
        "note_not_empty": (
            UNPROCESSABLE,
            "Du har kryssat för Inget att anteckna, men anteckningen har text. Ta bort det ena.",
        ),
        "note_not_signed": (CONFLICT, "Anteckningen är inte signerad."),
        "note_signed": (CONFLICT, "Anteckningen är signerad och låst. Lås upp den om du behöver ändra i den."),
        "note_trivial": (
            UNPROCESSABLE,
            "Det som står räcker inte som anteckning. Skriv mer, eller kryssa för Inget att anteckna.",
        ),
        "notes_are_not_signed": (CONFLICT, "Anteckningar signeras inte i din region."),
        "note_not_written": (CONFLICT, "Skriv och spara anteckningen först."),
        "nothing_to_countersign": (CONFLICT, "Ingen anteckning väntar på vidimering."),
        "one_way": (CONFLICT, "Det här meddelandet går inte att svara på."),
        "open_without_end": (CONFLICT, "Ärendet är redan öppet utan slut."),
        "patient_unknown": (UNPROCESSABLE, "Patienten finns inte. Sök efter patienten på nytt."),
        "message_left": (CONFLICT, "Det står ett meddelande i fältet. Skicka det, eller ta bort texten först."),
        "reason_missing": (UNPROCESSABLE, "Välj en orsak."),
        "phone_asked_already": (CONFLICT, "Frågan om telefon är redan ställd."),
        "phone_not_answered": (CONFLICT, "Invånaren har inte svarat på frågan om telefon än."),
        "phone_not_asked": (CONFLICT, "Fråga först i chatten om ni kan fortsätta på telefon."),
        "reason_needed": (UNPROCESSABLE, "Skriv varför."),
        "recipient_missing": (UNPROCESSABLE, "Välj vem som ska ta emot."),
        "recipient_unknown": (CONFLICT, "Den mottagaren finns inte längre. Välj en annan."),
        "resident_waits": (CONFLICT, "Invånaren väntar på ditt svar. Svara innan du stänger för dagen."),
        "ticket_expired": (CONFLICT, "Biljetten har gått ut. Du kan söka vård på nytt eller ringa din vårdcentral."),
        "ticket_used": (CONFLICT, "Biljetten är redan använd eller borttagen."),
        "triaged_higher": (
            CONFLICT,
            "Ärendet bedömdes som prioritet {priority}. En biljett ger en plats i kön, och patienten kan låta bli att "
            "använda den. Bekräfta att du vill skicka den ändå.",
        ),
        "urgent_cannot_wait": (CONFLICT, "Ärendet är brådskande och kan inte vänta. Ta emot eller lämna över det."),
        "wait_first": (
            CONFLICT,
            "Påminn invånaren först och vänta {minutes} minuter, så hinner hen svara innan du stänger.",
        ),
        "already_accepted": (CONFLICT, "{owner} har redan tagit emot ärendet."),
        "already_undone": (CONFLICT, "Ändringen är redan ångrad."),
        "changed_later": (CONFLICT, "Det är ändrat igen efter det. Ångra den senare ändringen först."),
        "day_missing": (UNPROCESSABLE, "Välj en dag."),
        "day_past": (UNPROCESSABLE, "Dagen har redan varit. Välj i dag eller en senare dag."),
        "day_too_far": (UNPROCESSABLE, "Välj en dag inom ett år."),
        "form_not_offered": (UNPROCESSABLE, "Formuläret finns inte bland regionens formulär."),
        "function_not_offered": (UNPROCESSABLE, "Regionen använder inte den funktionen. Den kan inte slås på här."),
        "hours_missing": (UNPROCESSABLE, "Ange minst en öppettid, eller välj att det är stängt hela dagen."),
        "link_not_https": (UNPROCESSABLE, "Adressen ska börja med https:// och vara utan mellanslag."),
        "name_missing": (UNPROCESSABLE, "Välj eller skriv vem som är ansvarig."),
        "openings_overlap": (UNPROCESSABLE, "Öppettiderna ska stå i ordning och inte gå in i varandra."),
        "phrase_empty": (UNPROCESSABLE, "Skriv vad frasen ska säga."),
        "phrase_field_unknown": (
            UNPROCESSABLE,
            "Inom klamrar kan bara name, title, unit eller phone stå. Rätta eller ta bort klamrarna.",
        ),
        "settings_changed": (
            CONFLICT,
            "Någon annan har ändrat det här sedan du öppnade sidan. Se efter vad som gäller nu och försök igen.",
        ),
        "text_too_long": (UNPROCESSABLE, "Texten har {length} tecken. Den får ha högst {longest}."),
        "time_missing": (UNPROCESSABLE, "Ange både när det börjar och när det slutar."),
        "times_reversed": (UNPROCESSABLE, "Sluttiden ska vara senare än starttiden."),
        "title_missing": (UNPROCESSABLE, "Skriv en rubrik."),
        "why_missing": (UNPROCESSABLE, "Skriv varför, så att kollegorna förstår."),
        "already_sent": (CONFLICT, "Ärendet är redan skickat."),
        "already_started": (CONFLICT, "Besöket är redan startat."),
        "already_yours": (CONFLICT, "Ärendet är redan ditt."),
        "case_closed": (CONFLICT, "Ärendet är avslutat. Det går inte att skriva i det."),
        "countersign_asked": (CONFLICT, "Vidimering är redan begärd."),
        "danger_not_read": (CONFLICT, "Läs först vad du ska göra nu, och bekräfta att du har läst."),
        "file_active": (
            UNPROCESSABLE,
            "PDF-filen innehåller program eller inbäddade filer. Skriv ut den till en ny PDF och bifoga den i stället.",
        ),
        "file_damaged": (UNPROCESSABLE, "PDF-filen går inte att läsa. Prova att spara den på nytt."),
        "file_infected": (
            UNPROCESSABLE,
            "Filen togs inte emot, för viruskontrollen hittade något skadligt i den. Välj en annan fil.",
        ),
        "file_locked": (
            UNPROCESSABLE,
            "PDF-filen är låst med lösenord. Spara en kopia utan lösenord och bifoga den i stället.",
        ),
        "file_not_scanned": (UNAVAILABLE, "Filen kunde inte kontrolleras just nu. Försök igen om en stund."),
        "file_too_large": (UNPROCESSABLE, "Filen är för stor. Den får vara högst {megabytes} MB."),
        "file_wrong_ending": (UNPROCESSABLE, "Filens namn säger en annan sorts fil än vad den är."),
        "file_wrong_type": (UNPROCESSABLE, "Filen är varken en PDF eller en bild i formatet JPEG, PNG eller WebP."),
        "form_broken": (UNPROCESSABLE, "Sidan skickade något som inte går att läsa. Ladda om sidan och försök igen."),
        "last_one_urgent": (
            CONFLICT,
            "Du är den sista i tjänst på enheten, och det finns ärenden som inte kan lämnas utan åtgärd.",
        ),
        "leave_reason_long": (UNPROCESSABLE, "Orsaken får ha högst {longest} tecken."),
        "leave_reason_short": (UNPROCESSABLE, "Skriv med minst {least} tecken varför du måste lämna."),
        "mandate_missing": (UNPROCESSABLE, "Välj var du arbetar i dag."),
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
        "picture_damaged": (UNPROCESSABLE, "Bilden går inte att läsa. Prova att ta eller spara den på nytt."),
        "picture_gone": (CONFLICT, "Bilden är redan borttagen."),
        "picture_not_kept": (UNAVAILABLE, "Filen kunde inte sparas just nu. Försök igen om en stund."),
        "picture_not_a_picture": (UNPROCESSABLE, "Filen är inte en bild i formatet JPEG, PNG eller WebP."),
        "picture_too_large": (UNPROCESSABLE, "Bilden är för stor. Den får vara högst {megabytes} MB."),
        "picture_too_many_pixels": (UNPROCESSABLE, "Bilden har för många bildpunkter. Prova en mindre bild."),
        "picture_wrong_ending": (UNPROCESSABLE, "Filens namn säger en annan sorts fil än vad den är."),
        "questions_changed": (
            CONFLICT,
            "Frågorna har ändrats sedan du började. Svaren som fortfarande passar är kvar. Svara på den här frågan och "
            "fortsätt sedan.",
        ),
        "question_not_asked": (CONFLICT, "Frågan ställs inte längre. Fortsätt med nästa fråga."),
        "reason_not_for_age": (UNPROCESSABLE, "De frågorna är för en annan ålder. Välj något annat i listan."),
        "reason_unknown": (UNPROCESSABLE, "Välj vad du söker för."),
        "reason_retired": (CONFLICT, "Det går inte längre att söka för det här. Dina svar står kvar."),
        **OF_RISK,
        **OF_VERSIONS,
        "mobile_needed": (UNPROCESSABLE, "Skriv ditt mobilnummer för att få sms, eller välj bort sms."),
        "mobile_wrong": (UNPROCESSABLE, "Det är inget mobilnummer. Skriv till exempel 070-123 45 67."),
        "profile_too_long": (UNPROCESSABLE, "Namn och titel får ha högst {longest} tecken var. Korta dem."),
        "name_too_short": (UNPROCESSABLE, "Skriv minst {least} bokstäver av namnet, eller hela personnumret."),
        "number_wrong": (UNPROCESSABLE, "Det är inget giltigt personnummer. Skriv tio eller tolv siffror."),
        "patient_needs_shift": (CONFLICT, "Börja ditt skift innan du skapar en patient."),
        "person_unknown": (CONFLICT, "Personnumret finns inte i folkbokföringen. Ingen patient är skapad."),
        "nothing_to_answer": (CONFLICT, "Invånaren har inget meddelande att svara på än."),
        "referral_not_read": (
            CONFLICT,
            "Det är stängt på {unit}. Läs först vart du ska ringa, och välj sedan om du vill skicka.",
        ),
        "referred": (CONFLICT, "Det är stängt på {unit}. Dina svar är sparade. Skicka dem när det är öppet."),
        "reminded_recently": (
            CONFLICT,
            "En påminnelse har redan gått ut. Vänta {minutes} minuter mellan påminnelserna.",
        ),
        "resident_is_here": (CONFLICT, "Invånaren har chatten öppen just nu. Ingen påminnelse behövs."),
        "shift_elsewhere": (CONFLICT, "Du är redan i tjänst på ett annat ställe. Avsluta det skiftet först."),
        "shift_first": (CONFLICT, "Börja ett skift för att arbeta i den rollen."),
        "shift_open_cases": (CONFLICT, "Du har öppna ärenden. Avsluta dem eller lämna över dem först."),
        "stale": (CONFLICT, "Det har kommit ett nytt meddelande. Läs det och skicka sedan om du fortfarande vill."),
        "suicide_flag_stays_open": (
            CONFLICT,
            "Ärendet tyder på suicidrisk. Bara psykolog eller läkare kan avsluta det. Välj att hålla chatten öppen.",
        ),
        "too_many_files": (UNPROCESSABLE, "Du kan bifoga högst {most} filer i ett meddelande."),
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
