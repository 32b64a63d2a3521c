"""What the pages are given to work with; made once by `boot` and kept in the application's state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sluss.core.hours import STOCKHOLM
from sluss.core.policy import Pack
from sluss.live.bus import Bus
from sluss.ports.eid import OidcClient
from sluss.ports.files.store import FileStore
from sluss.ports.listing import Listing
from sluss.ports.persons import Persons
from sluss.ports.persons.families import Registers
from sluss.ports.sms.phone import DemoPhone
from sluss.ports.virus import Scanner
from sluss.service.doors import Service

Audience = Literal["resident", "staff"]


@dataclass(frozen=True, slots=True)
class Idle:
    """How long a session may stand unused, and how long it may last in all."""

    resident: timedelta
    staff: timedelta
    at_most: timedelta

    def of(self, audience: Audience) -> timedelta:
        return self.resident if audience == "resident" else self.staff


@dataclass(frozen=True, slots=True)
class Web:
    """`base_url` is the address that browsers use, without a closing slash. `phone` is there in the demo alone."""

    base_url: str
    service: Service
    bus: Bus
    logins: Mapping[str, OidcClient]
    persons: Persons
    listing: Listing
    files: FileStore
    virus: Scanner
    idle: Idle
    phone: DemoPhone | None = None

    @property
    def pack(self) -> Pack:
        return self.service.pack

    @property
    def registers(self) -> Registers:
        return Registers(self.persons, self.listing)

    @property
    def secure(self) -> bool:
        return self.base_url.startswith("https://")

    def now(self) -> datetime:
        return self.service.clock().astimezone(STOCKHOLM)

    def logins_of(self, audience: Audience) -> list[OidcClient]:
        return [login for login in self.logins.values() if login.provider.audience == audience]
