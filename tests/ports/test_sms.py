"""What every SMS service must keep, tried on the demo phone."""

import asyncio
import logging
import multiprocessing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from sluss.ports.sms.phone import DemoPhone
from sluss.ports.sms.port import SmsFailed, normal_number

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
AGNETA, VERA = "+46701740605", "+46701740606"


@pytest.fixture
def phone(tmp_path: Path) -> DemoPhone:
    minutes = count()
    return DemoPhone(tmp_path / "demo" / "phone.jsonl", lambda: NOON + timedelta(minutes=next(minutes)))


def write_many(file: Path, sender: str, times: int) -> None:
    phone = DemoPhone(file, lambda: NOON)

    async def send() -> None:
        for number in range(times):
            await phone.send(AGNETA, sender, f"{sender} {number}\u2028 å" + "x" * 1400)

    asyncio.run(send())


async def test_a_message_arrives_as_it_was_written(phone: DemoPhone) -> None:
    receipt = await phone.send("070-174 06 05", "Min vård", "Du har ett nytt meddelande.\nhttps://x.example/å")
    ((number, (message,)),) = await phone.messages()
    assert (number, message.sender, message.at) == (AGNETA, "Min vård", NOON)
    assert message.text == "Du har ett nytt meddelande.\nhttps://x.example/å"
    assert message.id == receipt.id


async def test_the_newest_message_and_the_number_last_written_to_come_first(phone: DemoPhone) -> None:
    for number, text in ((AGNETA, "ett"), (VERA, "två"), (AGNETA, "tre")):
        await phone.send(number, "Vard", text)
    shown = [(number, [message.text for message in found]) for number, found in await phone.messages()]
    assert shown == [(AGNETA, ["tre", "ett"]), (VERA, ["två"])]


async def test_a_phone_that_nobody_has_written_to_is_empty(phone: DemoPhone) -> None:
    assert await phone.messages() == ()


async def test_each_message_has_a_receipt_of_its_own(phone: DemoPhone) -> None:
    assert await phone.send(AGNETA, "Vard", "x") != await phone.send(AGNETA, "Vard", "x")


async def test_messages_written_by_two_processes_at_once_are_all_whole(tmp_path: Path) -> None:
    file = tmp_path / "phone.jsonl"
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=write_many, args=(file, sender, 30)) for sender in ("A", "B")]
    for writer in writers:
        writer.start()
    for writer in writers:
        await asyncio.to_thread(writer.join)
        assert writer.exitcode == 0
    ((_, found),) = await DemoPhone(file, lambda: NOON).messages()
    for sender in ("A", "B"):
        numbers = [int(m.text.split("\u2028")[0].split()[1]) for m in found if m.sender == sender]
        assert numbers == list(range(29, -1, -1))


async def test_a_phone_that_cannot_be_written_to_is_worth_another_try(tmp_path: Path) -> None:
    (tmp_path / "phone.jsonl").mkdir()
    with pytest.raises(SmsFailed) as failed:
        await DemoPhone(tmp_path / "phone.jsonl", lambda: NOON).send(AGNETA, "Vard", "x")
    assert (failed.value.code, failed.value.retry) == ("unavailable", True)


@pytest.mark.parametrize(
    ("number", "sender", "text", "code"),
    [
        ("08-123", "Vard", "x", "bad_number"),
        (AGNETA, "Tolv tecken!", "x", "bad_sender"),
        (AGNETA, "", "x", "bad_sender"),
        (AGNETA, " Vard", "x", "bad_sender"),
        (AGNETA, "Va\nrd", "x", "bad_sender"),
        (AGNETA, "Vard", " \n", "bad_text"),
        (AGNETA, "Vard", "x" * 1531, "bad_text"),
    ],
)
async def test_a_message_that_no_service_could_send_is_refused_for_good(
    phone: DemoPhone, number: str, sender: str, text: str, code: str
) -> None:
    """(U6)"""
    with pytest.raises(SmsFailed) as failed:
        await phone.send(number, sender, text)
    assert (failed.value.code, failed.value.retry) == (code, False)
    assert await phone.messages() == ()


async def test_a_sender_of_eleven_characters_and_the_longest_text_are_sent(phone: DemoPhone) -> None:
    """(U6)"""
    await phone.send(AGNETA, "Elva tecken", "x" * 1530)
    assert len(await phone.messages()) == 1


async def test_neither_number_nor_text_is_logged_or_named_by_an_error(
    phone: DemoPhone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await phone.send(AGNETA, "Vard", "hemligt")
    with pytest.raises(SmsFailed) as failed:
        await phone.send("0701740", "Vard", "hemligt")
    said = caplog.text + repr(failed.value) + str(failed.value)
    assert not [word for word in ("hemligt", AGNETA, "0701740") if word in said]


@pytest.mark.parametrize(
    "written",
    [
        "070-174 06 05",
        "0701740605",
        "+46 70 174 06 05",
        "+46 (0)70-174 06 05",
        "0046701740605",
        "+46\u00a0070\u2013174.06.05",
    ],
)
def test_a_swedish_number_has_one_form_however_it_is_written(written: str) -> None:
    assert normal_number(written) == AGNETA


def test_a_foreign_number_keeps_its_country() -> None:
    assert normal_number("+47 406 12 345") == "+4740612345"
    assert normal_number("0045 20 12 34 56") == "+4520123456"


@pytest.mark.parametrize(
    "written", ["", "112", "070", "08-123 456 78", "+46 70 174 06 0", "07017406055", "+0701740605", "070174O605"]
)
def test_what_is_no_mobile_number_is_refused(written: str) -> None:
    with pytest.raises(SmsFailed, match="bad_number"):
        normal_number(written)
