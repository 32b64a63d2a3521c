"""Where each value of a pack comes from: `source:` in a mapping is for itself, `sources:` for keys in it (Y7).

They are taken out of the tree before it is read, so any mapping may have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sluss.store.packs.section import text
from sluss.store.packs.source import Node, PackError, Place, read

# A value that no routine states is a decision, and says so.
OWN = "Beslut"


@dataclass(slots=True)
class Sources:
    """Reads the files of a pack and keeps their sources by dotted path: `async_phase.extendable`, `routing.3`,
    `units.vc-angen.hours`. In a list a thing goes by its `id`, else by its number from 1."""

    folder: Path
    found: dict[str, str] = field(default_factory=dict)
    _places: dict[str, Place] = field(default_factory=dict)

    def read(self, file: str, prefix: str = "") -> Node:
        """The file without its sources. Raises PackError."""
        return self._without(read(self.folder, file), prefix)

    def checked(self, documents: Iterable[str]) -> Mapping[str, str]:
        """All of them; each begins with a document of the pack, or is a decision: `VML, Regelverk: Prio 1 styrs …`."""
        known = (*documents, OWN)
        for path, source in self.found.items():
            name, colon, said = source.partition(":")
            if not colon or not said.strip() or name.split(",")[0].strip() not in known:
                words = f"begin with one of {', '.join(known)}, and say after a colon what it says."
                raise PackError(self._places[path], f"the source of {path} must {words}")
        return dict(self.found)

    def _without(self, node: Node, path: str) -> Node:
        if isinstance(node.value, list):
            return Node(
                node.place,
                [self._without(child, _under(path, _name(child, n))) for n, child in enumerate(node.value, 1)],
            )
        if not isinstance(node.value, dict):
            return node
        entries = dict(node.value)
        if "source" in entries:
            self._keep(path, entries.pop("source")[1])
        if "sources" in entries:
            place, sources = entries.pop("sources")
            if not isinstance(sources.value, dict):
                raise PackError(place, "sources must have keys and values.")
            for key, (at, source) in sources.value.items():
                if key not in entries:
                    raise PackError(at, f"there is no key {key} beside these sources.")
                self._keep(_under(path, key), source)
        return Node(
            node.place,
            {key: (place, self._without(child, _under(path, key))) for key, (place, child) in entries.items()},
        )

    def _keep(self, path: str, node: Node) -> None:
        self.found[path] = " ".join(text(node, f"the source of {path}").split())
        self._places[path] = node.place


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _name(node: Node, number: int) -> str:
    if isinstance(node.value, dict) and "id" in node.value:
        id_ = node.value["id"][1].value
        if isinstance(id_, str):
            return id_
    return str(number)
