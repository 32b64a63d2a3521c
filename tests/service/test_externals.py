"""Guests from outside on a real database: the link, the consent, and that nothing outlives the visit (J6 to J8, M3)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.refusal import Hidden, Refused
from sluss.core.routine import Proxies, Sms
from sluss.service.guests import OpenLink, ReportLink, SendLinkAgain, guest_actor
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.guests import GuestVisitOf, InvitingOf
from sluss.service.queries.resident import ResidentCaseOf
from sluss.service.relations import KeepFamily
from sluss.service.views.guests import GuestLine
from tests.service import family
from tests.service.booked import booked
from tests.service.world import World

pytestmark = pytest.mark.anyio
LINK = re.compile(r"http://127\.0\.0\.1:1/gast/([A-Za-z0-9_-]+)")


def invitation(guest: UUID, **other: Any) -> c.InviteExternal:
    plain = c.InviteExternal(guest, "relative", "sms", "Elsa", "Ek", "070-174 06 09", "oral")
    return replace(plain, **other)


async def invited(world: World, **other: Any) -> tuple[UUID, Actor, Actor, Actor]:
    """A visit under way with a guest who has a link: the case, its resident, its nurse, the guest."""
    agneta, sara = await world.resident(), await world.staff()
    case_id, guest = await world.visit(agneta, sara), new_id()
    await world.service.run(sara, case_id, invitation(guest, **other))
    await world.work()
    return case_id, agneta, sara, guest_actor(guest)


async def inside(world: World) -> tuple[UUID, Actor, Actor, Actor]:
    case_id, agneta, sara, elsa = await invited(world)
    await world.service.run(elsa, elsa.id, OpenLink())
    await world.service.run(elsa, case_id, c.ArriveAsExternal())
    await world.service.run(sara, case_id, c.AdmitExternal(elsa.id, "photo_id", new_id()))
    return case_id, agneta, sara, elsa


async def line(world: World, staff: Actor, case_id: UUID) -> GuestLine:
    return (await world.service.read(staff, StaffCaseOf(case_id))).externals[0]


async def sms_to(world: World, number: str) -> list[str]:
    return [m.text for to, messages in await world.phone.messages() if to == number for m in messages]


async def test_the_guest_is_sent_a_link_of_its_own_and_staff_see_that_it_went(world: World) -> None:
    """(J6)"""
    case_id, _, sara, elsa = await invited(world)
    [text] = await sms_to(world, "+46701740609")
    found = LINK.search(text)
    assert found
    assert world.tools.links.guest_of(found[1]) == elsa.id
    shown = await line(world, sara, case_id)
    assert (shown.told, shown.name, shown.kind, shown.standing) == ("sent", "Elsa Ek", "anhörig", "invited")
    # Neither name, nor reason, nor unit in the message; neither address nor link in the job.
    assert not any(word in text for word in ("Agneta", "Elsa", "Halsont", "Ängen"))
    kept = str([dict(row) for row in await world.rows("select * from job where kind = 'guest_link'")])
    assert "+46701740609" not in kept
    assert found[1] not in kept


async def test_no_link_stands_in_the_database(world: World) -> None:
    _, _, _, elsa = await invited(world)
    link = world.tools.links.link(elsa.id)
    for table in ("external_guest", "job", "journal", "message", "access_log", "care_case"):
        assert link not in str([tuple(row) for row in await world.rows(f"select * from {table}")])
    # And what the guest is called, and where the guest is reached, is content: the journal only says that it happened.
    journal = str([tuple(row) for row in await world.rows("select data from journal where event like 'External%'")])
    assert "Elsa" not in journal
    assert "+46701740609" not in journal


async def test_by_email_the_guest_gets_subject_and_time(world: World) -> None:
    _, _, _, elsa = await invited(world, via="email", address="elsa@exempel.se")
    [[to, [mail]]] = await world.mailbox.messages()
    assert to == "elsa@exempel.se"
    assert mail.subject == "Inbjudan till ett digitalt besök"
    assert world.tools.links.link(elsa.id) in mail.text
    assert "Tid: nu" in mail.text


async def test_a_guest_is_told_that_the_visit_is_cancelled_unless_the_link_was_taken_back(world: World) -> None:
    """(J6, J7)"""
    agneta, sara = await world.resident(), await world.staff()
    case_id = await booked(world, sara, agneta.id, world.now + timedelta(days=2))
    stays, gone = new_id(), new_id()
    for guest in (stays, gone):
        address = "kvar@exempel.se" if guest == stays else "borta@exempel.se"
        await world.service.run(sara, case_id, invitation(guest, via="email", address=address))
    await world.work()
    await world.service.run(sara, case_id, c.WithdrawExternal(gone, new_id()))
    await world.service.run(sara, case_id, c.CancelBooking())
    await world.work()
    letters = dict(await world.mailbox.messages())
    assert [mail.text for mail in letters["borta@exempel.se"] if "inställt" in mail.text] == []
    [word] = [mail.text for mail in letters["kvar@exempel.se"] if "inställt" in mail.text]
    assert "söndag 22 november kl. 10.00" in word
    assert world.tools.links.link(stays) not in word


async def test_an_interpreter_gets_the_link_in_the_mailbox_of_the_service(world: World) -> None:
    """(J7, J8)"""
    case_id, _, sara, _ = await invited(world, kind="interpreter", via="email", first_name="", address="")
    [[to, _]] = await world.mailbox.messages()
    assert to == world.service.pack.routine.video.interpreter_email
    assert (await line(world, sara, case_id)).name == "tolk digital"
    asked = await world.service.read(sara, InvitingOf(case_id))
    assert asked.interpreter_email == to


async def test_a_message_that_cannot_be_handed_over_is_told_to_staff(world: World) -> None:
    case_id, _, sara, elsa = await invited(world)
    await world.service.run(SYSTEM, elsa.id, ReportLink("failed"))
    assert (await line(world, sara, case_id)).told == "failed"
    await world.service.run(sara, case_id, SendLinkAgain(elsa.id))
    await world.work()
    assert (await line(world, sara, case_id)).told == "sent"
    first, second = await sms_to(world, "+46701740609")
    assert first == second, "the same link, so that the first message is of use too"


async def test_the_link_is_not_sent_over_and_over_nor_by_staff_of_another_unit(world: World) -> None:
    case_id, _, sara, elsa = await invited(world)
    with pytest.raises(Refused, match="link_sent_recently"):
        await world.service.run(sara, case_id, SendLinkAgain(elsa.id))
    world.wait(minutes=2)
    britta = await world.staff("Britta Berg", unit="vc-berget")
    for stranger in (britta, elsa):
        with pytest.raises(Hidden):
            await world.service.run(stranger, case_id, SendLinkAgain(elsa.id))
    await world.service.run(sara, case_id, SendLinkAgain(elsa.id))


async def test_staff_are_told_that_a_guest_waits(world: World) -> None:
    case_id, _, sara, elsa = await invited(world)
    await world.service.run(elsa, case_id, c.ArriveAsExternal())
    await world.work()
    rows = await world.rows("select staff, kind from staff_notice where case_id = $1", case_id)
    assert (sara.id, "guest_waits") in {(row["staff"], row["kind"]) for row in rows}
    assert (await line(world, sara, case_id)).standing == "waiting"


async def test_a_guest_who_is_let_in_reads_nothing_of_the_case(world: World) -> None:
    case_id, _, sara, elsa = await inside(world)
    visit = await world.service.read(elsa, GuestVisitOf())
    assert (visit.standing, visit.first_name, visit.staff_name) == ("in", "Elsa", "Sara Sand")
    for query in (StaffCaseOf(case_id), ResidentCaseOf(case_id)):
        with pytest.raises(Hidden):
            await world.service.read(elsa, query)
    for command in (c.SendMessage("Hej", new_id(), new_id(), 0), c.MarkRead(1), c.EndCase()):
        with pytest.raises(Hidden):
            await world.service.run(elsa, case_id, command)
    assert (await line(world, sara, case_id)).checked == "Fotolegitimation visad"


async def test_the_resident_reads_who_came_and_who_left(world: World) -> None:
    case_id, agneta, sara, elsa = await inside(world)
    await world.service.run(sara, case_id, c.WithdrawExternal(elsa.id, new_id()))
    said = (await world.service.read(agneta, ResidentCaseOf(case_id))).messages
    assert [m.text for m in said if m.author == "system"] == [
        "Elsa (anhörig) är nu med i samtalet.",
        "Elsa (anhörig) är inte längre med i samtalet.",
    ]


async def test_who_is_taken_back_while_inside_is_out_at_once(world: World) -> None:
    case_id, _, sara, elsa = await inside(world)
    await world.service.run(sara, case_id, c.WithdrawExternal(elsa.id, new_id()))
    assert (await world.service.read(elsa, GuestVisitOf())).standing == "withdrawn"
    with pytest.raises(Hidden):
        await world.service.run(elsa, elsa.id, OpenLink())
    with pytest.raises(Hidden):
        await world.service.run(elsa, case_id, c.ArriveAsExternal())


async def test_with_the_visit_every_link_ends(world: World) -> None:
    case_id, _, sara, elsa = await inside(world)
    await world.service.run(sara, case_id, c.SaveNote(0, "Ont i halsen.", "", "", "", ""))
    await world.service.run(sara, case_id, c.EndVisit(1))
    assert await world.phase(case_id) is Phase.ASYNC
    assert (await world.service.read(elsa, GuestVisitOf())).standing == "over"
    with pytest.raises(Hidden):
        await world.service.run(elsa, elsa.id, OpenLink())
    # What is still on its way is not sent.
    await world.service.run(SYSTEM, elsa.id, ReportLink("failed"))
    with pytest.raises(Refused, match="guest_gone"):
        await world.service.run(sara, case_id, SendLinkAgain(elsa.id))


async def test_the_newest_device_takes_over_and_the_older_is_told(world: World) -> None:
    case_id, _, _, elsa = await inside(world)
    first = (await world.service.read(elsa, GuestVisitOf())).device
    second = await world.service.run(elsa, elsa.id, OpenLink())
    assert second == first + 1
    assert (await world.service.read(elsa, GuestVisitOf(first))).standing == "taken"
    # Who was let in stays so: it is the same guest.
    assert (await world.service.read(elsa, GuestVisitOf(second))).standing == "in"
    assert any(f"case:{case_id}" in hint.topics for hint in world.hints[-1:])


async def test_who_leaves_waits_again_and_is_let_in_anew(world: World) -> None:
    case_id, _, sara, elsa = await inside(world)
    await world.service.run(elsa, case_id, c.LeaveAsExternal(new_id()))
    assert (await line(world, sara, case_id)).standing == "left"
    await world.service.run(elsa, case_id, c.ArriveAsExternal())
    assert (await line(world, sara, case_id)).standing == "waiting"
    await world.service.run(sara, case_id, c.AdmitExternal(elsa.id, "known", new_id()))
    assert (await line(world, sara, case_id)).checked == "Känd av vårdpersonal"


async def test_a_guest_of_one_visit_is_nobody_in_another(world: World) -> None:
    _, _, sara, elsa = await inside(world)
    pia = await world.resident("Pia Persson")
    other = await world.visit(pia, sara)
    with pytest.raises(Hidden):
        await world.service.run(elsa, other, c.ArriveAsExternal())
    with pytest.raises(Refused, match="guest_gone"):
        await world.service.run(sara, other, c.AdmitExternal(elsa.id, "known", new_id()))


async def test_nobody_else_asks_as_a_guest(world: World) -> None:
    _, agneta, sara, elsa = await invited(world)
    for reader in (agneta, sara, Actor("resident", elsa.id), guest_actor(new_id())):
        with pytest.raises(Hidden):
            await world.service.read(reader, GuestVisitOf())
        with pytest.raises(Hidden):
            await world.service.run(reader, elsa.id, OpenLink())


async def test_the_unit_is_named_where_the_region_names_it_and_never_around_a_protected_person(world: World) -> None:
    _, agneta, _, elsa = await invited(world)
    # HDK wants it neutral.
    assert (await world.service.read(elsa, GuestVisitOf())).unit_name == ""
    family.routine(world, sms=Sms(include_unit=True))
    assert (await world.service.read(elsa, GuestVisitOf())).unit_name == world.service.pack.units["vc-angen"].name
    await world.owner_of_all.execute("update person set protected = true where id = $1", agneta.id)
    assert (await world.service.read(elsa, GuestVisitOf())).unit_name == ""


async def test_a_refusal_leaves_a_trace_and_a_reading_too(world: World) -> None:
    case_id, _, _, elsa = await inside(world)
    await world.service.read(elsa, GuestVisitOf(logged=True))
    with pytest.raises(Hidden):
        await world.service.read(elsa, StaffCaseOf(case_id))
    rows = await world.rows(
        "select what, outcome from access_log where actor_kind = 'external' and actor = $1", elsa.id
    )
    assert {("GuestVisitOf", "shown"), ("StaffCaseOf", "hidden")} <= {(row["what"], row["outcome"]) for row in rows}


async def test_the_row_is_what_the_journal_says(world: World) -> None:
    case_id, _, _, elsa = await inside(world)
    assert (await world.case(case_id)).admitted == (elsa.id,)
    row = (await world.rows("select * from external_guest where id = $1", elsa.id))[0]
    assert row["admitted_at"] - row["invited_at"] < timedelta(minutes=1)
    assert (row["consent"], row["checked"]) == ("oral", "photo_id")


async def test_the_childs_other_guardian_is_invited_by_the_name_of_the_register(world: World) -> None:
    """H24: one guardian is the proxy, the other comes as a guest (J6)."""
    family.settle(world)
    family.routine(world, proxies=Proxies(most=1, second_as_guest=True))
    vera, sara = await family.log_in(world, family.VERA), await world.staff()
    child = await family.id_of(world, family.BO)
    case_id = await family.begun(world, vera, child)
    await world.answer(vera, case_id, "halsont")
    await world.service.run(vera, case_id, c.SendCase())
    await world.service.run(sara, case_id, c.AcceptCase())
    await world.service.run(sara, case_id, c.StartVisit(new_id()))
    # Whom nobody has asked the register for is nobody.
    assert (await world.service.read(sara, InvitingOf(case_id))).guardians == ()
    found = await world.tools.registers.family_of_child(family.BO)
    assert found
    await world.service.run(sara, child, KeepFamily(*found))
    viktor = await family.id_of(world, family.VIKTOR)
    assert (await world.service.read(sara, InvitingOf(case_id))).guardians == ((viktor, "Viktor Vik"),)
    await world.service.run(sara, case_id, invitation(new_id(), kind="guardian", first_name="", guardian=viktor))
    shown = await line(world, sara, case_id)
    assert (shown.name, shown.kind) == ("Viktor Vik", "vårdnadshavare")
    # H26: both are there with an e-ID of their own, and nobody is offered as a guest.
    family.routine(world, proxies=Proxies())
    assert (await world.service.read(sara, InvitingOf(case_id))).guardians == ()
