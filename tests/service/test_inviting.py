"""A colleague is invited by e-mail, by SMS, or by the worklist alone (J4, J5, M3)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.events import InvitedBy
from sluss.core.profile import Profile
from sluss.core.refusal import Hidden, Refused
from sluss.ports.email.port import EmailFailed, Receipt
from sluss.service.ids import new_id
from sluss.service.profiles import SaveProfile
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.contacts import InvitableOf, InvitedOf
from sluss.service.queries.notices import NoticesOf
from sluss.service.queries.worklists import WorklistOf
from sluss.service.shifts import EndShift
from sluss.service.views import Filter
from sluss.work.loop import Worker
from tests.service.world import World

pytestmark = pytest.mark.anyio

EMAIL, MOBILE = "britta@sluss.example", "+46701740607"
REACHED = Profile(mobile=MOBILE, email=EMAIL, by_email=True)


async def britta_berg(world: World, profile: Profile = REACHED, home: bool = True) -> Actor:
    """At another unit, gone home."""
    britta = await world.staff("Britta Berg", "physician", "vc-berget")
    await world.service.run(britta, britta.id, SaveProfile(profile))
    if home and britta.shift:
        await world.service.run(britta, britta.shift, EndShift())
    return replace(britta, shift=None) if home else britta


async def invited(world: World, via: InvitedBy, profile: Profile = REACHED) -> tuple[UUID, Actor]:
    agneta, sara, britta = await world.resident(), await world.staff(), await britta_berg(world, profile)
    case_id = await world.visit(agneta, sara)
    await world.work()
    await world.service.run(sara, case_id, c.InviteColleague(britta.id, "oral", new_id(), via))
    await world.work()
    return case_id, britta


async def own(world: World, actor: Actor) -> list[UUID]:
    return [row.case_id for row in (await world.service.read(actor, WorklistOf("mina", Filter()))).rows]


async def texts(world: World) -> list[str]:
    return [one.text for number, found in await world.phone.messages() for one in found if number == MOBILE]


async def test_an_invitation_by_e_mail_leads_to_the_case_and_says_nothing_of_the_patient(world: World) -> None:
    """(J4) Inbjudan via e-post bör primärt användas."""
    case_id, britta = await invited(world, "email")
    [(to, (letter,))] = await world.mailbox.messages()
    assert to == EMAIL
    assert letter.text.endswith(f"http://127.0.0.1:1/clinic/arenden/{case_id}")
    said = letter.subject + letter.text
    assert not any(word in said for word in ("Agneta", "Andersson", "Ängen", "Halsont", "Sara"))
    assert await texts(world) == []
    data = [str(row["data"]) for row in await world.rows("select data from job")]
    assert not any(EMAIL in one or MOBILE in one for one in data)
    await world.service.read(britta, StaffCaseOf(case_id))


async def test_an_invitation_by_sms_has_the_same_words(world: World) -> None:
    """(J4)"""
    case_id, _ = await invited(world, "sms", Profile(mobile=MOBILE))
    assert [text.endswith(f"/clinic/arenden/{case_id}") for text in await texts(world)] == [True]
    assert await world.mailbox.messages() == ()


async def test_who_has_neither_finds_the_invitation_when_logged_in(world: World) -> None:
    """(J5) Annars måste personen vara inloggad … och ser då inbjudan i patientliggaren."""
    case_id, britta = await invited(world, "", Profile())
    assert (await world.mailbox.messages(), await texts(world)) == ((), [])
    assert await own(world, britta) == [case_id]
    [notice] = (await world.service.read(britta, NoticesOf())).rows
    assert (notice.kind, notice.case_id, notice.unread) == ("invited", case_id, True)


async def test_the_inviter_sees_how_each_is_reached_and_those_at_work_first(world: World) -> None:
    """(J4, J5)"""
    agneta, sara = await world.resident(), await world.staff()
    await britta_berg(world)
    await world.staff("Ylva Ek")
    await britta_berg(world, Profile(email=EMAIL))  # An address that she wants no invitations to.
    case_id = await world.visit(agneta, sara)
    found = (await world.service.read(sara, InvitableOf(case_id))).found
    assert [(one.name, one.at_work, one.reach) for one in found] == [
        ("Ylva Ek", True, ()),
        ("Britta Berg", False, ("email", "sms")),
        ("Britta Berg", False, ()),
    ]
    named = await world.service.read(sara, InvitableOf(case_id, ("ber",)))
    assert {one.name for one in named.found} == {"Britta Berg"}
    assert (await world.service.read(sara, InvitableOf(case_id, ("rg",)))).found == ()


async def test_colleagues_see_the_name_of_who_shows_residents_the_title_alone(world: World) -> None:
    """(J4) Decision 14 is of residents."""
    agneta, sara = await world.resident(), await world.staff()
    await britta_berg(world, Profile(title="överläkare", title_only=True))
    case_id = await world.visit(agneta, sara)
    [found] = (await world.service.read(sara, InvitableOf(case_id))).found
    assert (found.name, found.title) == ("Britta Berg", "överläkare")


async def test_only_who_may_invite_sees_who_can_be_invited(world: World) -> None:
    """(J4)"""
    agneta, sara, sigge = await world.resident(), await world.staff(), await world.staff("Sigge Sand")
    britta = await britta_berg(world)
    case_id = await world.visit(agneta, sara)
    for actor in (sigge, britta, agneta):
        with pytest.raises(Hidden):
            await world.service.read(actor, InvitableOf(case_id))
        with pytest.raises(Hidden):
            await world.service.read(actor, InvitedOf(case_id, britta.id))
    with pytest.raises(Hidden):
        await world.service.read(sara, InvitedOf(case_id, new_id()))


async def test_nobody_is_invited_whom_nobody_knows_nor_by_a_way_that_is_gone(world: World) -> None:
    """(J4, M3)"""
    agneta, sara, britta = await world.resident(), await world.staff(), await britta_berg(world, Profile())
    admin = await world.staff("Lotta Lind", "local_admin")
    case_id = await world.visit(agneta, sara)
    for staff, consent, via, code in (
        (new_id(), "oral", "", "colleague_unknown"),
        (admin.id, "oral", "", "colleague_unknown"),
        (britta.id, "", "", "consent_needed"),
        (britta.id, "oral", "email", "colleague_not_reached"),
        (britta.id, "oral", "sms", "colleague_not_reached"),
    ):
        with pytest.raises(Refused, match=code):
            await world.service.run(sara, case_id, c.InviteColleague(staff, consent, new_id(), via))  # type: ignore[arg-type]
    assert (await world.case(case_id)).guests == ()


async def test_who_is_no_guest_any_more_when_it_is_sent_gets_no_invitation(world: World) -> None:
    """(J4)"""
    agneta, sara, britta = await world.resident(), await world.staff(), await britta_berg(world)
    case_id = await world.visit(agneta, sara)
    await world.service.run(sara, case_id, c.InviteColleague(britta.id, "oral", new_id(), "email"))
    await world.service.run(sara, case_id, c.EndVisit(1))
    await world.work()
    assert await world.mailbox.messages() == ()


async def test_a_mail_server_that_is_away_is_asked_again(world: World) -> None:
    """(J4)"""
    agneta, sara, britta = await world.resident(), await world.staff(), await britta_berg(world)
    case_id = await world.visit(agneta, sara)

    class Away:
        async def send(self, to: str, subject: str, text: str) -> Receipt:
            raise EmailFailed("unavailable", retry=True)

    await world.service.run(sara, case_id, c.InviteColleague(britta.id, "oral", new_id(), "email"))
    await Worker(replace(world.tools, email=Away())).round()
    assert await world.mailbox.messages() == ()
    world.wait(minutes=1)
    await world.work()
    assert len(await world.mailbox.messages()) == 1
