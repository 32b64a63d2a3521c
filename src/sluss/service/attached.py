"""What hangs on a case or a message beside its text, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, or in a message a PDF (`kind`), which is never shown but downloaded. `size` in bytes."""

    id: UUID
    name: str
    kind: str
    size: int

    @property
    def shown(self) -> bool:
        return self.kind.startswith("image/")
