"""What the pages are given to work with; made once by `boot` and kept in the application's state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from sluss.core.guest_links import GuestLinks
from sluss.core.hours import STOCKHOLM
from sluss.core.policy import Pack
from sluss.live.bus import Bus
from sluss.ports.eid import OidcClient
from sluss.ports.email.mailbox import DemoMailbox
from sluss.ports.files.store import FileStore
from sluss.ports.listing import Listing
from sluss.ports.persons import Persons
from sluss.ports.persons.families import Registers
from sluss.ports.sms.phone import DemoPhone
from sluss.ports.virus import Scanner
from sluss.service.doors import Service
from sluss.service.guests import links_of_this_process
from sluss.video.parts import NOTHING, Video
from sluss.web.api.keys import SenderKey
from sluss.web.api.rate import Rates
from sluss.web.guesses import Guesses

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
    """`base_url` is the address that browsers use, without a closing slash. `phone` and `mailbox` are
    there in the demo alone."""

    base_url: str
    service: Service
    bus: Bus
    logins: Mapping[str, OidcClient]
    persons: Persons
    listing: Listing
    files: FileStore
    virus: Scanner
    idle: Idle
    senders: tuple[SenderKey, ...] = ()
    rates: Rates = field(default_factory=Rates)
    phone: DemoPhone | None = None
    mailbox: DemoMailbox | None = None
    video: Video = NOTHING
    links: GuestLinks = field(default_factory=links_of_this_process)
    guesses: Guesses = field(default_factory=Guesses)

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
