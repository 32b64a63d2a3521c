"""*Aviseringar*: reminders to who has agreed, e-mail to an address that is the resident's own (U1, U4, K3, HDK)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from sluss.core.actor import SYSTEM, Actor
from sluss.core.refusal import Hidden, Refused
from sluss.ports.email.port import EmailFailed, Receipt
from sluss.service.contacts import (
    AskCode,
    ChooseEmail,
    ChooseReminders,
    ForgetEmail,
    GiveCode,
    MakeCode,
    NoteReminders,
)
from sluss.service.ids import new_id
from sluss.service.queries.contacts import ContactsOf
from sluss.service.queries.patients import PatientOf
from sluss.store.contacts import reminders_wanted
from sluss.work.loop import Worker
from tests.service.family import BO, VERA, id_of, log_in, sent, settle
from tests.service.world import World

pytestmark = pytest.mark.anyio

HOME = "agneta@example.se"


async def letters(world: World, to: str = HOME) -> list[str]:
    return [one.text for address, found in await world.mailbox.messages() if address == to for one in found]


async def texts(world: World) -> list[str]:
    return [one.text for _, found in await world.phone.messages() for one in found]


async def wanted(world: World, person: Actor) -> bool:
    async with world.service.pool.acquire() as db:
        return await reminders_wanted(db, person.id)


async def code_sent(world: World, to: str = HOME) -> str:
    await world.work()
    found = re.search(r"\b(\d{6})\b", (await letters(world, to))[0])
    assert found
    return found[1]


async def verified(world: World, agneta: Actor) -> None:
    await world.service.run(agneta, agneta.id, AskCode(HOME))
    assert await world.service.run(agneta, agneta.id, GiveCode(await code_sent(world))) == ""


async def refused(world: World, actor: Actor, command: Any) -> str:
    with pytest.raises(Refused) as no:
        await world.service.run(actor, actor.id, command)
    return no.value.code


# Reminders.


async def test_nobody_is_reminded_who_has_not_agreed_and_nobody_who_has_changed_her_mind(world: World) -> None:
    """(U1) Sms-påminnelser får endast skickas till en invånare som … har samtyckt."""
    agneta = await world.resident()
    assert not await wanted(world, agneta)
    await world.service.run(agneta, agneta.id, ChooseReminders(True))
    assert await wanted(world, agneta)
    await world.service.run(agneta, agneta.id, ChooseReminders(False))
    assert not await wanted(world, agneta)


async def test_nobody_chooses_for_another(world: World) -> None:
    """(U1)"""
    agneta, vera, sara = await world.resident(), await world.resident("Vera Vik"), await world.staff()
    for actor in (vera, sara, SYSTEM):
        for command in (ChooseReminders(True), AskCode(HOME), GiveCode("1"), ChooseEmail(True), ForgetEmail()):
            with pytest.raises(Hidden):
                await world.service.run(actor, agneta.id, command)
    assert not await wanted(world, agneta)


async def test_staff_note_what_the_patient_has_said_and_the_profile_says_who_and_when(world: World) -> None:
    """(K3, U1) HDK: samtycke ”till vårdpersonal”."""
    agneta, sara = await world.resident(), await world.staff()
    before = (await world.service.read(sara, PatientOf(agneta.id))).reminders
    assert before.wanted is None
    await world.service.run(sara, agneta.id, NoteReminders(True))
    page = await world.service.read(sara, PatientOf(agneta.id))
    assert (page.reminders.wanted, page.reminders.at, page.reminders.staff) == (True, world.now, "Sara Sand")
    assert (await world.service.read(agneta, ContactsOf())).reminders.staff == "Sara Sand"
    [row] = await world.rows("select actor, person, outcome from access_log where what = 'NoteReminders'")
    assert tuple(row) == (sara.id, agneta.id, "created")
    await world.service.run(agneta, agneta.id, ChooseReminders(False))
    assert (await world.service.read(sara, PatientOf(agneta.id))).reminders.staff == ""
    assert len(await world.rows("select from reminder_consent")) == 2, "what was said before is kept"


async def test_only_licensed_staff_at_work_note_it_and_only_of_patients_of_their_unit(world: World) -> None:
    """(K3)"""
    agneta, elsewhere = await world.resident(), await world.staff("Britta Berg", unit="vc-berget")
    home, admin = await world.staff("Sigge Sand", on_shift=False), await world.staff("Lotta Lind", "local_admin")
    for actor in (elsewhere, admin, agneta):
        with pytest.raises(Hidden):
            await world.service.run(actor, agneta.id, NoteReminders(True))
    with pytest.raises(Refused, match="not_on_shift"):
        await world.service.run(home, agneta.id, NoteReminders(True))
    assert not (await world.service.read(home, PatientOf(agneta.id))).may_note_reminders


async def test_nobody_consents_for_a_child(world: World) -> None:
    """(U1) HDK: som ombud ”är det inte möjligt för vårdnadshavare att … ge samtycke till sms-påminnelser”."""
    settle(world)
    vera, sara = await log_in(world, VERA), await world.staff()
    child = await id_of(world, BO)
    await sent(world, vera, child)
    with pytest.raises(Refused, match="reminders_of_child"):
        await world.service.run(sara, child, NoteReminders(True))
    with pytest.raises(Hidden):
        await world.service.run(vera, child, ChooseReminders(True))
    assert not (await world.service.read(sara, PatientOf(child))).may_note_reminders
    # Her own number is her own choice.
    await world.service.run(vera, vera.id, ChooseReminders(True))
    assert await wanted(world, vera)


# E-mail.


async def test_an_address_is_used_when_its_code_has_come_back_and_not_before(world: World) -> None:
    """(U4)"""
    agneta, sara = await world.resident(), await world.staff()
    await world.service.run(agneta, agneta.id, AskCode(" Agneta@Example.SE "))
    assert (await world.service.read(agneta, ContactsOf())).waiting == "Agneta@example.se"
    case_id = await world.visit(agneta, sara)
    await world.work()
    assert [f"/arenden/{case_id}" in text for text in await texts(world)] == [True]
    assert len(await letters(world, "Agneta@example.se")) == 1, "the code, and nothing else"
    code = await code_sent(world, "Agneta@example.se")
    assert await world.service.run(agneta, agneta.id, GiveCode(f" {code} ")) == ""
    shown = await world.service.read(agneta, ContactsOf())
    assert (shown.email, shown.by_email, shown.waiting) == ("Agneta@example.se", True, "")
    await world.say(sara, case_id)
    await world.work()
    assert len(await texts(world)) == 1
    assert f"/arenden/{case_id}" in (await letters(world, "Agneta@example.se"))[0]
    assert (await world.case(case_id)).sms_status == "emailed"


async def test_what_goes_by_e_mail_says_as_little_as_the_sms(world: World) -> None:
    """(U4, U5, M13)"""
    agneta, sara = await world.resident(), await world.staff()
    await verified(world, agneta)
    case_id = await world.visit(agneta, sara)
    await world.work()
    [(_, (letter, *_))] = await world.mailbox.messages()
    assert f"/arenden/{case_id}" in letter.text
    said = letter.subject + letter.text
    assert not any(word in said for word in ("Ängen", "Agneta", "Andersson", "Sara", "Halsont"))
    data = [row["data"] for row in await world.rows("select data from job")]
    assert not any(HOME in str(one) for one in data), "an address stands in no job"


async def test_who_wants_sms_again_gets_sms_and_who_takes_the_address_away_too(world: World) -> None:
    """(U4)"""
    agneta, sara = await world.resident(), await world.staff()
    await verified(world, agneta)
    await world.service.run(agneta, agneta.id, ChooseEmail(False))
    case_id = await world.visit(agneta, sara)
    await world.work()
    assert len(await texts(world)) == 1
    await world.service.run(agneta, agneta.id, ChooseEmail(True))
    await world.service.run(agneta, agneta.id, ForgetEmail())
    await world.say(sara, case_id)
    await world.work()
    assert len(await texts(world)) == 2
    assert await world.rows("select from resident_email") == []
    assert await refused(world, agneta, ChooseEmail(True)) == "email_missing"


async def test_what_will_never_go_by_e_mail_goes_as_sms_all_the_same(world: World) -> None:
    """(U4)"""
    agneta, sara = await world.resident(), await world.staff()
    await verified(world, agneta)

    class Closed:
        async def send(self, to: str, subject: str, text: str) -> Receipt:
            raise EmailFailed("smtp_550", retry=False)

    case_id = await world.visit(agneta, sara)
    await Worker(replace(world.tools, email=Closed())).round()
    assert len(await texts(world)) == 1
    assert (await world.case(case_id)).sms_status == "sent"


async def test_a_wrong_code_is_counted_and_after_five_even_the_right_one_is_too_late(world: World) -> None:
    """(U4)"""
    agneta = await world.resident()
    await world.service.run(agneta, agneta.id, AskCode(HOME))
    code = await code_sent(world)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    said = [await world.service.run(agneta, agneta.id, GiveCode(wrong)) for _ in range(5)]
    assert said == ["code_wrong"] * 5
    assert await world.service.run(agneta, agneta.id, GiveCode(code)) == "code_over"
    assert await world.rows("select from resident_email") == []


async def test_a_code_that_has_not_been_sent_yet_is_not_guessed_empty(world: World) -> None:
    """(U4)"""
    agneta = await world.resident()
    await world.service.run(agneta, agneta.id, AskCode(HOME))
    assert await world.service.run(agneta, agneta.id, GiveCode("")) == "code_wrong"


async def test_a_code_holds_for_half_an_hour_and_once(world: World) -> None:
    """(U4)"""
    agneta = await world.resident()
    await verified(world, agneta)
    code = await code_sent(world)
    assert await world.service.run(agneta, agneta.id, GiveCode(code)) == "code_over"
    await world.service.run(agneta, agneta.id, AskCode(HOME))
    code = await code_sent(world)
    world.wait(minutes=30)
    assert await world.service.run(agneta, agneta.id, GiveCode(code)) == "code_over"
    assert (await world.service.read(agneta, ContactsOf())).waiting == ""


async def test_a_code_for_one_address_says_nothing_of_another(world: World) -> None:
    """(U4)"""
    agneta = await world.resident()
    await world.service.run(agneta, agneta.id, AskCode(HOME))
    code = await code_sent(world)
    await world.service.run(agneta, agneta.id, AskCode("vera@example.se"))
    assert await world.service.run(agneta, agneta.id, GiveCode(code)) == "code_wrong"


async def test_nobodys_mailbox_is_filled_with_codes(world: World) -> None:
    """(U4)"""
    agneta = await world.resident()
    for _ in range(5):
        await world.service.run(agneta, agneta.id, AskCode(HOME))
    assert await refused(world, agneta, AskCode(HOME)) == "code_too_many"
    assert await refused(world, agneta, AskCode("agneta")) == "email_wrong"
    world.wait(hours=1)
    await world.service.run(agneta, agneta.id, AskCode(HOME))


async def test_the_code_stands_nowhere_in_the_database(world: World) -> None:
    """(U4)"""
    agneta = await world.resident()
    await world.service.run(agneta, agneta.id, AskCode(HOME))
    code = await code_sent(world)
    [row] = await world.rows("select e::text as all_of_it from email_code e")
    assert code not in row["all_of_it"]
    with pytest.raises(Hidden):
        await world.service.run(agneta, agneta.id, MakeCode())
    assert await world.service.run(SYSTEM, new_id(), MakeCode()) is None


async def test_who_has_protected_identity_is_told_in_neutral_words_by_e_mail_too(world: World) -> None:
    """(U4, N5)"""
    agneta, sara = await world.resident(), await world.staff()
    await verified(world, agneta)
    case_id = await world.visit(agneta, sara)
    await world.owner_of_all.execute("update person set protected = true where id = $1", agneta.id)
    await world.work()
    (text, *_) = await letters(world)
    pack = world.service.pack
    assert text == pack.texts.notice("new_message", True, f"http://127.0.0.1:1/arenden/{case_id}", "")
