"""What one device is told of the call of a case: who is there, what the others and the SFU tell it, that it is over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.calls import BEAT
from sluss.service.calls import CallBeat, LeaveCall
from sluss.service.calls_told import HeardTo
from sluss.service.hints import device_topic
from sluss.service.queries.calls import CallOf, SignalsFor
from sluss.service.views.calls import CallState, Signal
from sluss.web.call import give_back, state_of
from sluss.web.context import Web
from sluss.web.streams.frames import HEARTBEAT, frame
from sluss.web.streams.hearing import Hearing

OVER: Final = "Samtalet är avslutat. Det ni har skrivit i chatten finns kvar."
# A guest from outside has no chat.
OVER_OUTSIDE: Final = "Samtalet är avslutat."


class CallPart:
    """`heard`: the number of the last signal that its page has had."""

    __slots__ = ("_actor", "_at", "_hearing", "_known", "_web", "case_id", "device", "sent", "state", "was_in")

    def __init__(self, web: Web, actor: Actor, case_id: UUID, device: UUID, heard: int) -> None:
        self._web, self._actor = web, actor
        self.case_id, self.device, self.sent = case_id, device, heard
        self.state = CallState(None)
        # A page that comes back has been in it: when there is none now, it is over.
        self.was_in = heard > 0
        self._known = ""
        self._at = web.now()
        self._hearing = Hearing(web, case_id, device)

    @property
    def topic(self) -> str:
        return device_topic(self.device)

    async def opened(self) -> list[bytes]:
        out = await self.changed(beats=True)
        if self.state.party and self.sent:
            await self._run(HeardTo(self.state.party, self.sent))
        return [*out, *await self.signals()]

    async def changed(self, beats: bool = False) -> list[bytes]:
        """The state as it is now, if the page does not have it. Hidden: this reader may no longer take part."""
        before = self.state
        if self._hearing.gone:
            # The page sees that it has no place any more, and takes a new one.
            await self.leave(before)
        self.state = await self._look()
        if beats and self.state.party and self.state.call:
            await self._run(CallBeat(self.state.call, self.device, self.state.party))
        if before.call and before.call != self.state.call:
            await self.leave(before)
        self._hearing.of(self.state)
        self.was_in = self.was_in or self.state.call is not None
        said = self._words()
        if said == self._known:
            return []
        self._known = said
        taken = [frame("taken")] if self.state.taken and not before.taken else []
        return [*taken, frame("call", said)]

    async def _look(self) -> CallState:
        return await self._web.service.read(self._actor, CallOf(self.case_id, self.device))

    def _words(self) -> str:
        if self.state.call is None:
            words = OVER_OUTSIDE if self._actor.kind == "external" else OVER
            return json.dumps({"call": None, **({"ended": True, "words": words} if self.was_in else {"ended": False})})
        return json.dumps({**state_of(self.state), "ended": False, "trouble": self._hearing.trouble})

    async def signals(self) -> list[bytes]:
        """What this device was told since, in order; each is said once on this stream."""
        if self.state.party is None:
            return []
        query = SignalsFor(self.case_id, self.state.party, self.device, self.sent)
        found = await self._web.service.read(self._actor, query)
        self.sent = max(self.sent, *(one.id for one in found)) if found else self.sent
        return [frame("signal", _told(one)) for one in found]

    async def news(self, changed: Mapping[UUID, int]) -> list[bytes]:
        out = await self.changed() if self.case_id in changed else []
        if self.device not in changed:
            return out
        # The SFU's trouble is told to the device alone.
        return [*out, *(await self.changed()), *await self.signals()]

    def due(self) -> float:
        return (self._at + BEAT - self._web.now()).total_seconds()

    async def later(self) -> list[bytes]:
        """Says that the page is here, and looks for what no hint has told of."""
        if self.due() > 0:
            return []
        self._at = self._web.now()
        out = [*await self.changed(beats=True), *await self.signals()]
        # The page notices a network that is gone sooner than on others.
        return out or [HEARTBEAT]

    async def leave(self, state: CallState) -> None:
        """Gives back what this device had in a call that is over for it."""
        if state.call and state.party:
            await give_back(self._web, await self._run(LeaveCall(state.call, self.device)))

    async def _run(self, command: Any) -> Any:
        return await self._web.service.run(self._actor, self.case_id, command)

    async def out(self) -> None:
        """The reader may no longer take part."""
        await self.leave(self.state)

    async def close(self) -> None:
        await self._hearing.close()


def _told(signal: Signal) -> str:
    sender = str(signal.sender) if signal.sender else "sfu"
    head = json.dumps({"id": signal.id, "from": sender, "kind": signal.kind})
    # The body is JSON already, checked when it was posted.
    return f'{head[:-1]}, "body": {signal.body}}}'
