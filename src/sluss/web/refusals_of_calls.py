"""The refusals around calls; part of `refusals.REFUSALS`."""

from __future__ import annotations

from typing import Final

CONFLICT, FORBIDDEN, UNPROCESSABLE, TOO_MUCH, UNAVAILABLE = 409, 403, 422, 429, 503

OF_CALLS: Final[dict[str, tuple[int, str]]] = {
    "call_full": (
        CONFLICT,
        "Bara två kan vara med i samtalet här, och det är fullt. Kom överens om ett annat sätt, till exempel telefon.",
    ),
    "call_in_drill": (CONFLICT, "I en övning finns det ingen att prata med. Öva i chatten."),
    "call_left": (CONFLICT, "Du är inte kvar i samtalet. Anslut igen."),
    "call_none": (CONFLICT, "Inget samtal pågår just nu. Du kan skriva i chatten."),
    "call_under_way": (CONFLICT, "Ett samtal pågår redan i ärendet. Öppna det, eller avsluta det först."),
    "not_admitted": (CONFLICT, "Vänta tills vårdpersonalen släpper in dig."),
    "not_in_call": (
        FORBIDDEN,
        "Du är inte med i det här samtalet. Ta över ärendet, eller be den som har det att bjuda in dig.",
    ),
    "signal_flood": (TOO_MUCH, "Sidan skickade för mycket på en gång. Anslut igen."),
    "signal_too_long": (UNPROCESSABLE, "Sidan skickade något som är för långt. Anslut igen."),
    "signal_unknown": (UNPROCESSABLE, "Sidan skickade något som inte hör till samtalet. Ladda om sidan."),
    "unreached": (
        UNAVAILABLE,
        "Samtalet går inte att nå just nu. Vi försöker igen. Går det inte alls kan ni ringa i stället.",
    ),
}
