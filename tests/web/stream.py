"""A stream of server-sent events, read as a browser reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx


@dataclass(frozen=True)
class Event:
    """`seq` is the sequence number that the event brings the page to, if it says one."""

    name: str
    html: str
    seq: int | None

    @property
    def text(self) -> str:
        """The text of a message."""
        found = re.search(r'class="message__text">(.*?)</p>', self.html, re.DOTALL)
        return found[1] if found else ""


@dataclass
class Events:
    """What has come, one event at a time; `next` waits. `last` is where a browser would resume."""

    response: httpx.Response
    last: int = 0
    _events: Iterator[Event] = field(init=False)

    def __post_init__(self) -> None:
        self._events = _parsed(self.response)

    def next(self) -> Event:
        event = next(self._events)
        self.last = event.seq or self.last
        return event

    def until(self, name: str, text: str = "") -> Event:
        """The next event of that name whose HTML holds the text."""
        while True:
            event = self.next()
            if event.name == name and text in event.html:
                return event

    def rest(self) -> list[Event]:
        """All that comes until the server ends the stream."""
        return list(self._events)


def _parsed(response: httpx.Response) -> Iterator[Event]:
    name, data, seq, beats = "", list[str](), None, 0
    for line in response.iter_lines():
        beats += line.startswith(":") or line == "event: beat"
        # A stream that has nothing to say beats each 20 seconds: what a test waits for does not come.
        assert beats < 2, "the stream has nothing more to say"
        field_name, _, value = line.partition(": ")
        match field_name:
            case "event":
                name = value
            case "data":
                data.append(value)
            case "id":
                seq = int(value)
            case "" if not line:
                if name and name != "beat":
                    beats = 0
                    yield Event(name, "\n".join(data), seq)
                name, data, seq = "", [], None
