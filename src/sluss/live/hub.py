"""Who listens to what, in this process. A subscription holds hints until its stream has read them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sluss.service.hints import Hint


class Subscription:
    """Hints are folded together while nobody looks: for each case the last sequence number is enough."""

    __slots__ = ("_waiter", "changed", "closed", "left", "revoked", "session", "topics", "typing")

    def __init__(self, topics: tuple[str, ...], session: UUID | None) -> None:
        self.topics = topics
        self.session = session
        self.changed: dict[UUID, int] = {}
        self.typing: set[str] = set()
        self.closed = False
        self.revoked = False
        self.left = False
        self._waiter: asyncio.Future[None] | None = None

    def put(self, hint: Hint) -> None:
        if hint.typing:
            self.typing.add(hint.typing)
        elif hint.case_id:
            self.changed[hint.case_id] = max(hint.seq, self.changed.get(hint.case_id, 0))
        else:
            self.closed = self.revoked = True
        self.wake()

    def close(self, revoked: bool) -> None:
        """Ends the stream: its right has ended (`revoked`), or the server stops and another takes over."""
        self.closed, self.revoked = True, revoked
        self.wake()

    def wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)

    async def wait(self, seconds: float) -> bool:
        """True when there is something to look at, False when the time has passed."""
        if not (self.changed or self.typing or self.closed or self.left):
            loop = asyncio.get_running_loop()
            self._waiter = loop.create_future()
            timer = loop.call_later(seconds, self.wake)
            try:
                await self._waiter
            finally:
                timer.cancel()
                self._waiter = None
        return bool(self.changed or self.typing or self.closed)

    def take(self) -> tuple[dict[UUID, int], set[str]]:
        changed, typing = self.changed, self.typing
        self.changed, self.typing = {}, set()
        return changed, typing


class Hub:
    """Topics and their subscriptions."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Subscription]] = defaultdict(set)

    def subscribe(self, topics: Iterable[str], session: UUID | None = None) -> Subscription:
        subscription = Subscription(tuple(topics), session)
        for topic in subscription.topics:
            self._listeners[topic].add(subscription)
        return subscription

    def leave(self, subscription: Subscription) -> None:
        for topic in subscription.topics:
            self._listeners[topic].discard(subscription)
            if not self._listeners[topic]:
                del self._listeners[topic]

    def publish(self, hint: Hint) -> None:
        for topic in hint.topics:
            for subscription in tuple(self._listeners.get(topic, ())):
                subscription.put(hint)

    def sessions(self) -> set[UUID]:
        """The sessions that have a stream open here."""
        return {s.session for group in self._listeners.values() for s in group if s.session}

    def cut(self, sessions: set[UUID]) -> None:
        for group in tuple(self._listeners.values()):
            for subscription in tuple(group):
                if subscription.session in sessions:
                    subscription.close(revoked=True)

    def close(self) -> None:
        """The server stops: every stream ends, and its browser comes back to whoever answers next."""
        for group in tuple(self._listeners.values()):
            for subscription in tuple(group):
                subscription.close(revoked=False)
