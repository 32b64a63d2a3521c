"""The links of guests from outside: made of an id and a key, and kept nowhere (J6, decision 0022)."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

import pytest

from sluss.core.guest_links import GuestLinks

OLD, NEW = b"o" * 32, b"n" * 32
LINKS = GuestLinks.under(NEW)
GUEST, OTHER = UUID(int=7 << 64), UUID(int=8 << 64)


def test_a_link_leads_to_its_guest_and_is_the_same_when_it_is_sent_again() -> None:
    link = LINKS.link(GUEST)
    assert LINKS.guest_of(link) == GUEST
    assert link == GuestLinks.under(NEW).link(GUEST)
    # It fits on a line of a text message, and needs no escaping in an address.
    assert len(link) == 43
    assert link.replace("-", "a").replace("_", "a").isalnum()


@pytest.mark.parametrize("place", range(0, 32))
def test_a_link_in_which_one_byte_is_another_is_nobodys(place: int) -> None:
    raw = bytearray(urlsafe_b64decode(LINKS.link(GUEST) + "="))
    raw[place] ^= 1
    assert LINKS.guest_of(urlsafe_b64encode(bytes(raw)).decode().rstrip("=")) is None


def test_what_is_no_link_is_nobodys() -> None:
    link = LINKS.link(GUEST)
    for wrong in ("", "x", link[:-1], link + "a", f" {link[1:]}", "å" * 43, "a" * 10_000, str(GUEST)):
        assert LINKS.guest_of(wrong) is None
    # The proof of one is no proof for another.
    theirs, ours = (urlsafe_b64decode(LINKS.link(one) + "=") for one in (OTHER, GUEST))
    assert LINKS.guest_of(urlsafe_b64encode(ours[:16] + theirs[16:]).decode().rstrip("=")) is None


def test_without_the_key_there_is_no_link() -> None:
    assert GuestLinks.under(OLD).guest_of(LINKS.link(GUEST)) is None
    # Nor does the master key itself make one.
    assert GuestLinks((NEW,)).guest_of(LINKS.link(GUEST)) is None
    assert "n" * 8 not in repr(LINKS)


def test_a_key_can_be_replaced_while_links_are_on_their_way() -> None:
    both = GuestLinks.under(NEW, OLD)
    assert both.guest_of(GuestLinks.under(OLD).link(GUEST)) == GUEST
    assert both.link(GUEST) == LINKS.link(GUEST)


def test_a_browser_keeps_which_opening_it_was_and_can_make_no_other_of_it() -> None:
    kept = LINKS.device(GUEST, 3)
    assert LINKS.device_of(kept) == (GUEST, 3)
    proof = kept.partition(".")[0]
    for wrong in (f"{proof}.4", proof, f"{proof}.", f"{proof}.-3", f"{proof}.3.3", f"{LINKS.link(GUEST)}.0", ""):
        assert LINKS.device_of(wrong) is None
    # And a cookie is no link.
    assert LINKS.guest_of(proof) is None
