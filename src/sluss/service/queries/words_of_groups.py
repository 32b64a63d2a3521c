"""What a reader of the access log reads of group visits; part of `review.WORDS`."""

from __future__ import annotations

from typing import Final

OF_GROUPS: Final = {
    "GroupsOf": "Gruppbesök",
    "GroupOf": "Läste deltagarna i ett gruppbesök",
    "BookGroup": "Boka gruppbesök",
    "LeadGroup": "Ta över ett gruppbesök",
    "StartGroupCall": "Starta video i ett gruppbesök",
    "EndGroupCall": "Avsluta video i ett gruppbesök",
    "EndGroup": "Avsluta ett gruppbesök",
}
