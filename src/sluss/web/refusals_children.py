"""The refusals around guardians, children and protected identity; part of `refusals.REFUSALS`."""

from __future__ import annotations

from typing import Final

UNPROCESSABLE, CONFLICT, FORBIDDEN, UNAVAILABLE = 422, 409, 403, 503

OF_CHILDREN: Final[dict[str, tuple[int, str]]] = {
    "child_is_grown": (FORBIDDEN, "Barnet har fyllt 13 år och söker vård med sin egen e-legitimation."),
    "protected_not_here": (
        FORBIDDEN,
        "Det går inte att hjälpa den som har skyddade personuppgifter här. Ring, eller boka ett besök.",
    ),
    "too_young_for_triage": (
        FORBIDDEN,
        "Frågorna är inte gjorda för så små barn. Ring 1177 eller barnhälsovården i stället.",
    ),
    "no_guardian": (
        CONFLICT,
        "Barnet är under 13 år och har ingen vårdnadshavare som kan nås här. Ring en vårdnadshavare i stället.",
    ),
    "not_a_guardian": (CONFLICT, "Den personen kan inte vara primär kontaktperson för barnet. Välj någon annan."),
    "nobody_to_tell": (CONFLICT, "Det finns ingen att skicka sms till. Vårdnadshavaren ser inte längre ärendet."),
    "whom_missing": (UNPROCESSABLE, "Välj vem det gäller."),
    "persons_silent": (UNAVAILABLE, "Folkbokföringen svarar inte just nu. Försök igen om en stund."),
    "patient_too_young": (
        CONFLICT,
        "Patienten är under 13 år och kan inte logga in här. Ring en vårdnadshavare i stället.",
    ),
    "only_for_yourself": (
        FORBIDDEN,
        "Du kan söka vård för dig själv, och för barn under 13 år som du är vårdnadshavare för.",
    ),
}
