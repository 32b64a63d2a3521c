"""Every reading and every refusal leaves its row in the access log (W1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c
from sluss.core.case.events import FormSent
from sluss.core.refusal import Hidden, Refused
from sluss.service.guests import guest_actor
from sluss.service.ids import new_id
from sluss.service.queries import QUERIES
from sluss.service.queries.booked import UpcomingOf
from sluss.service.queries.calls import CallOf, CallPageOf, SignalsFor
from sluss.service.queries.children import OwnNumber, PatientNamed, WhomOf
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.contacts import ContactsOf, InvitableOf, InvitedOf, StaffAddressOf
from sluss.service.queries.groups import GroupOf, GroupsOf
from sluss.service.queries.guests import CancelledGuestOf, GuestAddressOf, GuestVisitOf, InvitingOf
from sluss.service.queries.local import UnitSettingsOf
from sluss.service.queries.my_cases import MyCasesOf, UnderwayOf
from sluss.service.queries.notices import NoticesOf, ProfileOf, StaffNumberOf, UnreadOf, UnreadOfAll
from sluss.service.queries.patients import PatientOf, PatientsOf
from sluss.service.queries.preview import PreviewOf
from sluss.service.queries.reasons import ReasonsFor
from sluss.service.queries.received import ReceivedOf, ToAskOf
from sluss.service.queries.referral import ReferralOf
from sluss.service.queries.region import RegionPacksOf, VersionOf
from sluss.service.queries.region_rules import RegionRulesOf
from sluss.service.queries.resident import (
    CheckOf,
    DangerOf,
    NextStep,
    QuestionOf,
    ResidentCaseOf,
)
from sluss.service.queries.resident_forms import FormOf
from sluss.service.queries.review import AccessLogOf
from sluss.service.queries.risk import GuaranteeOf, RiskListOf
from sluss.service.queries.route_trial import RouteTrialOf
from sluss.service.queries.shared import AddressOf, AliveOf, ChangedSince, ErasableOf, PictureOf, SpokenFor, WhoIs
from sluss.service.queries.shift import ColleaguesOf, DayOf, LeaveOf, LeftBy
from sluss.service.queries.team import AtWorkOf
from sluss.service.queries.trial import TrialOf
from sluss.service.queries.visits import BookableOf
from sluss.service.queries.why import DecisionsOf
from sluss.service.queries.worklists import OwnOf, WorklistOf, WorklistRowOf
from sluss.service.reading import Query
from sluss.service.views import Filter
from tests.core.case.scene import NOW, picture
from tests.service.booked import group
from tests.service.region import rut, start
from tests.service.sending import AGNETA, COSMIC, booking, send
from tests.service.world import HOURS, World
from tests.versions import OLD

pytestmark = pytest.mark.anyio

ROW = "select actor_kind, actor, session, unit, role, what, case_id, cases, outcome from access_log order by id"

# What shows nothing of a patient to a person: each with the reason why no row is written.
UNLOGGED: dict[type[Query[Any]], str] = {
    WhoIs: "one's own session",
    AliveOf: "only whether sessions stand, asked by the process that serves them",
    AddressOf: "asked by the worker that sends the notice; the journal has the notice itself",
    SpokenFor: "asked by the worker before it looks up the guardians of a child",
    ErasableOf: "the names of files to erase, asked by the worker",
    ProfileOf: "one's own name and settings",
    UnreadOf: "how many notices, and of what kind",
    UnreadOfAll: "the same, asked by the process that serves the streams of those who were told",
    StaffNumberOf: "a colleague's number, asked by the worker that sends the SMS",
    LeftBy: "the ids of cases that are given back to the queue, asked by the worker",
    OwnNumber: "one's own personnummer",
    PatientNamed: "the name of one whom the resident has just chosen among the names shown",
    ReasonsFor: "what anybody of that age may seek for; nothing of a patient",
    AtWorkOf: "who of the staff can be handed a case; nothing of a patient",
    InvitableOf: "who of the staff can be invited to a case; nothing of a patient",
    InvitedOf: "a colleague, and how she can be reached; nothing of a patient",
    StaffAddressOf: "a colleague's address, asked by the worker that sends the invitation",
    ContactsOf: "one's own choices",
    ToAskOf: "whether a register must be asked about a booking; nothing of a patient",
    OwnOf: "the ids of one's own cases, counted by a live page whose opening was logged",
    ColleaguesOf: "who of the staff is at work; nothing of a patient",
    ChangedSince: "only that cases have moved on, asked by the sweep",
    RegionRulesOf: "the region's routine in words; nothing of a patient",
    RegionPacksOf: "which version of the rules is in force, and who decided so; nothing of a patient",
    VersionOf: "a version of the rules; nothing of a patient",
    PreviewOf: "questions with made-up answers; nothing of a patient",
    TrialOf: "how many cases a version in shadow ranks otherwise; nothing of a patient",
    UnitSettingsOf: "what the unit has set for itself, and who changed it; nothing of a patient",
    RouteTrialOf: "where a case that nobody has sent would go; nothing of a patient",
    GuaranteeOf: "counts of a unit; nothing of a patient",
    InvitingOf: "what the form of an invitation is filled in with; the page of the case is logged",
    GuestVisitOf: "where a guest from outside stands; the opening of the guest's own page is logged",
    GuestAddressOf: "where a link goes, asked by the worker that sends it",
    CancelledGuestOf: "where word of a cancelled visit goes, asked by the worker that sends it",
    CallOf: "who is in a call; the page and who joins it are logged",
    SignalsFor: "what a device in a call was told by another; nothing of a patient",
    GroupsOf: "which groups a unit holds, and how many are booked; nothing of a patient",
    WorklistRowOf: "a push to a worklist whose opening was logged",
}


@dataclass(frozen=True)
class Scene:
    agneta: Actor
    olle: Actor
    sara: Actor
    loa: Actor
    lotta: Actor
    draft: UUID
    danger: UUID
    sent: UUID
    shown: UUID
    vera: Actor
    begun: UUID
    form: int
    rut: Actor
    booked: UUID
    elsa: UUID
    britta: Actor
    group: UUID


@dataclass(frozen=True)
class Read:
    """Who reads what with success; `cases` are those that the row must name besides the one asked for."""

    who: Callable[[Scene], Actor]
    what: Callable[[Scene], Query[Any]]
    cases: Callable[[Scene], set[UUID] | None] = lambda _: None


READS: dict[type[Query[Any]], Read] = {
    NextStep: Read(lambda s: s.agneta, lambda s: NextStep(s.draft)),
    QuestionOf: Read(lambda s: s.agneta, lambda s: QuestionOf(s.draft, "varning")),
    DangerOf: Read(lambda s: s.agneta, lambda s: DangerOf(s.danger)),
    CheckOf: Read(lambda s: s.agneta, lambda s: CheckOf(s.draft)),
    ResidentCaseOf: Read(lambda s: s.agneta, lambda s: ResidentCaseOf(s.sent)),
    InvitingOf: Read(lambda s: s.sara, lambda s: InvitingOf(s.sent)),
    GuestVisitOf: Read(lambda s: guest_actor(s.elsa), lambda s: GuestVisitOf()),
    GuestAddressOf: Read(lambda s: SYSTEM, lambda s: GuestAddressOf(s.elsa)),
    CancelledGuestOf: Read(lambda s: SYSTEM, lambda s: CancelledGuestOf(s.elsa)),
    CallOf: Read(lambda s: s.agneta, lambda s: CallOf(s.sent, s.shown)),
    SignalsFor: Read(lambda s: s.agneta, lambda s: SignalsFor(s.sent, s.shown, s.shown, 0)),
    CallPageOf: Read(lambda s: s.agneta, lambda s: CallPageOf(s.sent)),
    MyCasesOf: Read(lambda s: s.agneta, lambda s: MyCasesOf(), lambda s: {s.draft, s.danger, s.sent}),
    UnderwayOf: Read(lambda s: s.agneta, lambda s: UnderwayOf(s.agneta.id), lambda s: set()),
    UpcomingOf: Read(lambda s: s.agneta, lambda s: UpcomingOf(), lambda s: set()),
    GroupsOf: Read(lambda s: s.sara, lambda s: GroupsOf()),
    GroupOf: Read(lambda s: s.sara, lambda s: GroupOf(s.group), lambda s: set()),
    OwnNumber: Read(lambda s: s.agneta, lambda s: OwnNumber()),
    WhomOf: Read(lambda s: s.agneta, lambda s: WhomOf("triaged")),
    PatientNamed: Read(lambda s: s.agneta, lambda s: PatientNamed(s.agneta.id)),
    ReferralOf: Read(lambda s: s.agneta, lambda s: ReferralOf(s.draft)),
    ReasonsFor: Read(lambda s: s.agneta, lambda s: ReasonsFor(s.agneta.id, "sok-vard")),
    FormOf: Read(lambda s: s.vera, lambda s: FormOf(s.begun, s.form)),
    WorklistOf: Read(lambda s: s.sara, lambda s: WorklistOf("drop-in", Filter()), lambda s: {s.sent}),
    WorklistRowOf: Read(lambda s: s.sara, lambda s: WorklistRowOf(s.sent)),
    DecisionsOf: Read(lambda s: s.sara, lambda s: DecisionsOf(s.sent)),
    StaffCaseOf: Read(lambda s: s.sara, lambda s: StaffCaseOf(s.sent)),
    WhoIs: Read(lambda s: SYSTEM, lambda s: WhoIs((s.agneta.session or s.sent).bytes, "resident", HOURS)),
    AliveOf: Read(lambda s: SYSTEM, lambda s: AliveOf([s.agneta.session or s.sent], HOURS, HOURS)),
    PictureOf: Read(lambda s: s.sara, lambda s: PictureOf(s.shown), lambda s: {s.sent}),
    AddressOf: Read(lambda s: SYSTEM, lambda s: AddressOf(s.sent, s.agneta.id)),
    SpokenFor: Read(lambda s: SYSTEM, lambda s: SpokenFor(s.agneta.id)),
    ErasableOf: Read(lambda s: SYSTEM, lambda s: ErasableOf(s.draft)),
    AccessLogOf: Read(lambda s: s.loa, lambda s: AccessLogOf(NOW.date())),
    ProfileOf: Read(lambda s: s.sara, lambda s: ProfileOf()),
    ContactsOf: Read(lambda s: s.agneta, lambda s: ContactsOf()),
    InvitableOf: Read(lambda s: s.britta, lambda s: InvitableOf(s.begun)),
    InvitedOf: Read(lambda s: s.britta, lambda s: InvitedOf(s.begun, s.sara.id)),
    StaffAddressOf: Read(lambda s: SYSTEM, lambda s: StaffAddressOf(s.sent, s.sara.id)),
    ToAskOf: Read(lambda s: COSMIC, lambda s: ToAskOf("B-2", booking())),
    ReceivedOf: Read(lambda s: COSMIC, lambda s: ReceivedOf("B-1"), lambda s: {s.booked}),
    RiskListOf: Read(lambda s: s.sara, lambda s: RiskListOf(), lambda s: set()),
    GuaranteeOf: Read(lambda s: s.lotta, lambda s: GuaranteeOf()),
    NoticesOf: Read(lambda s: s.sara, lambda s: NoticesOf(), lambda s: set()),
    UnreadOf: Read(lambda s: s.sara, lambda s: UnreadOf()),
    UnreadOfAll: Read(lambda s: SYSTEM, lambda s: UnreadOfAll((s.sara.id,))),
    StaffNumberOf: Read(lambda s: SYSTEM, lambda s: StaffNumberOf(s.sara.id, "new_drop_in")),
    RouteTrialOf: Read(lambda s: s.lotta, lambda s: RouteTrialOf()),
    RegionRulesOf: Read(lambda s: s.loa, lambda s: RegionRulesOf()),
    UnitSettingsOf: Read(lambda s: s.lotta, lambda s: UnitSettingsOf()),
    RegionPacksOf: Read(lambda s: s.rut, lambda s: RegionPacksOf()),
    VersionOf: Read(lambda s: s.rut, lambda s: VersionOf(OLD)),
    PreviewOf: Read(lambda s: s.rut, lambda s: PreviewOf(OLD, "halsont", {})),
    TrialOf: Read(lambda s: s.rut, lambda s: TrialOf()),
    PatientsOf: Read(lambda s: s.sara, lambda s: PatientsOf(words=("agneta",))),
    PatientOf: Read(lambda s: s.sara, lambda s: PatientOf(s.agneta.id, "arenden"), lambda s: {s.sent}),
    BookableOf: Read(lambda s: s.sara, lambda s: BookableOf(s.agneta.id)),
    LeftBy: Read(lambda s: SYSTEM, lambda s: LeftBy(s.sara.id, "vc-angen")),
    AtWorkOf: Read(lambda s: s.sara, lambda s: AtWorkOf()),
    OwnOf: Read(lambda s: s.sara, lambda s: OwnOf()),
    ColleaguesOf: Read(lambda s: s.sara, lambda s: ColleaguesOf()),
    LeaveOf: Read(lambda s: s.sara, lambda s: LeaveOf(), lambda s: {s.sent}),
    DayOf: Read(lambda s: s.sara, lambda s: DayOf(), lambda s: {s.sent}),
    ChangedSince: Read(lambda s: SYSTEM, lambda s: ChangedSince(NOW - timedelta(hours=1))),
}
# What anybody may ask, about themselves.
OWN = (MyCasesOf, UnderwayOf, UpcomingOf, WhomOf, OwnNumber, ContactsOf, WhoIs, AliveOf)
# What a stranger gets nothing of; the rest shows only what is one's own, or nothing of a patient.
HIDDEN: dict[type[Query[Any]], Read] = {
    **{kind: Read(lambda s: s.olle, READS[kind].what) for kind in READS if kind not in OWN},
    MyCasesOf: Read(lambda s: s.sara, lambda s: MyCasesOf()),
    UpcomingOf: Read(lambda s: s.sara, lambda s: UpcomingOf()),
    WhomOf: Read(lambda s: s.sara, lambda s: WhomOf("triaged")),
    OwnNumber: Read(lambda s: s.sara, lambda s: OwnNumber()),
    ContactsOf: Read(lambda s: s.sara, lambda s: ContactsOf()),
    UnderwayOf: Read(lambda s: s.sara, lambda s: UnderwayOf(s.agneta.id)),
    WhoIs: Read(lambda s: SYSTEM, lambda s: WhoIs(b"unknown", "resident", HOURS)),
}


@pytest.fixture
async def scene(world: World) -> Scene:
    agneta, olle, sara = await world.resident(), await world.resident("Olle Olsson"), await world.staff()
    shown = new_id()
    draft, danger = await world.draft(agneta), await world.draft(agneta)
    await world.service.run(agneta, danger, c.GiveAnswer("varning", ("saliv",)))
    sent = await world.draft(agneta)
    await world.answer(agneta, sent, "halsont")
    one = picture(1)
    await world.service.run(
        agneta, sent, c.AddPicture(type(one)(shown, one.name, one.kind, one.size, one.width, one.height, one.wrapped))
    )
    await world.service.run(agneta, sent, c.SendCase())
    elsa = new_id()
    invited = c.InviteExternal(elsa, "relative", "email", "Elsa", "", "elsa@exempel.se")
    await world.service.run(sara, sent, invited)
    loa = await world.staff("Loa Lund", "log_reviewer")
    lotta = await world.staff("Lotta Lind", "local_admin")
    # At another unit, so that it stands in no list of Sara's.
    vera, britta, begun = (
        await world.resident("Vera Vik", listed="vc-berget"),
        await world.staff("Britta Berg", unit="vc-berget"),
        new_id(),
    )
    await world.service.run(britta, begun, c.StartCareCase(vera.id, "provsvar", "", 3, False, new_id()))
    done = await world.service.run(britta, begun, c.SendForm("feber", new_id()))
    form = next(
        seq
        for seq, event in enumerate(done.events, done.case.seq - len(done.events) + 1)
        if isinstance(event, FormSent)
    )
    world.register.add(AGNETA, "Agneta Berg")
    booked = (await send(world, booking(unit="vc-berget"))).case
    assert booked
    # Nobody is booked in it, so that it stands in no list of Sara's.
    meeting = await group(world, sara, NOW + timedelta(days=1))
    await start(world)
    return Scene(
        agneta,
        olle,
        sara,
        loa,
        lotta,
        draft,
        danger,
        sent,
        shown,
        vera,
        begun,
        form,
        await rut(world),
        booked,
        elsa,
        britta,
        meeting,
    )


async def new_rows(world: World, since: int) -> list[Any]:
    return (await world.rows(ROW))[since:]


def logged_by_default(kind: type[Query[Any]]) -> bool:
    return next((bool(f.default) for f in fields(kind) if f.name == "logged"), True)  # type: ignore[arg-type]


def test_each_question_is_logged_or_has_a_reason_not_to_be() -> None:
    assert {kind for kind in QUERIES if not logged_by_default(kind)} == set(UNLOGGED)
    assert all(UNLOGGED.values())
    assert set(READS) == set(QUERIES)


async def test_each_reading_leaves_one_row_that_says_who_what_and_which_case(world: World, scene: Scene) -> None:
    for kind, read in READS.items():
        before = len(await world.rows(ROW))
        who, query = read.who(scene), read.what(scene)
        await world.service.read(who, query)
        rows = await new_rows(world, before)
        if kind in UNLOGGED:
            assert rows == [], kind
            continue
        [row] = rows
        held = (who.mandate.unit, who.mandate.role) if who.mandate else (None, None)
        by = (who.kind, who.id, who.session, *held)
        assert (row["actor_kind"], row["actor"], row["session"], row["unit"], row["role"]) == by
        assert (row["what"], row["case_id"], row["outcome"]) == (kind.__name__, query.case_id, "shown")
        assert (None if row["cases"] is None else set(row["cases"])) == read.cases(scene), kind


async def test_what_was_asked_for_in_vain_leaves_a_row_too(world: World, scene: Scene) -> None:
    for kind, read in HIDDEN.items():
        before = len(await world.rows(ROW))
        who, query = read.who(scene), read.what(scene)
        with pytest.raises(Hidden):
            await world.service.read(who, query)
        [row] = await new_rows(world, before)
        found = (row["actor"], row["what"], row["case_id"], row["outcome"])
        assert found == (who.id, kind.__name__, query.case_id, "hidden")


async def test_a_refused_command_leaves_a_row_and_one_obeyed_stands_in_the_journal(world: World, scene: Scene) -> None:
    before = len(await world.rows(ROW))
    await world.service.run(scene.sara, scene.sent, c.AcceptCase())
    assert await new_rows(world, before) == []
    [entry] = await world.rows("select * from journal where case_id = $1 and event = 'CaseAccepted'", scene.sent)
    assert (entry["actor"], entry["unit"], entry["role"]) == (scene.sara.id, "vc-angen", "nurse")
    with pytest.raises(Refused):
        await world.service.run(scene.sara, scene.sent, c.AcceptCase())
    [row] = await new_rows(world, before)
    assert (row["what"], row["case_id"], row["outcome"]) == ("AcceptCase", scene.sent, "refused")


async def test_a_command_to_somebody_elses_case_leaves_a_row(world: World, scene: Scene) -> None:
    before = len(await world.rows(ROW))
    with pytest.raises(Hidden):
        await world.service.run(scene.olle, scene.sent, c.SendMessage("Hej", new_id(), new_id(), 1))
    [row] = await new_rows(world, before)
    assert (row["actor"], row["what"], row["outcome"]) == (scene.olle.id, "SendMessage", "hidden")


async def test_the_journal_holds_nothing_of_what_people_wrote(world: World, scene: Scene) -> None:
    await world.service.run(scene.sara, scene.sent, c.AcceptCase())
    await world.service.run(scene.sara, scene.sent, c.StartVisit(new_id()))
    await world.say(scene.agneta, scene.sent, "Hemligt om halsen.")
    await world.service.run(scene.sara, scene.sent, c.SaveNote(0, "Rodnad i svalget.", "", "", "J02.9", ""))
    written = " ".join(row["data"] for row in await world.rows("select data::text from journal"))
    for word in ("Hemligt", "Rodnad", "J02", "Agneta", "Sara", "saliv", "hals.jpg"):
        assert word not in written
    assert "MessageSent" in {row["event"] for row in await world.rows("select event from journal")}
