"""What one party hears from Janus, and what is asked of Janus for it: everything that the others send, in one offer.

Pure: events in, words for the browser and requests to Janus out. Janus offers anew when somebody begins or ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sluss.video.janus_api import NO_SUCH_FEED, Json, Said, plugin_data
from sluss.video.port import Body, SfuFailed

# Bits a second of each sender's picture, by how many send. Opus takes 30 000 more. The last are enough for 320×240
# at fifteen frames, so that ten faces come through what a phone gets on a bad day.
BITRATES: Final = ((2, 1_000_000), (3, 600_000), (5, 300_000), (9, 200_000))
LEAST_BITRATE: Final = 128_000
FIRST_BITRATE: Final = 300_000
JOIN_FIRST: Final = 424
# "Can't offer an SDP with no stream": whom we wanted to hear left in the same moment.
NOTHING_TO_OFFER: Final = 437


def bitrate(senders: int) -> int:
    return next((bits for most, bits in BITRATES if senders <= most), LEAST_BITRATE)


@dataclass(frozen=True, slots=True)
class Request:
    """`into`: to the handle that gets; else to the one that sends."""

    into: bool
    body: Json


class Listening:
    """`room`: what Janus wants to know of who gets something in it."""

    def __init__(self, me: str, room: Json) -> None:
        self._me = me
        self._room = room
        # The others who send, and which of their streams are wanted and not asked for; "" is all of them.
        self._senders: set[str] = set()
        self._wanted: set[tuple[str, str]] = set()
        self._streams: dict[str, tuple[str, str]] = {}
        self._joined = False
        self._asked = False
        self._bitrate = 0

    def found(self, participants: Iterable[Json]) -> None:
        """Who sends already."""
        for one in participants:
            if one.get("publisher") and one["id"] != self._me:
                self._senders.add(one["id"])
                self._wanted.add((one["id"], ""))

    def requests(self) -> list[Request]:
        """What to ask now. One change of what is got at a time: its outcome says what is left to ask."""
        asked = []
        if self._wanted and not self._asked:
            streams = [{"feed": feed, **({"mid": mid} if mid else {})} for feed, mid in sorted(self._wanted)]
            self._wanted.clear()
            self._asked = True
            how = {"request": "subscribe"} if self._joined else {"request": "join", "ptype": "subscriber", **self._room}
            asked.append(Request(True, {**how, "streams": streams}))
        if (now := bitrate(len(self._senders) + 1)) != self._bitrate:
            self._bitrate = now
            asked.append(Request(False, {"request": "configure", "bitrate": now}))
        return asked

    def heard(self, of: str, event: Json) -> Iterator[tuple[str, Body]]:
        """For the browser. Raises SfuFailed when the seat is lost."""
        match event.get("janus"):
            case "event" if of == "pub":
                yield from self._of_room(plugin_data(event), event.get("jsep"))
            case "event" if of == "sub":
                yield from self._of_streams(event)
            case "webrtcup":
                if of == "pub":
                    # What was said before there was anything to send is forgotten by then.
                    self._bitrate = 0
                yield "up", {"of": of}
            case "hangup":
                yield "down", {"of": of}
            case "timeout" | "detached":
                raise SfuFailed("gone")

    def _of_room(self, data: Json, jsep: Json | None) -> Iterator[tuple[str, Body]]:
        if data.get("videoroom") == "destroyed" or data.get("reason") == "kicked":
            raise SfuFailed("gone")
        if jsep:
            yield "answer", {"sdp": jsep["sdp"]}
        for one in data.get("publishers", []):
            self._senders.add(one["id"])
            streams = {(one["id"], s["mid"]) for s in one.get("streams", []) if not s.get("disabled")}
            self._wanted |= streams - set(self._streams.values())
        for left in ("unpublished", "leaving"):
            if (party := data.get(left)) in self._senders:
                self._senders.discard(party)
                self._wanted = {(feed, mid) for feed, mid in self._wanted if feed != party}
                yield "gone", {"party": party}

    def _of_streams(self, event: Json) -> Iterator[tuple[str, Body]]:
        try:
            data = plugin_data(event)
        except Said as said:
            if said.number == JOIN_FIRST:
                # Found anew by one who is alone: there is no way down yet.
                return
            if said.number not in (NO_SUCH_FEED, NOTHING_TO_OFFER):
                # Among them: heard before. What was said to the other listener is lost, so the seat is too.
                raise SfuFailed("gone") from None
            self._asked = False
            return
        if data.get("videoroom") in ("attached", "updated"):
            self._asked, self._joined = False, True
            self._streams = _streams(data) if "streams" in data else self._streams
            self._wanted -= set(self._streams.values())
        if jsep := event.get("jsep"):
            yield "offer", {"sdp": jsep["sdp"], "streams": {mid: feed for mid, (feed, _) in self._streams.items()}}


def _streams(data: Json) -> dict[str, tuple[str, str]]:
    found: list[dict[str, Any]] = data["streams"]
    return {one["mid"]: (one["feed_id"], one["feed_mid"]) for one in found if one.get("feed_id")}
