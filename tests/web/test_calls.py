"""The pages of a call: started, joined, told of live, ended in a step of its own (F5, F6, F15, F16, J10, Q4)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any
from uuid import uuid4

import httpx
import pytest

from sluss.core.case import commands as c
from sluss.service.ids import new_id
from sluss.video.parts import Video
from sluss.video.turn import Turn
from tests.twin_sfu import TwinSfu
from tests.web import story
from tests.web.site import Browser, Site
from tests.web.stream import Events

JSON = {"Accept": "application/json"}


def calling(site: Site, mode: str = "video") -> story.Story:
    told = story.visit(site)
    assert told.nurse.post(f"{told.clinic}/samtal/starta", data={"mode": mode}).status_code == 303
    return told


def join(browser: Browser, path: str, device: str) -> dict[str, Any]:
    answer = browser.post(f"{path}/samtal/anslut", data={"device": device}, headers=JSON)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def signal(browser: Browser, path: str, device: str, to: str, body: object, kind: str = "state") -> httpx.Response:
    fields = {"device": device, "to": to, "kind": kind, "body": json.dumps(body)}
    return browser.post(f"{path}/samtal/signal", data=fields, headers=JSON)


@contextmanager
def line(browser: Browser, path: str, device: str, heard: int = 0) -> Iterator[Events]:
    params: dict[str, str | int] = {"from": 0, "device": device, "heard": heard}
    with browser.stream("GET", f"{path}/samtal/strom", params=params) as response:
        assert response.status_code == 200
        yield Events(response)


def said(events: Events, text: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(events.until("call", text).html)
    return found


def test_the_nurse_starts_a_call_and_both_pages_say_so(site: Site) -> None:
    told = story.visit(site)
    page = told.nurse.get(told.clinic).text
    assert "Starta video" in page
    assert "Starta ljudsamtal" in page
    with told.resident.events(f"{told.path}/strom", story.seq_of(told.resident, told.path)) as events:
        told.nurse.post(f"{told.clinic}/samtal/starta", data={"mode": "video"})
        assert events.until("append").text == "Sara Sand, sjuksköterska har startat ett videosamtal."
        out = events.until("swap", "call-out").html
    assert "Sara Sand vill tala med dig i video" in out
    assert f'href="{told.path}/samtal"' in out
    assert out in told.resident.get(told.path).text
    assert "Videosamtal pågår" in told.resident.get("/arenden").text
    page = told.nurse.get(told.clinic).text
    assert "Ingen annan är med än." in page
    assert 'target="sluss-samtal"' in page
    assert "Starta video" not in page
    assert "Videosamtal pågår" in told.nurse.get("/clinic/drop-in").text


def test_the_strip_follows_who_comes_and_who_goes(site: Site) -> None:
    told, phone = calling(site), str(uuid4())
    with told.nurse.events(f"{told.clinic}/strom", story.seq_of(told.nurse, told.clinic)) as events:
        join(told.resident, told.path, phone)
        assert 'id="call-strip"' in events.until("swap", "Agneta Andersson är med.").html
        told.resident.post(f"{told.path}/samtal/lamna", data={"device": phone})
        assert 'id="call-strip"' in events.until("swap", "Ingen annan är med än.").html


def test_who_came_before_the_page_had_its_stream_is_told_of_too(site: Site) -> None:
    """The case has not moved: only who is in its call has."""
    told, phone = calling(site), str(uuid4())
    seen = story.seq_of(told.nurse, told.clinic)
    join(told.resident, told.path, phone)
    with told.nurse.events(f"{told.clinic}/strom", seen) as events:
        assert 'id="call-strip"' in events.until("swap", "Agneta Andersson är med.").html


def test_only_the_pages_of_a_call_may_use_camera_and_microphone(site: Site) -> None:
    told = calling(site)
    for browser, path in ((told.resident, told.path), (told.nurse, told.clinic)):
        page = browser.get(f"{path}/samtal")
        assert page.status_code == 200
        assert "camera=(self), microphone=(self), display-capture=(self)" in page.headers["permissions-policy"]
        assert f'data-call="{path}/samtal"' in page.text
        assert "camera=()" in browser.get(path).headers["permissions-policy"]


def test_two_join_and_each_is_told_who_is_there(site: Site) -> None:
    told, phone, desk = calling(site), str(uuid4()), str(uuid4())
    with line(told.nurse, told.clinic, desk) as nurse:
        assert said(nurse)["party"] is None
        me = join(told.nurse, told.clinic, desk)
        assert (me["topology"], me["mode"], me["ice"], me["relay_only"]) == ("p2p", "video", [], False)
        assert said(nurse)["party"] == me["party"]
        other = join(told.resident, told.path, phone)
        state = said(nurse, other["party"])
    assert [(one["name"], one["role"], one["me"]) for one in state["parties"]] == [
        ("Sara Sand", "staff", True),
        ("Agneta Andersson", "resident", False),
    ]
    assert state["ended"] is False


def test_staff_see_in_the_window_of_the_call_who_waits_outside_and_the_patient_does_not(site: Site) -> None:
    """(J6, A11)"""
    told, desk, phone = story.guest_waiting(site), str(uuid4()), str(uuid4())
    told.nurse.post(f"{told.clinic}/samtal/starta", data={"mode": "video"})
    assert join(told.nurse, told.clinic, desk)["outside"] == ["Elsa Ek, anhörig"]
    assert join(told.resident, told.path, phone)["outside"] == []
    with line(told.nurse, told.clinic, desk) as events:
        assert said(events)["outside"] == ["Elsa Ek, anhörig"]
        told.nurse.post(f"{told.clinic}/gaster/{told.guest}/slapp-in", data={"checked": "photo_id"})
        assert said(events)["outside"] == []
    assert 'id="call-outside"' in told.nurse.get(f"{told.clinic}/samtal").text
    assert 'id="call-outside"' not in told.resident.get(f"{told.path}/samtal").text


def test_signals_come_down_the_stream_of_the_one_they_are_for_and_no_other(site: Site) -> None:
    told, phone, desk = calling(site), str(uuid4()), str(uuid4())
    nurse, resident = join(told.nurse, told.clinic, desk), join(told.resident, told.path, phone)
    with line(told.resident, told.path, phone) as events:
        sent = signal(
            told.nurse, told.clinic, desk, resident["party"], {"type": "offer", "sdp": "v=0\r\n"}, "description"
        )
        assert sent.status_code == 204
        heard = json.loads(events.until("signal").html)
    assert (heard["from"], heard["kind"], heard["body"]) == (
        nurse["party"],
        "description",
        {"type": "offer", "sdp": "v=0\r\n"},
    )
    with line(told.nurse, told.clinic, desk) as events:
        said(events)
        signal(told.resident, told.path, phone, nurse["party"], {"muted": True})
        assert json.loads(events.next().html)["body"] == {"muted": True}


def test_a_cut_stream_goes_on_after_the_last_signal_once_and_in_order(site: Site) -> None:
    told, phone, desk = calling(site), str(uuid4()), str(uuid4())
    join(told.nurse, told.clinic, desk)
    party, heard, got = join(told.resident, told.path, phone)["party"], 0, list[int]()
    for turn in range(4):
        for n in range(3):
            signal(told.nurse, told.clinic, desk, party, {"n": turn * 3 + n})
        # Cut after two of three.
        with line(told.resident, told.path, phone, heard) as events:
            for _ in range(2):
                one = json.loads(events.until("signal").html)
                got.append(one["body"]["n"])
                heard = one["id"]
    with line(told.resident, told.path, phone, heard) as events:
        while len(got) < 12:
            got.append(json.loads(events.until("signal").html)["body"]["n"])
    assert got == list(range(12))


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"device": ""}, 422),
        ({"device": "x"}, 422),
        ({"body": "x"}, 422),
        ({"body": "[1]"}, 422),
        ({"body": '{"n": NaN}'}, 422),
        ({"body": "[" * 20_000}, 422),
        ({"kind": "append"}, 422),
        ({"to": "x"}, 422),
        ({"to": str(uuid4())}, 404),
        ({"to": ""}, 404),
        # Nobody has a seat where there is no SFU.
        ({"to": "sfu", "kind": "publish"}, 409),
    ],
)
def test_what_no_page_of_ours_sends_is_refused_and_told_to_nobody(
    site: Site, fields: dict[str, str], status: int
) -> None:
    told, device = calling(site), str(uuid4())
    me = join(told.resident, told.path, device)
    form = {"device": device, "to": me["party"], "kind": "state", "body": "{}", **fields}
    assert told.resident.post(f"{told.path}/samtal/signal", data=form, headers=JSON).status_code == status


def test_a_newer_device_takes_over_and_the_older_is_told(site: Site) -> None:
    told, phone, tablet = calling(site), str(uuid4()), str(uuid4())
    join(told.resident, told.path, phone)
    with line(told.resident, told.path, phone) as events:
        said(events)
        join(told.resident, told.path, tablet)
        events.until("taken")
        assert said(events)["elsewhere"] is True


def test_ending_the_video_asks_once_more_and_leaves_the_chat(site: Site) -> None:
    """H24: Avslut består av två moment. (J10, Q4)"""
    told, phone = calling(site), str(uuid4())
    join(told.resident, told.path, phone)
    asked = told.nurse.get(f"{told.clinic}/samtal/avsluta").text
    assert "Avsluta videosamtalet med Agneta Andersson?" in asked
    assert "Det är ett steg för sig." in asked
    assert "Videosamtal pågår." in told.nurse.get(f"{told.clinic}/avsluta").text
    with line(told.resident, told.path, phone) as events:
        said(events)
        assert told.nurse.post(f"{told.clinic}/samtal/avsluta").headers["location"] == told.clinic
        over = said(events, "ended")
        assert over == {"call": None, "ended": True, "words": over["words"]}
        assert "chatten" in over["words"]
        # The stream goes on with the chat.
        story.say(told.nurse, told.clinic, "Vi fortsätter här.")
        assert events.until("append", "Vi fortsätter här.").html
    assert told.nurse.get(f"{told.clinic}/samtal/avsluta").status_code == 303


def test_ending_the_visit_ends_the_call_for_everybody(site: Site) -> None:
    """(J10, Q4)"""
    told, phone, desk = calling(site), str(uuid4()), str(uuid4())
    join(told.resident, told.path, phone)
    join(told.nurse, told.clinic, desk)
    with line(told.resident, told.path, phone) as resident, line(told.nurse, told.clinic, desk) as nurse:
        said(resident), said(nurse)
        told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "1"})
        assert said(resident, '"ended": true')["words"]
        assert said(nurse, '"ended": true')["words"]
    again = told.resident.post(f"{told.path}/samtal/anslut", data={"device": phone}, headers=JSON)
    assert (again.status_code, again.json()["code"]) == (409, "call_none")


def test_a_call_runs_in_an_asynchronous_case_too(site: Site) -> None:
    """(F16)"""
    told = story.asynchronous(site)
    assert told.nurse.post(f"{told.clinic}/samtal/starta", data={"mode": "audio"}).status_code == 303
    assert "vill prata med dig" in told.resident.get(told.path).text


def test_sound_becomes_picture_and_the_pages_follow(site: Site) -> None:
    """(F15)"""
    told, phone = calling(site, "audio"), str(uuid4())
    join(told.resident, told.path, phone)
    with line(told.resident, told.path, phone) as events:
        assert said(events)["mode"] == "audio"
        switched = told.nurse.post(f"{told.clinic}/samtal/lage", data={"mode": "video"}, headers=JSON)
        assert switched.status_code == 204
        assert said(events, '"mode": "video"')["ended"] is False


def test_who_no_longer_has_the_case_is_shown_out_of_its_call(site: Site) -> None:
    told, desk = calling(site), str(uuid4())
    join(told.nurse, told.clinic, desk)
    sigge = site.as_("Sigge Sand")
    with line(told.nurse, told.clinic, desk) as events:
        said(events)
        assert sigge.post(f"{told.clinic}/ta-over").status_code == 303
        assert said(events, '"ended": true')["words"] == "Du är inte längre med i samtalet."
        events.until("closed")
    assert told.nurse.get(f"{told.clinic}/samtal").status_code == 403
    # And whoever has it now finds nobody of that name there.
    assert [one["name"] for one in join(sigge, told.clinic, str(uuid4()))["parties"]] == ["Sigge Sand"]


def test_a_stream_without_a_device_or_of_another_s_call_is_closed(site: Site) -> None:
    told = calling(site)
    stranger = site.as_("Pia Persson")
    for browser, device in ((told.resident, ""), (told.resident, "x"), (stranger, str(uuid4()))):
        with line(browser, told.path, device) as events:
            assert events.next().name in ("closed", "ended")


def with_video(site: Site, video: Video) -> None:
    """The site as it is with an SFU or TURN: pages, streams and worker share what they are told of it."""
    for field in fields(video):
        object.__setattr__(site.parts.web.video, field.name, getattr(video, field.name))


def invited(site: Site, told: story.Story, name: str) -> Browser:
    """A colleague of the same unit whom the patient has agreed to."""
    colleague = site.as_(name)
    who = site.session(colleague, "staff").subject
    story.does(site, told, c.InviteColleague(who, "oral", new_id()))
    return colleague


def test_a_third_is_told_that_two_is_all_it_holds_here(own_site: Site) -> None:
    """(J6)"""
    told = calling(own_site)
    join(told.resident, told.path, str(uuid4()))
    join(told.nurse, told.clinic, str(uuid4()))
    sigge = invited(own_site, told, "Sigge Sand")
    answer = sigge.post(f"{told.clinic}/samtal/anslut", data={"device": str(uuid4())}, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (409, "call_full")
    assert "Bara två kan vara med" in answer.json()["error"]
    assert "telefon" in answer.json()["error"]


def test_with_an_sfu_three_go_through_it_and_hear_of_its_trouble_in_words(own_site: Site) -> None:
    """(F5, J6)"""
    sfu = TwinSfu()
    with_video(own_site, Video(sfu, None))
    told, phone, desk = calling(own_site), str(uuid4()), str(uuid4())
    join(told.resident, told.path, phone)
    join(told.nurse, told.clinic, desk)
    sigge, third = invited(own_site, told, "Sigge Sand"), str(uuid4())
    with line(told.nurse, told.clinic, desk) as nurse:
        assert join(sigge, told.clinic, third)["topology"] == "sfu"
        said(nurse, '"topology": "sfu"')
        # It joins anew, and publishes.
        join(told.nurse, told.clinic, desk)
        assert signal(told.nurse, told.clinic, desk, "sfu", {"sdp": "v=0"}, "publish").status_code == 204
        answer = json.loads(nurse.until("signal").html)
        assert (answer["from"], answer["kind"], answer["body"]) == ("sfu", "answer", {"sdp": "answer"})

        async def fail() -> None:
            sfu.fail()

        own_site.call(fail())
        state = said(nurse, "Din plats")
        assert (state["party"], state["ended"]) == (None, False)
        # It comes back by itself.
        assert join(told.nurse, told.clinic, desk)["party"]
        assert said(nurse, '"trouble": ""')["party"]
    # With its seat's own word told to nobody.
    assert "seat" not in json.dumps(join(told.nurse, told.clinic, desk))


def test_an_sfu_that_is_away_keeps_the_chat_going_and_says_so(own_site: Site) -> None:
    sfu = TwinSfu()
    with_video(own_site, Video(sfu, None))
    told = calling(own_site)
    join(told.resident, told.path, str(uuid4()))
    join(told.nurse, told.clinic, str(uuid4()))
    sigge = invited(own_site, told, "Sigge Sand")
    sfu.down = True
    answer = sigge.post(f"{told.clinic}/samtal/anslut", data={"device": str(uuid4())}, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (503, "unreached")
    assert story.say(told.nurse, told.clinic, "Vi fortsätter i chatten.").status_code == 200


def test_turn_gives_each_party_words_of_its_own(own_site: Site) -> None:
    """(N5)"""
    with_video(own_site, Video(None, Turn(("turn:turn.example:3478",), "secret"), relay=True))
    told = calling(own_site)
    one, other = (join(b, p, str(uuid4())) for b, p in ((told.resident, told.path), (told.nurse, told.clinic)))
    assert one["relay_only"] is True
    names = [server["username"] for place in (one, other) for server in place["ice"] if "username" in server]
    assert [name.split(":")[1] for name in names] == [one["party"], other["party"]]
