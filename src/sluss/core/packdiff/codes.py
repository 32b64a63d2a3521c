"""The codes of packs in Swedish."""

from __future__ import annotations

from typing import Final

KINDS_OF_UNIT: Final = {
    "health_centre": "vårdcentral",
    "clinic": "mottagning",
    "contact_centre": "kontaktcenter",
}
KINDS_OF_SERVICE: Final = {
    "triaged": "med frågor som ger en prioritet",
    "administrative": "utan triagering",
    "care": "påbörjas av vården",
}
TICKETS: Final = {"drop_in": "drop in-biljetter", "booking": "bokningsbiljetter"}
NOTE: Final = {
    "anamnes": "anamnes",
    "status": "status",
    "assessment": "bedömning",
    "diagnosis": "huvuddiagnos",
    "secondary": "bidiagnos",
}
EXPORT: Final = {
    "none": "finns inte",
    "inactive": "knappen heter så, men inget skickas",
    "active": "anteckningen skickas",
}
DAY_END: Final = {
    "extend": "invånaren får besked och minst en dag till",
    "end_all": "alla ska avslutas",
}
PRIMARY: Final = {
    "chosen": "den som personalen väljer",
    "contact_details": "den som har delat sina kontaktuppgifter",
}
REGISTRATION: Final = {
    "none": "ingen",
    "message": "med ett meddelande",
    "watch": "med en bevakning",
    "cashier": "i kassan",
}
CREATED: Final = {"staff": "av personalen", "booking": "av bokningen"}
RELATIVE: Final = {"guest": "den anhöriga bjuds in som gäst", "own_number": "bokas på den anhörigas personnummer"}
