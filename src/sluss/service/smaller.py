"""Commands to what is smaller than a case: a session, a login on its way, a stream, the queue of jobs."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from sluss.service.hints import Hint

Result = TypeVar("Result", covariant=True)


class Smaller(Generic[Result]):
    """Answered with what it is a command for. Its function gets the connection, the time, the id and the command."""

    __slots__ = ()


Done = tuple[Any, tuple[Hint, ...]]
