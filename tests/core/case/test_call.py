"""Sound and picture in a visit: who starts it, what is told, and that the chat lives on (F5, F6, F15, F16, J10, Q4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sluss.core.access import allowed
from sluss.core.actor import SYSTEM
from sluss.core.calls import EMPTY_FOR
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.phases import Phase
from sluss.core.notices import jobs
from tests.core.case.scene import AGNETA, FACTS, NOW, SARA, SIGGE, WIDER, after, case_in, done, refusal, uuid

START = c.StartCall(uuid(700), "video", uuid(701))
END = c.EndCall(uuid(702))
VISIT = case_in(Phase.VISIT)
IN_CALL = after(VISIT, [e.CallStarted(START.call, "video", SARA.id)])


@pytest.mark.parametrize("phase", [Phase.VISIT, Phase.ASYNC])
def test_the_owner_starts_a_call_in_a_visit_and_in_an_asynchronous_case(phase: Phase) -> None:
    """(F5, F16)"""
    case = done(SARA, case_in(phase), START)
    assert (case.call, case.call_mode, case.phase) == (START.call, "video", phase)


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("video", "Sara Sand, sjuksköterska har startat ett videosamtal."),
        ("audio", "Sara Sand, sjuksköterska har startat ett ljudsamtal."),
    ],
)
def test_a_line_in_the_chat_tells_of_it_and_a_text_message_to_one_who_is_not_there(mode: str, words: str) -> None:
    """(F5, F6)"""
    started, line, notice = decide(SARA, VISIT, replace(START, mode=mode), FACTS)  # type: ignore[arg-type]
    assert started == e.CallStarted(START.call, mode, SARA.id)  # type: ignore[arg-type]
    assert isinstance(line, e.MessageSent)
    assert (line.side, line.text) == ("system", words)
    assert notice == e.SmsAsked(f"sms:{START.message_id}", AGNETA.id, "call")
    here = replace(FACTS, present=frozenset({"resident"}))
    assert not any(isinstance(x, e.SmsAsked) for x in decide(SARA, VISIT, START, here))


def test_every_pack_has_words_for_the_text_message_that_say_nothing_to_others() -> None:
    """(U5, N5)"""
    for protected in (False, True):
        words = WIDER.texts.notice("call", protected, "https://sluss.example/arenden/1", "Vårdcentralen Ängen")
        assert "https://sluss.example/arenden/1" in words
        assert "Agneta" not in words


def test_there_is_one_call_at_a_time() -> None:
    assert refusal(SARA, IN_CALL, START).code == "call_under_way"
    assert "StartCall" not in allowed(SARA, IN_CALL)


def test_nobody_is_called_who_cannot_answer() -> None:
    one_way = replace(case_in(Phase.ASYNC), one_way=True)
    assert refusal(SARA, one_way, START).code == "one_way"
    over = replace(FACTS, now=NOW + timedelta(days=4))
    assert refusal(SARA, case_in(Phase.ASYNC), START, over).code == "case_closed"
    drill = replace(VISIT, drill="svarar-inte", resident=None)
    assert refusal(SARA, drill, START).code == "call_in_drill"
    for case in (one_way, drill):
        assert "StartCall" not in allowed(SARA, case)


def test_a_colleague_starts_and_ends_nothing_in_another_s_case() -> None:
    assert refusal(SIGGE, VISIT, START).code == "not_owner"
    assert refusal(SIGGE, IN_CALL, END).code == "not_yours"
    assert refusal(AGNETA, IN_CALL, END).code == "not_yours"


def test_a_call_goes_over_from_sound_to_picture_and_back_without_losing_the_case() -> None:
    """H24: ett besök kan vara både chatt och video och växla. (F15)"""
    sound = done(SARA, IN_CALL, c.SwitchCall("audio"))
    assert (sound.call, sound.call_mode, sound.phase) == (START.call, "audio", Phase.VISIT)
    assert decide(SARA, sound, c.SwitchCall("audio"), FACTS) == []
    assert done(SARA, sound, c.SwitchCall("video")).call_mode == "video"
    assert refusal(SARA, VISIT, c.SwitchCall("video")).code == "call_none"


def test_ending_the_video_leaves_the_visit_in_the_chat() -> None:
    """H24: Man kan avsluta video men låta besöket leva kvar i en chatt. (J10, Q4)"""
    ended, line = decide(SARA, IN_CALL, END, FACTS)
    assert ended == e.CallEnded(SARA.id)
    assert isinstance(line, e.MessageSent)
    assert "Ni kan fortsätta skriva här." in line.text
    case = done(SARA, IN_CALL, END)
    assert (case.call, case.call_mode, case.phase) == (None, None, Phase.VISIT)
    assert {"SendMessage", "EndVisit", "StartCall"} <= allowed(SARA, case)
    # Pressed twice it has ended once.
    assert decide(SARA, case, END, FACTS) == []


@pytest.mark.parametrize("days", [0, 1])
def test_ending_the_visit_ends_the_call_with_it(days: int) -> None:
    """H24: avslutas helt ska båda alternativen genomföras. (J10, Q4)"""
    case = done(SARA, IN_CALL, c.EndVisit(days))
    assert (case.call, case.call_mode) == (None, None)


def test_the_clock_ends_a_call_that_nobody_is_in_and_no_other() -> None:
    seen = replace(FACTS, call_seen=NOW, now=NOW + EMPTY_FOR)
    still = replace(seen, now=NOW + EMPTY_FOR - timedelta(seconds=1))
    assert decide(SYSTEM, IN_CALL, END, still) == []
    ended, line = decide(SYSTEM, IN_CALL, END, seen)
    assert ended == e.CallEnded(None)
    assert isinstance(line, e.MessageSent)
    assert line.text == "Videosamtalet avslutades, för ingen var med längre."


def test_a_running_call_is_looked_after_and_at_once_when_somebody_may_no_longer_be_in_it() -> None:
    [first] = [job for job in jobs(IN_CALL, decide(SARA, VISIT, START, FACTS), FACTS) if job.kind == "call"]
    assert (first.run_at, first.data) == (NOW + EMPTY_FOR, {"case": str(VISIT.id), "call": str(START.call)})
    under_way = replace(FACTS, call=START.call)
    for actor, command in ((SARA, c.EndVisit(1)), (SARA, END), (SIGGE, c.TakeOver("oral"))):
        events = decide(actor, IN_CALL, command, under_way)
        [job] = [job for job in jobs(after(IN_CALL, events), events, under_way) if job.kind == "call"]
        assert (job.key, job.run_at) == (first.key, NOW)
    # Without a call there is nothing to look after.
    events = decide(SARA, VISIT, c.EndVisit(1), FACTS)
    assert "call" not in [job.kind for job in jobs(after(VISIT, events), events, FACTS)]
