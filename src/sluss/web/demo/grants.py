"""One-time codes of the demo's login provider: what was asked, by which client, for whom, until when."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

CODE_LIFE: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked authorization request."""

    client_id: str
    redirect_uri: str
    scope: str
    state: str
    nonce: str
    code_challenge: str


@dataclass(frozen=True, slots=True)
class Grant:
    asked: Asked
    claims: Mapping[str, Any]
    at: datetime


class Grants:
    """In this process's memory alone: the demo's provider runs in one process."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._grants: dict[str, Grant] = {}

    def issue(self, asked: Asked, claims: Mapping[str, Any]) -> str:
        """A new code; codes that have expired are forgotten."""
        now = self._clock()
        self._grants = {code: one for code, one in self._grants.items() if now - one.at < CODE_LIFE}
        code = secrets.token_urlsafe(32)
        self._grants[code] = Grant(asked, claims, now)
        return code

    def redeem(self, code: str, client_id: str) -> Grant | None:
        """The grant behind a code, once; None when unknown, used, expired, or another client's."""
        grant = self._grants.get(code)
        # Another client's attempt must not burn the code of the right one.
        if grant is None or grant.asked.client_id != client_id:
            return None
        del self._grants[code]
        return grant if self._clock() - grant.at < CODE_LIFE else None
