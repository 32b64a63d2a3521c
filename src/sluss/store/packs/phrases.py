"""`phrases.yaml`: ready texts for the chat."""

from __future__ import annotations

from sluss.core.policy import PHRASE_FIELDS, Phrase
from sluss.store.packs.section import Section, unique
from sluss.store.packs.source import Node


def phrases(root: Node) -> tuple[Phrase, ...]:
    found: dict[str, Phrase] = {}
    with Section(root, "the file") as file:
        for node in file.each("phrases"):
            with Section(node, "the phrase") as phrase:
                id_ = unique(node.place, found, "phrase", phrase.id())
                found[id_] = Phrase(
                    id_, phrase.text("title"), phrase.template("text", PHRASE_FIELDS, all_of_them=False)
                )
    return tuple(found.values())
