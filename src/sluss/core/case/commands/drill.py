"""*Öva*: a case with a test patient."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.case.commands.base import Command


@dataclass(frozen=True, slots=True)
class StartDrill(Command):
    """`scenario`: the id of a drill of the pack."""

    scenario: str


@dataclass(frozen=True, slots=True)
class SayAsPatient(Command):
    """*Låt patienten svara*: the next line of the scenario."""

    message_id: UUID


@dataclass(frozen=True, slots=True)
class EndDrill(Command):
    pass
