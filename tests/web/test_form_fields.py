"""A form in the chat has all its questions on one page, those of repeated groups too (B16, F3)."""

from __future__ import annotations

from litestar.datastructures import FormMultiDict

from sluss.web.resident.forms import fields, given_in, names, with_one_more, wrong
from tests.core.triage.items import ask, group, read, unit

DOSE = ask("dos", "quantity", unit("mg", True), unit("ml", True))
FORM = read(
    ask("dag", "date"),
    ask("namn", "string", repeats=True),
    group(
        "medel",
        ask("vad", "string", required=True),
        ask("dos", "quantity", unit("mg", True), unit("ml", True)),
        repeats=True,
    ),
)


def posted(*filled_in: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    return given_in(FORM, FormMultiDict(list(filled_in)))


def test_each_field_has_a_name_of_its_own_also_in_the_second_instance() -> None:
    given = posted(("fler-1-1", "true"))
    assert [field.name for field in fields(FORM, given, {})] == [
        "svar-1", "svar-2", "svar-3-1", "svar-4-1", "fler-1-1", "svar-3-2", "svar-4-2", "fler-1-2",
    ]  # fmt: skip
    assert len(names(FORM)) == 5


def test_what_was_filled_in_is_found_by_its_key_and_a_quantity_has_its_unit() -> None:
    given = posted(
        ("svar-1", "2026-11-20"), ("svar-2", "Alva"), ("svar-2", ""), ("svar-2", "Bo"), ("svar-3-1", "Alvedon"),
        ("svar-4-1", "500"), ("svar-4-1-enhet", "mg"), ("fler-1-1", "true"), ("svar-3-2", "Ipren"), ("svar-4-2", ""),
        ("svar-4-2-enhet", "mg"), ("fler-1-2", "false"), ("svar-3-3", "never asked"),
    )  # fmt: skip
    assert given == {
        "dag": ("2026-11-20",),
        "namn": ("Alva", "Bo"),
        "medel~1~vad": ("Alvedon",),
        "medel~1~dos": ("500 mg",),
        "medel~1~": ("true",),
        "medel~2~vad": ("Ipren",),
        "medel~2~": ("false",),
    }


def test_one_more_answer_is_an_empty_field_behind_the_others() -> None:
    assert with_one_more(FORM, posted(("svar-2", "Alva")), "svar-2")["namn"] == ("Alva", "")


def test_what_is_missing_in_an_instance_is_said_there() -> None:
    stood = frozenset({"svar-3-1", "svar-3-2", "fler-1-1", "fler-1-2"})
    assert set(wrong(FORM, posted(("fler-1-1", "true"), ("svar-3-1", "x")), stood)) == {"medel~2~vad", "medel~2~"}
