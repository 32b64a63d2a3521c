"""Who may be in a call, how many, and what they may tell each other. Pure: a clock's time comes in.

Two people send to each other; a third, or a group, needs an SFU that sends on. Nothing is recorded by anybody.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from sluss.core.access import invited, side
from sluss.core.actor import Actor
from sluss.core.case.model import Case
from sluss.core.refusal import Hidden, Refused

PartyKind = Literal["resident", "staff", "external"]
Topology = Literal["p2p", "sfu"]
# As many as a call holds: a group visit, and those who help in it.
MOST: Final = 24
# A party tells that it is there this often; whoever is silent for longer is shown as lost, and has left at last.
BEAT: Final = timedelta(seconds=5)
LOST_AFTER: Final = timedelta(seconds=15)
LEFT_AFTER: Final = timedelta(minutes=2)
# A call that nobody is in ends by itself.
EMPTY_FOR: Final = timedelta(minutes=5)
LOOKED_AFTER: Final = timedelta(minutes=1)
# What parties tell each other, what they tell the SFU (video/port.py), and what it tells them.
TO_PARTY: Final = frozenset({"description", "candidates", "state"})
TO_SFU: Final = frozenset({"publish", "subscribed", "candidates", "restart"})
FROM_SFU: Final = frozenset({"answer", "offer", "gone", "up", "down"})
LONGEST: Final = 64 * 1024
# A whole negotiation takes some ten; whoever tells more than this is no browser of ours.
FLOOD: Final = 150
FLOOD_IN: Final = timedelta(seconds=10)
# A stream that was cut is taken up within this, and hears what it missed.
SIGNAL_LASTS: Final = timedelta(minutes=1)


def kind_of(actor: Actor, case: Case) -> PartyKind | None:
    """As what the actor may be in a call of the case; None: not at all.

    The resident's side, the one who has the case, colleagues who are guests, and guests from outside who are let in.
    """
    if actor.kind == "external":
        return "external" if actor.id in case.admitted else None
    standing = side(actor, case)
    if standing == "resident":
        return "resident"
    return "staff" if standing == "staff" and actor.id in (case.owner, *case.guests) else None


def may_take_part(actor: Actor, case: Case) -> PartyKind:
    """As what. Raises Hidden (knows nothing of the case), or Refused with what is missing."""
    kind = kind_of(actor, case)
    if kind is None:
        if invited(actor, case):
            raise Refused("not_admitted")
        if side(actor, case) is None or actor.kind == "system":
            raise Hidden
        raise Refused("not_in_call")
    if case.call is None:
        raise Refused("call_none")
    return kind


def still_in(kind: str, person: UUID, case: Case) -> bool:
    """Whether a party of the case may still be there: the case has another owner now, a guest has gone, a link was
    withdrawn. A resident's right is asked for at each reading of their own."""
    if kind == "staff":
        return person in (case.owner, *case.guests)
    return kind == "resident" or person in case.admitted


def topology(before: Topology, others: int, group: bool, sfu: bool) -> Topology:
    """How the call goes on with one more beside the `others`. Refused: without an SFU two people are all it holds."""
    if others >= MOST:
        raise Refused("call_full")
    if before == "p2p" and others < 2 and not group:
        return "p2p"
    if not sfu:
        raise Refused("call_full")
    return "sfu"


def lost(seen_at: datetime, now: datetime) -> bool:
    """*Tappade kontakten*."""
    return now - seen_at > LOST_AFTER


def told(kind: str, body: str, to_sfu: bool, recently: int) -> None:
    """Passes, or raises Refused: what a party tells is of a known kind, not too long and not too much."""
    if kind not in (TO_SFU if to_sfu else TO_PARTY):
        raise Refused("signal_unknown")
    if len(body.encode()) > LONGEST:
        raise Refused("signal_too_long")
    if recently >= FLOOD:
        raise Refused("signal_flood")


def nobody_since(case: Case, seen: datetime | None, now: datetime) -> bool:
    """Whether nobody has been in the call of the case for so long that it ends by itself; `seen`: somebody was last."""
    return case.call is not None and seen is not None and now - seen >= EMPTY_FOR
