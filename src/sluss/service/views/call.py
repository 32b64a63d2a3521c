"""The page of a call, as one of its parties sees it (F5, F6, F15, J10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CallSide = Literal["resident", "staff", "guest"]


@dataclass(frozen=True, slots=True)
class CallPage:
    """`base` is the address of the case, of the guest's visit or of the group's meeting: the call lies under it.

    `mode` is None when there is no call now: the page waits, and says so. `title` names whom one talks with; `back`
    leads to the chat. `phone` is the unit's own number, the way on when the call does not work. `may` holds the names
    of the commands that staff may give here: SwitchCall, EndCall.
    """

    base: str
    who: CallSide
    title: str
    mode: str | None
    unit_name: str
    phone: str
    back: str
    back_title: str
    group: bool = False
    may: frozenset[str] = frozenset()
