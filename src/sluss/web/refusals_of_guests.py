"""The refusals around guests from outside; part of `refusals.REFUSALS`."""

from __future__ import annotations

from typing import Final

UNPROCESSABLE, CONFLICT = 422, 409

OF_GUESTS: Final[dict[str, tuple[int, str]]] = {
    "checked_missing": (UNPROCESSABLE, "Välj hur du vet vem gästen är."),
    "drill_no_guests": (CONFLICT, "I en övning kan du inte bjuda in gäster: ingenting lämnar den."),
    "guest_email_wrong": (UNPROCESSABLE, "Det är ingen e-postadress. Skriv till exempel namn@exempel.se."),
    "guest_gone": (CONFLICT, "Gästen är inte längre inbjuden. Bjud in på nytt om gästen ska vara med."),
    "guest_is_in": (CONFLICT, "Gästen är redan insläppt. Välj Ta bort om gästen inte ska vara med längre."),
    "guest_kind_missing": (UNPROCESSABLE, "Välj vem gästen är."),
    "guest_mobile_wrong": (UNPROCESSABLE, "Det är inget svenskt mobilnummer. Skriv till exempel 070-123 45 67."),
    "guest_name_missing": (UNPROCESSABLE, "Skriv gästens förnamn."),
    "guest_name_wrong": (UNPROCESSABLE, "Namnen får ha högst {longest} tecken var, på en rad."),
    "guest_not_here": (CONFLICT, "Gästen har inte öppnat länken än, eller har gått igen."),
    "guest_via_missing": (UNPROCESSABLE, "Välj om länken ska skickas med e-post eller sms."),
    "interpreter_by_email": (UNPROCESSABLE, "En tolk bjuds in med e-post till tolktjänstens funktionsbrevlåda."),
    "link_sent_recently": (CONFLICT, "Länken skickades nyss. Vänta någon minut innan du skickar den igen."),
    "no_second_guardian": (
        CONFLICT,
        "Det finns ingen andra vårdnadshavare att bjuda in som gäst. Välj Gäst om någon annan ska vara med.",
    ),
    "relative_on_own_number": (
        CONFLICT,
        "Här bokas anhörigsamtal på den anhöriges eget personnummer, med orsaken Anhörigsamtal.",
    ),
    "start_before_guests": (CONFLICT, "Starta besöket innan du släpper in en gäst."),
    "too_many_guests": (CONFLICT, "Högst {most} gäster kan vara inbjudna samtidigt. Ta bort någon först."),
}
