"""What of sound and picture is there: two people manage without any of it, three need the SFU."""

from __future__ import annotations

from dataclasses import dataclass

from sluss.video.port import Sfu
from sluss.video.turn import Turn


@dataclass(frozen=True, slots=True)
class Video:
    """`sfu`: without it no third comes in. `turn`: without it a closed network stays closed. `relay`: every call goes
    through TURN, so that nobody learns another's address."""

    sfu: Sfu | None
    turn: Turn | None
    relay: bool = False

    def relay_only(self, protected: bool) -> bool:
        """Whether a call tells nobody's address to the others; `protected` says that somebody in it must be hidden."""
        return self.turn is not None and (self.relay or protected)


NOTHING = Video(None, None)
