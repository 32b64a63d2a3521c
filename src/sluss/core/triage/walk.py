"""A questionnaire gone through with some answers, once: what is asked, what is answered, and what follows from it.

Everything else (pages, priority, history, the response) looks at a walk, so that no answer counts in one place and not
in another. A question below can depend on one above and never the other way round: one walk is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import ge, gt, le, lt
from typing import Any, Final

from sluss.core.triage.checking import still
from sluss.core.triage.keys import instance
from sluss.core.triage.questionnaire import Answers, Condition, Item, Questionnaire, Scope, everything
from sluss.core.triage.values import Measure, Quantity, measure

MORE: Final = "Vill du lägga till en till?"

_COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {">": gt, "<": lt, ">=": ge, "<=": le}


@dataclass(slots=True)
class Step:
    """A question that is asked; `lead` are the texts above it, `key` that under which its answer is kept."""

    item: Item
    key: str
    lead: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def page(self) -> Item:
        """As the page asks it."""
        return replace(self.item, link_id=self.key, help="\n\n".join((*self.lead, self.item.help)).strip(), items=())


@dataclass(slots=True)
class Walk:
    """`steps` are asked; `shown` are these and what is calculated for all to see. `given`: key → values that will do.

    `told`: the same with what is hidden or calculated, in `values` by link id, whose keys are `keys`.
    """

    steps: list[Step] = field(default_factory=list)
    shown: list[Step] = field(default_factory=list)
    given: dict[str, tuple[str, ...]] = field(default_factory=dict)
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[Item, ...]:
        return tuple(step.page for step in self.steps if step.item.required and not step.values)

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def of(self, link_id: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each key of the link id with its values: one, or in a repeated group one an instance."""
        return ((key, self.told[key]) for key in self.keys.get(link_id, ()))


def walk(questionnaire: Questionnaire, answers: Answers) -> Walk:
    walked = _Walker(answers)
    walked.through(questionnaire.items, "", walked.gone.values, hidden=False)
    return walked.gone


class _Walker:
    def __init__(self, answers: Answers) -> None:
        self.gone = Walk()
        self._answers = answers
        self._lead: list[str] = []

    def through(self, items: tuple[Item, ...], place: str, here: dict[str, tuple[str, ...]], hidden: bool) -> None:
        """Items that stand in the instance `place` of a repeated group, or in none; `here` is what it has told."""
        for item in items:
            # Questions that are not asked count as unanswered, so what follows from them is not asked either.
            if (item.enable_when or item.enable_expression) and not enabled(item, here, self.gone.values):
                continue
            unseen = hidden or item.hidden
            if item.type == "group" and item.repeats:
                self._instances(item, place, here, unseen)
                continue
            if item.is_question:
                self._question(item, place + item.link_id, here, unseen)
            elif item.text and not unseen:
                self._lead.append(item.text)
            if item.items:
                self.through(item.items, place, here, unseen)

    def _question(self, item: Item, key: str, here: dict[str, tuple[str, ...]], hidden: bool) -> None:
        gone = self.gone
        if item.calculated:
            values = item.calculated.value(Scope(gone.values, here))
            if not hidden:
                gone.shown.append(Step(item, key, (), values))
        elif hidden:
            values = item.initial
        else:
            values = still(item, self._answers.get(key, ()))
            step = Step(item, key, (), values)
            gone.steps.append(step)
            gone.shown.append(step)
            if self._lead:
                step.lead = tuple(self._lead)
                self._lead.clear()
            if values:
                gone.given[key] = values
        if values:
            gone.told[key] = values
            gone.keys.setdefault(item.link_id, []).append(key)
            gone.values[item.link_id] = (*gone.values.get(item.link_id, ()), *values) if key != item.link_id else values
            if here is not gone.values:
                here[item.link_id] = (*here.get(item.link_id, ()), *values)

    def _instances(self, group: Item, place: str, around: dict[str, tuple[str, ...]], hidden: bool) -> None:
        """One instance, and another as often as the resident says that there is one more."""
        own = {item.link_id for item in everything(group.items)}
        outside = {link: values for link, values in around.items() if link not in own}
        found: dict[str, tuple[str, ...]] = {}
        for number in range(1, group.most + 1):
            begin, here = instance(place, group.link_id, number), dict(outside)
            if group.text and not hidden:
                self._lead.append(f"{group.text} {number}")
            self.through(group.items, begin, here, hidden)
            for link in own & here.keys():
                found[link] = (*found.get(link, ()), *here[link])
            if hidden or number == group.most or not self._one_more(group, begin):
                break
        if around is not self.gone.values:
            around.update(found)

    def _one_more(self, group: Item, key: str) -> bool:
        asked = Item(key, group.more or MORE, "boolean", required=True)
        values = still(asked, self._answers.get(key, ()))
        # What stood above a question that was not asked belongs to nothing.
        self._lead.clear()
        self.gone.steps.append(Step(asked, key, (), values))
        self.gone.shown.append(self.gone.steps[-1])
        if values:
            self.gone.given[key] = values
        return values == ("true",)


def enabled(item: Item, here: Answers, everywhere: Answers) -> bool:
    """FHIR R4 enableWhen, and the expression of SDC that stands instead, over what is told above."""
    if item.enable_expression:
        return item.enable_expression.value(Scope(everywhere, here)) == ("true",)
    if not item.enable_when:
        return True
    quantifier = all if item.enable_all else any
    return quantifier(_holds(condition, here.get(condition.question, ())) for condition in item.enable_when)


def _holds(condition: Condition, values: tuple[str, ...]) -> bool:
    match condition.operator:
        case "exists":
            return bool(values) == (condition.answer == "true")
        case "=":
            return condition.answer in values
        case "!=":
            return condition.answer not in values
        case operator:
            compare, limit = _COMPARE[operator], measure(condition.answer)
            return any(_ordered(compare, measure(value), limit) for value in values)


def _ordered(compare: Callable[[Any, Any], bool], found: Measure | None, limit: Measure | None) -> bool:
    if type(found) is not type(limit) or found is None:
        return False
    if isinstance(found, Quantity) and isinstance(limit, Quantity) and found.unit != limit.unit:
        return False
    return compare(found, limit)
