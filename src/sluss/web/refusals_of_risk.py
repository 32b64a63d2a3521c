"""The refusals about suicide risk; part of `refusals.REFUSALS`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

UNPROCESSABLE, CONFLICT = 422, 409

OF_RISK: Final[Mapping[str, tuple[int, str]]] = MappingProxyType(
    {
        "assess_first": (CONFLICT, "Psykolog eller läkare behöver bedöma suicidrisken innan ärendet avslutas."),
        "assess_yourself": (CONFLICT, "Du kan bedöma suicidrisken själv. Välj annars Lämna över besök."),
        "assessment_empty": (UNPROCESSABLE, "Skriv den samlade bedömningen."),
        "basis_missing": (UNPROCESSABLE, "Välj vad bedömningen bygger på."),
        "call_first": (CONFLICT, "Försök nå patienten på telefon och anteckna samtalet innan du avslutar."),
        "certainty_needed": (UNPROCESSABLE, "Bekräfta att risken är låg med rimlig säkerhet, eller bedöm den på nytt."),
        "factor_unknown": (CONFLICT, "En av faktorerna finns inte längre. Ladda om sidan och välj på nytt."),
        "hand_on_first": (
            CONFLICT,
            "Risken är minst måttlig. Kontakta beredskapsjouren, eller ring 112 om det är akut. Anteckna det.",
        ),
        "handed_on_missing": (UNPROCESSABLE, "Välj vem du har kontaktat."),
        "ladder_step_missing": (UNPROCESSABLE, "Välj var på suicidstegen patienten är."),
        "no_assessor_here": (
            CONFLICT,
            "Enheten har varken psykolog eller läkare här. Välj Lämna över besök till en enhet som har det.",
        ),
        "no_risk_raised": (CONFLICT, "Ärendet har ingen flagga för suicidrisk. Flagga det först."),
        "no_visit_awaited": (CONFLICT, "Inget fysiskt besök väntar i ärendet."),
        "plan_needed": (
            UNPROCESSABLE,
            "Skriv den individuella handläggningen. Den behövs vid helg, och när patienten motsätter sig besök.",
        ),
        "risk_level_missing": (UNPROCESSABLE, "Välj hur hög suicidrisken är."),
        "risk_raised_already": (CONFLICT, "Ärendet har redan en flagga för suicidrisk."),
        "safe_not_asked": (CONFLICT, "Frågan om det känns tryggt online är inte ställd än."),
        "safe_not_asked_now": (CONFLICT, "Frågan ställs en gång, när risken är bedömd som ingen eller låg."),
        "visit_first": (
            CONFLICT,
            "Chatten hålls öppen tills patienten har varit på sitt fysiska besök. Markera besöket när det har skett.",
        ),
    }
)
