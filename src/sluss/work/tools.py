"""What the worker is given to work with."""

from __future__ import annotations

from dataclasses import dataclass, field

from sluss.core.guest_links import GuestLinks
from sluss.ports.email.port import Email
from sluss.ports.files.store import FileStore
from sluss.ports.persons.families import Registers
from sluss.ports.sms.port import Sms
from sluss.service.doors import Service
from sluss.service.guests import links_of_this_process
from sluss.video.parts import NOTHING, Video


@dataclass(frozen=True, slots=True)
class Tools:
    """`base_url` is where the links of notices lead."""

    service: Service
    sms: Sms
    files: FileStore
    base_url: str
    registers: Registers
    email: Email
    video: Video = NOTHING
    links: GuestLinks = field(default_factory=links_of_this_process)
