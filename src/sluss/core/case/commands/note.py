"""Signing a note, and opening it again (VML, Avsluta drop in chatt)."""

from __future__ import annotations

from dataclasses import dataclass

from sluss.core.case.commands.base import Command


@dataclass(frozen=True, slots=True)
class SignNote(Command):
    """Signs what stands on the writer's page, saved or not. `nothing` is *Inget att anteckna* (decision 13)."""

    revision: int
    anamnes: str
    status: str
    assessment: str
    diagnosis: str
    secondary: str
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class UnlockNote(Command):
    """*Lås upp*: one's own signed note can be changed again."""
