"""`vignettes/<questionnaire>.yaml`: made-up people and their right priority, in words that a clinician can edit.

    otherwise: {varning: inget, debut: dagar, smarta: 3}
    vignettes:
      - {who: "Man, 61 år, tryck över bröstet sedan en timme", answers: {varning: [tryck]}, expected: 1}

`otherwise` answers what a vignette does not mention and its person is asked. Nothing is guessed: a required question
that neither answers is a fault, and so is an answer to what this person is not asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sluss.core.triage.answers import Invalid, check, pages, prune, unanswered
from sluss.core.triage.priority import PRIORITIES
from sluss.core.triage.questionnaire import Answers, Item, Questionnaire
from sluss.core.triage.vignettes import Vignette
from sluss.store.packs.section import Section, text
from sluss.store.packs.source import Node, PackError, Place, read

# As people write them; YAML's own true and false are English.
_YES_NO: Final = {"ja": "true", "nej": "false"}

Said = Mapping[str, tuple[Place, tuple[str, ...]]]


def vignettes(folder: Path, questionnaire: Questionnaire) -> tuple[Vignette, ...]:
    """Those in the folder of a pack; none when it has no such file. Raises PackError."""
    file = f"vignettes/{questionnaire.id}.yaml"
    if not (folder / file).exists():
        return ()
    with Section(read(folder, file), f"the vignettes of {questionnaire.id}") as section:
        usual = _answers(section.node("otherwise"), questionnaire) if section.has("otherwise") else {}
        return tuple(_vignette(node, questionnaire, usual) for node in section.each("vignettes"))


def _vignette(node: Node, questionnaire: Questionnaire, usual: Said) -> Vignette:
    with Section(node, "the vignette") as vignette:
        who = vignette.text("who")
        return Vignette(
            who=who,
            answers=given(vignette, questionnaire, usual, who),
            expected=vignette.number("expected", PRIORITIES[0], PRIORITIES[-1]),
            flag=vignette.yes_no("flag", otherwise=False),
        )


def given(section: Section, questionnaire: Questionnaire, usual: Said, who: str) -> Answers:
    """The key `answers`, over what is `usual`: all that this person is asked, and no more. Raises PackError."""
    own = _answers(section.node("answers"), questionnaire) if section.has("answers") else {}
    said = {link: values for link, (_, values) in {**usual, **own}.items()}
    asked = {item.link_id for item in pages(questionnaire, said)}
    for link, (place, _) in own.items():
        if link not in asked:
            raise PackError(place, f"{who}: the question {link} is not asked of this person.")
    for item in unanswered(questionnaire, said):
        raise section.fault("answers", f"{who}: the question {item.link_id} must be answered.")
    return prune(questionnaire, said)


def _answers(node: Node, questionnaire: Questionnaire) -> Said:
    if not isinstance(node.value, dict):
        raise PackError(node.place, "answers must have keys and values.")
    questions = {item.link_id: item for item in questionnaire.questions()}
    found: dict[str, tuple[Place, tuple[str, ...]]] = {}
    for link, (place, said) in node.value.items():
        if link not in questions:
            raise PackError(place, f"{questionnaire.id} has no question named {link}.")
        found[link] = place, _checked(questions[link], said)
    return found


def _checked(item: Item, node: Node) -> tuple[str, ...]:
    parts = node.value if isinstance(node.value, list) else [node]
    words = tuple(text(part, f"the answer to {item.link_id}") for part in parts)
    if item.type == "boolean":
        words = tuple(_YES_NO.get(word, word) for word in words)
    try:
        return check(item, words)
    except Invalid as wrong:
        raise PackError(node.place, f"{', '.join(words)} is no answer to {item.link_id}: {wrong.code}.") from None
