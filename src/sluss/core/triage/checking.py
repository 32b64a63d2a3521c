"""Whether one answer will do, before it is kept and each time it is read again."""

from __future__ import annotations

from sluss.core.triage.questionnaire import Item
from sluss.core.triage.values import Invalid, clean, trimmed


def check(item: Item, values: tuple[str, ...]) -> tuple[str, ...]:
    """The answer cleaned: trimmed, without doubles, numbers with a full stop. Empty when a free question is skipped.

    Raises Invalid with one of the codes in `texts.PROBLEMS`.
    """
    if not item.is_asked:
        raise Invalid("not_a_question")
    given = tuple(dict.fromkeys(value for value in map(trimmed, values) if value))
    if not given:
        if item.required:
            raise Invalid("required")
        return ()
    if len(given) > 1 and not item.repeats:
        raise Invalid("only_one")
    cleaned = tuple(dict.fromkeys(clean(item, value) for value in given))
    if len(cleaned) > item.most and not item.options:
        raise Invalid("too_many", most=item.most)
    alone = [code for code in cleaned if (option := item.option(code)) and option.exclusive]
    if alone and len(cleaned) > 1:
        raise Invalid("stands_alone")
    return cleaned


def still(item: Item, values: tuple[str, ...]) -> tuple[str, ...]:
    """A kept answer as the question takes it now: nothing when it will not do any more."""
    if not values:
        return ()
    if len(values) == 1 and item.type in ("choice", "boolean"):
        # Most questions, and each is looked at several times an answer.
        known = values[0] in ("true", "false") if item.type == "boolean" else item.option(values[0])
        return values if known else ()
    try:
        return check(item, values)
    except Invalid:
        return ()
