"""The expressions of a questionnaire made ready, once all its items are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sluss.core.triage.expressions import Variable, calculated, condition
from sluss.core.triage.extensions import Written
from sluss.core.triage.paths import Outline, outline
from sluss.core.triage.questionnaire import Expression, Item
from sluss.core.triage.resource import BadQuestionnaire, Fields
from sluss.core.triage.syntax import Reader, Tree, Unreadable, constants

Make = Callable[..., Expression]
# What the standard itself names.
TAKEN = frozenset({"resource", "context", "questionnaire", "qitem", "ucum", "rootResource"})


@dataclass(frozen=True, slots=True)
class Raw:
    """What an item says in FHIRPath, and where."""

    fields: Fields
    variables: tuple[Written, ...]
    enable: Written | None
    calculated: Written | None


def linked(
    items: tuple[Item, ...], raw: Mapping[str, Raw], variables: Sequence[Written], reader: Reader
) -> tuple[Item, ...]:
    """The items with their expressions. Raises BadQuestionnaire."""
    linker = _Linker(raw, outline(items), reader)
    known = linker.more({}, variables, None, Fields({}, ""))
    made = tuple(linker.item(item, known, hidden=False) for item in items)
    linker.none_idle()
    return made


class _Linker:
    def __init__(self, raw: Mapping[str, Raw], outlined: Outline, reader: Reader) -> None:
        self._raw, self._outline, self._reader = raw, outlined, reader
        self._named: set[str] = set()
        self._declared: dict[str, Fields] = {}

    def none_idle(self) -> None:
        """A variable is made ready where it is named; one that is not would never have been looked at."""
        for name, fields in self._declared.items():
            if name not in self._named:
                raise fields.fault("extension", f"the variable {name} is named by no expression below it")

    def item(self, item: Item, known: Mapping[str, Variable], hidden: bool) -> Item:
        said = self._raw[item.link_id]
        known = self.more(known, said.variables, item, said.fields)
        if said.enable and item.enable_when:
            raise said.fields.fault("extension", "enableWhen and enableWhenExpression stand in each other's place")
        hidden = hidden or item.hidden
        if hidden and item.is_question and not (item.initial or said.calculated):
            raise said.fields.fault("extension", "a question in what is hidden, without a value, is never answered")
        if hidden and item.required:
            raise said.fields.fault("required", "nobody can answer what is not asked")
        return replace(
            item,
            hidden=hidden,
            enable_expression=self._made(said.fields, said.enable, condition, item, known),
            calculated=self._made(said.fields, said.calculated, calculated, item, known),
            items=tuple(self.item(inner, known, hidden) for inner in item.items),
        )

    def more(
        self, known: Mapping[str, Variable], variables: Sequence[Written], context: Item | None, fields: Fields
    ) -> dict[str, Variable]:
        """The variables known with those declared here. One may name those before it, and is a piece of whatever
        names it: nothing is worked out for itself."""
        found = dict(known)
        for variable in variables:
            if not variable.name or variable.name in TAKEN or variable.name in found:
                raise fields.fault("extension", f"a variable needs a name of its own, not “{variable.name}”")
            tree = self._read(fields, variable)
            found[variable.name] = Variable(tree, context, dict(found))
            self._declared[variable.name] = fields
        return found

    def _made(
        self, fields: Fields, written: Written | None, make: Make, item: Item, known: Mapping[str, Variable]
    ) -> Expression | None:
        if written is None:
            return None
        try:
            return make(written.text, self._read(fields, written), item, self._outline, known)
        except Unreadable as no:
            raise _fault(fields, written, no) from None

    def _read(self, fields: Fields, written: Written) -> Tree:
        try:
            tree = self._reader(written.text)
        except Unreadable as no:
            raise _fault(fields, written, no) from None
        self._named.update(constants(tree))
        return tree


def _fault(fields: Fields, written: Written, no: Unreadable) -> BadQuestionnaire:
    return fields.fault("extension", f"the expression {written.text}: {no}")
