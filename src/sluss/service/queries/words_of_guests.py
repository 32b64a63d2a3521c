"""What the log review calls what staff did with guests from outside; part of `review.WORDS`."""

from __future__ import annotations

from typing import Final

OF_GUESTS: Final[dict[str, str]] = {
    "ExternalInvited": "Bjöd in en gäst",
    "ExternalAdmitted": "Släppte in en gäst",
    "ExternalRefused": "Nekade en gäst",
    "ExternalWithdrawn": "Tog bort en gäst",
    "InviteExternal": "Bjuda in en gäst",
    "AdmitExternal": "Släppa in en gäst",
    "RefuseExternal": "Neka en gäst",
    "WithdrawExternal": "Ta bort en gäst",
    "SendLinkAgain": "Skicka länken till en gäst igen",
}
