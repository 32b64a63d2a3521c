"""What a member of staff may say of herself."""

from __future__ import annotations

import pytest

from sluss.core.phone import mobile
from sluss.core.policy import Phrase
from sluss.core.profile import LONGEST, Profile, to_resident, written
from sluss.core.refusal import Refused
from tests.core.case.scene import PACK

NUMBER = "+46701740605"


def typed(name: str = "", title: str = "", number: str = "", wish: str = "") -> Profile:
    return written(name, title, number, wish == "sms_async", wish == "sms_drop_in", wish == "sms_scheduled")


@pytest.mark.parametrize(
    "number", ["070-174 06 05", "0701740605", "+46 70 174 06 05", "+46 (0)70-1740605", "0046701740605"]
)
def test_a_swedish_mobile_number_is_kept_in_one_form_however_it_is_written(number: str) -> None:
    """(U9, Y5)"""
    assert typed(number=number).mobile == mobile(number) == NUMBER


@pytest.mark.parametrize("number", ["08-123 456 78", "070-174 06", "112", "Sara", "+4670174060", "070-174 06 05 6"])
def test_what_is_no_mobile_number_is_refused(number: str) -> None:
    assert mobile(number) is None
    with pytest.raises(Refused, match="mobile_wrong"):
        typed(number=number)


def test_of_who_shows_the_title_alone_it_stands_in_the_place_of_the_name() -> None:
    # (B24, decision 14)
    assert to_resident("Sara Sand", "sjuksköterska", title_only=False) == ("Sara Sand", "sjuksköterska")
    assert to_resident("Sara Sand", "sjuksköterska", title_only=True) == ("sjuksköterska", "")
    assert to_resident("Sara Sand", "", title_only=True) == ("vårdpersonal", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Med vänlig hälsning {name}, {title}", "Med vänlig hälsning sjuksköterska"),
        ("Hej, här är {name} på {unit}.", "Hej, här är sjuksköterska på Vårdcentralen Ängen."),
    ],
)
def test_a_phrase_in_the_mouth_of_who_shows_the_title_alone_holds_no_name(text: str, said: str) -> None:
    # (F10, decision 14)
    unit = PACK.units["vc-angen"]
    phrase = Phrase("x", "X", text)
    assert phrase.said_by("Sara Sand", "sjuksköterska", unit, title_only=True) == said
    assert "Sara Sand" in phrase.said_by("Sara Sand", "sjuksköterska", unit)


def test_without_a_number_nobody_can_ask_for_sms() -> None:
    """(U9)"""
    for wish in ("sms_async", "sms_drop_in", "sms_scheduled"):
        with pytest.raises(Refused, match="mobile_needed"):
            typed(wish=wish)
        assert typed(number=NUMBER, wish=wish).mobile == NUMBER
    assert typed(number=" ").mobile is None


def test_a_name_is_one_line_without_signs_that_cannot_be_seen() -> None:
    """(B24)"""
    assert typed("  Sara\n Sand\u202e\x07 ").shown_name == "Sara Sand"
    assert typed("x" * LONGEST).shown_name == "x" * LONGEST
    for words in (("x" * (LONGEST + 1), ""), ("", "x" * (LONGEST + 1))):
        with pytest.raises(Refused, match="profile_too_long"):
            typed(*words)


def test_each_kind_asks_for_its_own_wish_and_a_visit_not_ended_for_a_number_alone() -> None:
    """(U7, U8, H4)"""
    both = {"new_async": "sms_async", "new_drop_in": "sms_drop_in", "scheduled": "sms_scheduled"}
    for kind, wish in both.items():
        asked = typed(number=NUMBER, wish=wish)
        assert {k for k in both if asked.wants_sms(k)} == {kind}
        assert asked.wants_sms("unfinished")
    assert typed(number=NUMBER).wants_sms("unfinished")
    assert not Profile().wants_sms("unfinished")
    assert not typed(number=NUMBER).wants_sms("handover"), "told in the page alone"


def with_email(typed: str, wanted: bool = True, domains: tuple[str, ...] = ("sluss.example",)) -> Profile:
    return written("", "", "", False, False, False, email=typed, by_email=wanted, domains=domains)


def test_an_address_at_the_regions_domain_is_kept_in_one_form() -> None:
    """(J4)"""
    assert with_email(" Sara.Sand@SLUSS.example ").email == "Sara.Sand@sluss.example"
    assert with_email("sara@annat.example", domains=()).email == "sara@annat.example"
    assert with_email("sara@sluss.example", wanted=False).by_email is False


def test_without_an_address_nothing_goes_there() -> None:
    """(J5)"""
    kept = with_email("", wanted=True)
    assert (kept.email, kept.by_email) == (None, False)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("sara", "email_wrong"),
        ("sara@sluss.example\nBcc: x@y.se", "email_wrong"),
        ("sara@annat.example", "email_elsewhere"),
        ("sara@inte.sluss.example", "email_elsewhere"),
    ],
)
def test_an_address_that_is_none_or_not_the_regions_is_refused(typed: str, code: str) -> None:
    """(J4)"""
    with pytest.raises(Refused, match=code):
        with_email(typed)
