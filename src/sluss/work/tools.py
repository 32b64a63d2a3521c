"""What the worker is given to work with."""

from __future__ import annotations

from dataclasses import dataclass

from sluss.ports.files.store import FileStore
from sluss.ports.persons.families import Registers
from sluss.ports.sms.port import Sms
from sluss.service.doors import Service


@dataclass(frozen=True, slots=True)
class Tools:
    """`base_url` is where the links of notices lead."""

    service: Service
    sms: Sms
    files: FileStore
    base_url: str
    registers: Registers
