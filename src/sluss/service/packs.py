"""The pack in force: the region's own rules, with what its units have set for themselves laid over them."""

from __future__ import annotations

from dataclasses import dataclass

from sluss.core.policy import Pack


@dataclass(slots=True)
class Packs:
    """`region` is as it was loaded; `current` is what decides now, replaced as a whole when a unit changes it."""

    region: Pack
    current: Pack

    @classmethod
    def of(cls, region: Pack) -> Packs:
        return cls(region, region)
