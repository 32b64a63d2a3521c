"""Two packs beside each other. Nothing that differs is left unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from sluss.core.packdiff.shown import shown
from sluss.core.packdiff.wholes import WHOLES
from sluss.core.packdiff.word import ADMINISTRATORS, AUDIENCES, Change, Word
from sluss.core.packdiff.words import UNSAID, WORDS
from sluss.core.policy import Pack


def diff(old: Pack, new: Pack) -> tuple[Change, ...]:
    """All that differs, in the order of the pack."""
    return tuple(_fields(old, new, "", (old, new)))


def in_words(old: Pack, new: Pack) -> str:
    """The same as a text, by whom it concerns."""
    changes = diff(old, new)
    if not changes:
        return f"Inget skiljer {old.id} från {new.id}."
    parts = [f"Från {old.id} till {new.id}"]
    for audience in AUDIENCES:
        if says := [change.says for change in changes if change.audience == audience]:
            parts.append("\n".join((audience, *(f"  – {one}" for one in says))))
    return "\n\n".join(parts)


def _fields(before: Any, after: Any, subject: str, packs: tuple[Pack, Pack]) -> Iterator[Change]:
    """Field by field of two things of one kind. `subject` is which of many it is."""
    kind = type(before)
    for field in fields(before):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if was == now or (kind, field.name) in UNSAID:
            continue
        own = WHOLES.get((kind, field.name))
        word = WORDS[kind].get(field.name) or Word(field.name, ADMINISTRATORS)
        yield from own(was, now, packs) if own else _value(word, was, now, subject, packs)


def _value(word: Word, was: Any, now: Any, subject: str, packs: tuple[Pack, Pack]) -> Iterator[Change]:
    if type(was) is type(now) and type(was) in WORDS:
        yield from _fields(was, now, subject, packs)
    elif _by_id(was) is not None and _by_id(now) is not None:
        yield from _many(word, _by_id(was) or {}, _by_id(now) or {}, subject, packs)
    else:
        yield _changed(word, was, now, subject)


def _changed(word: Word, was: object, now: object, subject: str) -> Change:
    label = f"{subject}, {word.label}" if subject else word.label
    return Change(word.audience, f"{label}: {_ended(shown(now, word.codes))} Förut: {_ended(shown(was, word.codes))}")


def _ended(words: str) -> str:
    return words if words.endswith((".”", "!”", "?”")) else f"{words}."


def _by_id(value: Any) -> Mapping[str, Any] | None:
    """Things that go by an id, as a mapping; None for what is no such thing."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, tuple) and all(is_dataclass(one) and hasattr(one, "id") for one in value):
        return {str(one.id): one for one in value}
    return None


def _many(
    word: Word, was: Mapping[str, Any], now: Mapping[str, Any], subject: str, packs: tuple[Pack, Pack]
) -> Iterator[Change]:
    label = f"{subject}, {word.label[:1].lower()}{word.label[1:]}" if subject else word.label
    gone = [_title(id_, one) for id_, one in was.items() if id_ not in now]
    came = [_title(id_, one) for id_, one in now.items() if id_ not in was]
    if gone:
        yield Change(word.audience, f"{label} som försvinner: {', '.join(gone)}.")
    if came:
        yield Change(word.audience, f"{label} som tillkommer: {', '.join(came)}.")
    for id_ in (one for one in now if one in was and was[one] != now[one]):
        if type(now[id_]) in WORDS:
            yield from _fields(was[id_], now[id_], f"{label} {_title(id_, was[id_])}", packs)
        else:
            yield _changed(replace(word, label=f"{label} {id_}"), was[id_], now[id_], "")
    if list(was) != list(now) and set(was) == set(now):
        yield Change(word.audience, f"{label}: ordningen är en annan, nu {', '.join(map(_title, now, now.values()))}.")


def _title(id_: str, one: object) -> str:
    """What people call a thing; of what has no name, its id."""
    return str(getattr(one, "title", "") or getattr(one, "name", "") or id_)
