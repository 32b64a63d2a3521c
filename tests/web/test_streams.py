"""Live pages: what a stream says after a sequence number is exactly what came after it, whatever is cut."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from sluss.core.case import commands as c
from sluss.service.ids import new_id
from tests.web import story
from tests.web.site import MILD, Browser, Site, site_at


def said(browser: Browser, path: str, since: int, until: str) -> tuple[list[str], int]:
    """The messages that a stream opened at `since` says up to one, and where it would resume."""
    texts: list[str] = []
    with browser.events(f"{path}/strom", since) as events:
        while until not in texts:
            event = events.next()
            if event.name == "append":
                texts.append(event.text)
        events.until("seen")
        return texts, events.last


def test_a_message_reaches_the_other_side_drawn_as_their_page_draws_it(site: Site) -> None:
    told = story.visit(site)
    seq = story.seq_of(told.resident, told.path)
    with told.resident.events(f"{told.path}/strom", seq) as events:
        story.say(told.nurse, told.clinic, "Hur mår du i dag?")
        event = events.until("append")
    assert event.text == "Hur mår du i dag?"
    assert event.html in told.resident.get(told.path).text
    assert "Sara Sand" in event.html


def test_a_stream_resumes_with_exactly_the_messages_after_the_last_one_seen(site: Site) -> None:
    told = story.visit(site)
    numbers = [story.say(told.nurse, told.clinic, f"nummer {i}").json()["seq"] for i in range(6)]
    for seen in range(5):
        texts, last = said(told.resident, told.path, numbers[seen], "nummer 5")
        assert texts == [f"nummer {i}" for i in range(seen + 1, 6)]
        assert last == numbers[5]


def test_the_browsers_own_memory_of_the_last_event_wins_over_the_address(site: Site) -> None:
    told = story.visit(site)
    numbers = [story.say(told.nurse, told.clinic, f"nummer {i}").json()["seq"] for i in range(3)]
    told.resident.headers["Last-Event-ID"] = str(numbers[1])
    try:
        texts, _ = said(told.resident, told.path, 0, "nummer 2")
    finally:
        del told.resident.headers["Last-Event-ID"]
    assert texts == ["nummer 2"]


def test_a_last_event_that_is_no_number_of_ours_is_the_beginning(site: Site) -> None:
    told = story.visit(site)
    story.say(told.nurse, told.clinic, "Hej då")
    for value in ("x", "-1", "9" * 5_000):
        told.resident.headers["Last-Event-ID"] = value
        try:
            texts, _ = said(told.resident, told.path, 0, "Hej då")
        finally:
            del told.resident.headers["Last-Event-ID"]
        assert texts[-1] == "Hej då"


def test_a_hundred_messages_over_a_stream_cut_at_random_come_once_and_in_order(site: Site) -> None:
    told = story.visit(site)
    chance = random.Random(1177)
    seq = story.seq_of(told.resident, told.path)
    wanted = [f"meddelande {i}" for i in range(100)]
    unsent, got = list(wanted), list[str]()
    while len(got) < len(wanted):
        with told.resident.events(f"{told.path}/strom", seq) as events:
            for _ in range(min(len(unsent), chance.randrange(1, 9))):
                story.say(told.nurse, told.clinic, unsent.pop(0))
            # Cut after some of what has been sent has come: between two messages, or before the number that ends them.
            sent = len(wanted) - len(unsent)
            some = chance.randrange(0, sent - len(got) + 1) if unsent else sent - len(got)
            got += [events.until("append").text for _ in range(some)]
            seq = events.last or seq
    assert got == wanted
    assert [text for text in wanted if told.resident.get(told.path).text.count(f">{text}<") != 1] == []


def test_a_message_sent_through_one_process_reaches_a_stream_at_another(database: str, tmp_path: Path) -> None:
    with site_at(database, tmp_path) as one, site_at(database, tmp_path) as other:
        told = story.visit(one)
        elsewhere = other.fresh("Agneta Andersson")
        with elsewhere.events(f"{told.path}/strom", story.seq_of(elsewhere, told.path)) as events:
            story.say(told.nurse, told.clinic, "Hör du mig?")
            assert events.until("append").text == "Hör du mig?"
            told.nurse.post(f"{told.clinic}/skriver")
            assert "Vårdpersonalen" in events.until("typing").html


def test_logging_out_at_one_process_cuts_the_streams_of_another(database: str, tmp_path: Path) -> None:
    with site_at(database, tmp_path) as one, site_at(database, tmp_path) as other:
        told = story.visit(one)
        elsewhere = other.browser()
        for cookie in told.nurse.cookies.jar:
            elsewhere.cookies.jar.set_cookie(cookie)
        with elsewhere.events(f"{told.clinic}/strom") as events:
            events.next()
            told.nurse.go_home()
            events.until("closed")


def test_what_was_committed_and_never_told_comes_by_the_sweep(own_site: Site) -> None:
    told = story.visit(own_site)
    silent = replace(own_site.parts.web.service, tell=lambda hint: None)
    nurse = own_site.session(told.nurse, "staff")
    seq = story.seq_of(told.resident, told.path)
    with told.resident.events(f"{told.path}/strom", seq) as events:
        command = c.SendMessage("Sparat men aldrig sagt", new_id(), new_id(), 99)
        own_site.call(silent.run(nurse.actor, told.id, command))
        assert events.until("append").text == "Sparat men aldrig sagt"


def test_a_new_case_comes_into_the_worklist_and_leaves_it_when_it_is_moved_on(own_site: Site) -> None:
    nurse = own_site.as_("Sara Sand")
    with nurse.events("/clinic/drop-in/strom") as drop_in, nurse.events("/clinic/asynkrona/strom") as later:
        first = (drop_in.next(), later.next())
        assert all('id="worklist"' in event.html for event in first)
        told = story.visit(own_site)
        assert "Agneta Andersson" in drop_in.until("row", str(told.id)).html
        assert ">1<" in drop_in.until("swap", "count-drop-in").html
        told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "1"})
        assert drop_in.until("gone").html == f"c-{told.id}"
        assert "Agneta Andersson" in later.until("row", str(told.id)).html


def test_a_row_goes_to_the_unit_of_the_case_alone(own_site: Site) -> None:
    berget = own_site.as_("Britta Berg")
    with berget.events("/clinic/drop-in/strom") as events:
        events.until("swap", "count-drop-in")
        angen = story.waiting(own_site)
        viktor = own_site.as_("Viktor Vik")
        me = str(own_site.session(viktor, "resident").subject)
        begun = viktor.post("/sok-vard", data={"reason": "halsont", "vem": me})
        case = UUID(begun.headers["location"].split("/")[2])
        for link, value in MILD.items():
            viktor.post(f"/arenden/{case}/fragor/{link}", data={"answer": value})
        viktor.post(f"/arenden/{case}/skicka")
        event = events.next()
        assert (event.name, str(case) in event.html) == ("row", True)
        assert str(angen.id) not in event.html


def test_a_case_that_another_unit_accepts_leaves_one_list_and_stays_in_the_other_and_with_its_giver(
    own_site: Site,
) -> None:
    """H24: the giver goes on seeing what is theirs to document, the rest of the unit does not (E25, P5)."""
    told = story.visit(own_site)
    britta, sigge = own_site.as_("Britta Berg"), own_site.as_("Sigge Sand")
    offer = c.HandOver("vc-berget", "nurse", None, 3, "Kan ni ta över?", "oral", True, new_id())
    story.does(own_site, told, offer)
    drop_in, mine = "/clinic/drop-in/strom", "/clinic/mina/strom"
    with sigge.events(drop_in) as left, britta.events(drop_in) as taken, told.nurse.events(mine) as own:
        for events in (left, taken, own):
            events.until("swap", "count-mina")
        story.does(own_site, told, c.AcceptHandover(new_id()), who="Britta Berg")
        assert left.until("gone").html == f"c-{told.id}"
        for events in (taken, own):
            event = events.next()
            assert (event.name, str(told.id) in event.html) == ("row", True)
            assert "Britta Berg" in event.html


def test_a_view_that_is_drawn_anew_follows_what_happens_for_everybody_who_has_it_open(own_site: Site) -> None:
    told = story.visit(own_site)
    sigge = own_site.as_("Sigge Sand")
    with told.nurse.events("/clinic/avslutade/strom") as own, sigge.events("/clinic/avslutade/strom") as other:
        for events in (own, other):
            assert str(told.id) not in events.until("swap", 'id="worklist"').html
        told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "0"})
        for events in (own, other):
            assert "Agneta Andersson" in events.until("swap", f"c-{told.id}").html


def test_the_counts_in_the_bar_of_an_open_case_follow_what_happens_at_the_unit(own_site: Site) -> None:
    """(E5, E7) Counts per view, live, also beside a case."""
    told = story.visit(own_site)
    with told.nurse.events(f"{told.clinic}/strom", story.seq_of(told.nurse, told.clinic)) as events:
        story.waiting(own_site)
        assert 'id="count-asynkrona"' in events.until("swap", 'id="count-drop-in">2<').html


def test_read_and_typing_are_shown_to_the_other_side(site: Site) -> None:
    told = story.visit(site)
    answer = story.say(told.nurse, told.clinic, "Läser du?").json()
    sent, row = answer["seq"], answer["html"].split('"')[1]
    with told.nurse.events(f"{told.clinic}/strom", sent) as nurse:
        nurse.until("swap", "case-head")
        told.resident.post(f"{told.path}/skriver")
        assert nurse.until("typing").html == "Invånaren"
        told.resident.post(f"{told.path}/last", data={"seq": str(sent)})
        assert "Läst" in nurse.until("swap", f'id="{row}"').html


def test_an_sms_is_sent_when_staff_write_and_not_while_the_resident_is_in_the_chat(own_site: Site) -> None:
    told = story.visit(own_site)
    own_site.work()
    phone = own_site.browser().get("/demo/phone").text
    assert told.path in phone
    with told.resident.events(f"{told.path}/strom") as events:
        events.next()
        with told.nurse.events(f"{told.clinic}/strom") as nurse:
            assert "är i chatten" in nurse.until("swap", "case-head").html
        story.say(told.nurse, told.clinic, "Du är här")
        events.until("append", "Du är här")
        own_site.work()
        assert own_site.browser().get("/demo/phone").text.count(told.path) == phone.count(told.path)
