"""Bookings that a record system sends: once, in whatever order, under the rules of each region (K1 to K11)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from sluss.core.access import ALL
from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.door import NEEDED, Door
from sluss.core.proxies import FRESH
from sluss.core.received import Received
from sluss.core.refusal import Hidden, Refused
from sluss.core.routine import Protected, Record, Video
from sluss.ports.persons import PersonsSilent
from sluss.service.ids import new_id
from sluss.service.queries.received import ReceivedOf
from sluss.service.queries.review import AccessLogOf
from sluss.service.queries.why import DecisionsOf
from sluss.service.received import KEYS_ARE_KEPT, PurgeKeys, TakeBooking, sender
from sluss.service.relations import ChoosePrimary
from tests.core.case.scene import NOW
from tests.service.family import BO, VERA, VIKTOR, id_of, routine, settle
from tests.service.sending import AGNETA, COSMIC, HALF, START, booking, cancelled, case_of, cases_of, send
from tests.service.world import World

pytestmark = pytest.mark.anyio

IN_VAS = sender("vas")


@pytest.fixture(autouse=True)
def register(world: World) -> None:
    world.register.add(AGNETA, "Agneta Andersson", phone="+46701740605")


async def test_a_patient_who_is_not_here_is_created_from_the_booking(world: World) -> None:
    """H26: "Patienten skapas upp automatiskt i Platform24 om de inte redan finns i systemet". (K2, K5)"""
    answer = await send(world, booking())
    case = await case_of(world, answer)
    assert (answer.status, answer.created, answer.missing) == ("booked", True, ())
    assert (case.phase, case.flow, case.origin) == (Phase.BOOKED, "booked", "booking")
    assert (case.unit, case.role, case.reason) == ("vc-angen", "nurse", "uppfoljning")
    assert (case.booked_from, case.booked_until) == (START, START + HALF)
    assert case.patient == case.resident == await id_of(world, AGNETA)


async def test_where_staff_create_patients_one_who_is_not_here_is_refused(world: World) -> None:
    """H24: "Om personen saknas skapar vårdpersonalen ett användarkonto för invånaren". (K1, K4)"""
    routine(world, record=Record(create_patients="staff"), video=Video(contact_types=("DIVL",)))
    sent = booking(contact_type="DIVL")
    with pytest.raises(Refused, match="patient_not_created"):
        await send(world, sent)
    assert await world.rows("select 1 from person") == []
    assert await world.rows("select 1 from booking") == []
    await world.resident()
    [row] = await world.rows("select personnummer from person")
    assert (await send(world, booking(contact_type="DIVL", patient=row["personnummer"]))).status == "booked"


async def test_nobody_is_created_whom_the_population_register_does_not_know(world: World) -> None:
    with pytest.raises(Refused, match="person_unknown"):
        await send(world, booking(patient="197909232394"))
    assert await world.rows("select 1 from person") == []


async def test_a_silent_register_leaves_nothing_half_done(world: World) -> None:
    world.register.fails = "down"
    with pytest.raises(PersonsSilent):
        await send(world, booking())
    for table in ("person", "booking", "idempotency", "care_case"):
        assert await world.rows(f"select 1 from {table}") == []
    world.register.fails = ""
    assert (await send(world, booking())).status == "booked"


async def test_who_is_known_is_booked_while_the_register_is_silent(world: World) -> None:
    await send(world, booking())
    world.register.fails = "down"
    assert (await send(world, booking(), "B-2")).status == "booked"


async def test_the_mobile_number_of_the_record_system_serves_when_the_register_has_none(world: World) -> None:
    """H24: "med aktuellt mobilnummer". (K1, K3)"""
    world.register.add(AGNETA, "Agneta Andersson")
    answer = await send(world, booking())
    assert answer.missing == ("mobile",)
    world.register.add("197909232394", "Olle Olsson")
    answer = await send(world, booking(patient="197909232394", mobile="+46701740606"), "B-2")
    assert answer.missing == ()


async def test_only_the_contact_types_of_the_pack_are_video_visits(world: World) -> None:
    """(K4, K5)"""
    for contact_type in ("Nybesök", "DIVL", "Telefon"):
        answer = await send(world, booking(contact_type=contact_type), contact_type)
        assert (answer.status, answer.case) == ("not_transferred", None)
    assert await cases_of(world) == []
    # The routines write it in both ways.
    routine(world, video=Video(contact_types=("Distansbesök - video",)))
    assert (await send(world, booking(contact_type="Distansbesök- video"))).status == "booked"


async def test_what_the_region_keeps_out_stays_in_the_record_system(world: World) -> None:
    """H24: "besöksorsak: ASAM … överförs inte till Platform24"; H26: "INTE är konfigurerad för webbtidbok". (K9)"""
    rules = Door(reasons_kept_out=("ASAM",), services_kept_out=("GRUPP",), only_web_bookable=True)
    routine(world, door=rules)
    for more in ({"reason": "ASAM"}, {"service": "GRUPP"}, {"web_bookable": False}):
        answer = await send(world, booking(**more), str(more)[:20])
        assert (answer.status, answer.case) == ("not_transferred", None)
    assert await cases_of(world) == []
    assert (await send(world, booking())).status == "booked"


async def test_a_booking_that_becomes_another_kind_is_taken_away_here(world: World) -> None:
    first = await send(world, booking())
    assert (await send(world, booking(2, contact_type="Nybesök"))).status == "not_transferred"
    assert (await case_of(world, first)).phase is Phase.WITHDRAWN


async def test_a_service_leads_to_where_the_region_has_mapped_it(world: World) -> None:
    answer = await send(world, booking(service="ANGEN-VIDEO-LAK", unit="", role="", reason=""))
    case = await case_of(world, answer)
    assert (case.unit, case.role, case.reason) == ("vc-angen", "physician", "uppfoljning")
    with pytest.raises(Refused, match="service_unknown") as no:
        await send(world, booking(service="OKÄND"), "B-2")
    assert no.value.facts == {"service": "OKÄND"}
    with pytest.raises(Refused, match="booking_field_missing") as no:
        await send(world, booking(role=""), "B-3")
    assert no.value.facts == {"field": "role"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"unit": "vc-finns-inte"}, "unit_unknown"),
        ({"role": "psykolog"}, "role_unknown"),
        ({"reason": "finns-inte"}, "reason_unknown"),
        ({"reason": "fornya-recept"}, "reason_unknown"),
        ({"ends": START}, "ends_before_start"),
        ({"starts": NOW - timedelta(days=1), "ends": NOW - timedelta(hours=23)}, "time_is_past"),
        ({"names": ("Olle", "Olsson")}, "patient_named_otherwise"),
    ],
)
async def test_what_cannot_be_booked_is_refused_and_leaves_nothing(
    world: World, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        await send(world, booking(**more))
    for table in ("person", "booking", "idempotency", "care_case"):
        assert await world.rows(f"select 1 from {table}") == []


async def test_one_word_of_the_name_is_enough(world: World) -> None:
    """People marry, and registers shorten."""
    assert (await send(world, booking(names=("Agneta", "Berg-Olsson")))).status == "booked"


async def test_the_same_booking_delivered_ten_times_at_once_is_one_visit(world: World) -> None:
    # The first word of a sender makes all others wait; so it has spoken before.
    await send(world, cancelled(1), "B-0")
    answers = await asyncio.gather(*(send(world, booking()) for _ in range(10)))
    assert len(await cases_of(world)) == 1
    assert sorted(one.status for one in answers) == ["booked", *["superseded"] * 9]
    assert len({one.case for one in answers}) == 1
    assert len(await world.rows("select 1 from job where kind = 'sms'")) == 1


async def test_the_same_message_ten_times_at_once_has_one_answer(world: World) -> None:
    answers = await asyncio.gather(*(send(world, booking(), key="samma-nyckel") for _ in range(10)))
    assert len(set(answers)) == 1
    assert answers[0].created
    assert len(await cases_of(world)) == 1


async def test_a_key_used_for_another_message_is_refused(world: World) -> None:
    await send(world, booking(), key="samma-nyckel")
    with pytest.raises(Refused, match="key_reused"):
        await send(world, booking(2), key="samma-nyckel")
    # What was refused may be sent again under the same key; another sender's keys are others.
    with pytest.raises(Refused, match="unit_unknown"):
        await send(world, booking(unit="vc-finns-inte"), "B-2", key="annan-nyckel")
    assert (await send(world, booking(), "B-2", key="annan-nyckel")).status == "booked"
    assert (await send(world, booking(), key="samma-nyckel", by=IN_VAS)).created


async def test_a_visit_is_moved_with_its_booking(world: World) -> None:
    first = await send(world, booking())
    later = START + timedelta(hours=2)
    answer = await send(world, booking(2, later))
    assert (answer.status, answer.case, answer.created) == ("booked", first.case, False)
    assert (await case_of(world, answer)).booked_from == later


async def test_a_lower_or_equal_version_changes_nothing(world: World) -> None:
    await send(world, booking(3))
    for version in (3, 2):
        answer = await send(world, booking(version, START + timedelta(hours=2)))
        assert (answer.status, answer.version) == ("superseded", 3)
    assert (await case_of(world, answer)).booked_from == START
    assert (await send(world, cancelled(2))).status == "superseded"
    assert (await case_of(world, answer)).phase is Phase.BOOKED


async def test_cancelled_before_it_was_created_it_is_never_booked(world: World) -> None:
    assert (await send(world, cancelled(2))).status == "cancelled"
    answer = await send(world, booking(1))
    assert (answer.status, answer.case) == ("superseded", None)
    assert await cases_of(world) == []


async def test_booked_again_after_it_was_cancelled_it_is_a_new_visit(world: World) -> None:
    first = await send(world, booking(1))
    assert (await send(world, cancelled(2))).status == "cancelled"
    again = await send(world, booking(3))
    assert again.created
    assert again.case != first.case
    assert [(await world.case(id_)).phase for id_ in (first.case, again.case) if id_] == [Phase.WITHDRAWN, Phase.BOOKED]


async def test_what_no_move_can_say_is_cancelled_and_booked_anew(world: World) -> None:
    first = await send(world, booking(1))
    again = await send(world, booking(2, role="physician"))
    assert again.case != first.case
    assert (await case_of(world, first)).phase is Phase.WITHDRAWN
    assert (await case_of(world, again)).role == "physician"


async def test_a_booking_keeps_its_patient(world: World) -> None:
    world.register.add("197909232394", "Olle Olsson")
    await send(world, booking(1))
    with pytest.raises(Refused, match="patient_changed"):
        await send(world, booking(2, patient="197909232394"))


async def test_a_visit_that_has_begun_is_neither_moved_nor_cancelled_by_the_record_system(world: World) -> None:
    sara, answer = await world.staff(), await send(world, booking(1, NOW + timedelta(minutes=5)))
    assert answer.case
    await world.service.run(sara, answer.case, c.AcceptCase())
    for sent in (booking(2, START), cancelled(2), booking(2, NOW + timedelta(minutes=5), role="physician")):
        with pytest.raises(Refused, match="already_started"):
            await send(world, sent)
    # What changes nothing is taken.
    assert (await send(world, booking(2, NOW + timedelta(minutes=5)))).status == "begun"
    await world.service.run(sara, answer.case, c.StartVisit(new_id()))
    await world.service.run(sara, answer.case, c.SaveNote(0, "", "u.a.", "", "", ""))
    await world.service.run(sara, answer.case, c.EndVisit(0))
    with pytest.raises(Refused, match="case_closed"):
        await send(world, booking(3, START))


async def test_taken_by_staff_and_moved_at_once_one_of_them_is_first(world: World) -> None:
    for number in range(5):
        name, sara = f"B-{number}", await world.staff()
        answer = await send(world, booking(1, NOW + timedelta(minutes=5)), name)
        assert answer.case
        took, moved = await asyncio.gather(
            world.service.run(sara, answer.case, c.AcceptCase()),
            send(world, booking(2, NOW + timedelta(minutes=50)), name),
            return_exceptions=True,
        )
        case = await world.case(answer.case)
        assert not isinstance(took, BaseException)
        assert case.phase is Phase.ACCEPTED
        late = isinstance(moved, Refused) and moved.code == "already_started"
        assert (case.booked_from == NOW + timedelta(minutes=5)) is late
        assert late or not isinstance(moved, BaseException)


async def test_what_staff_have_cancelled_here_is_not_brought_back_in_silence(world: World) -> None:
    sara, answer = await world.staff(), await send(world, booking(1))
    assert answer.case
    await world.service.run(sara, answer.case, c.CancelBooking())
    with pytest.raises(Refused, match="cancelled_here"):
        await send(world, booking(2, START + timedelta(hours=2)))
    assert (await send(world, cancelled(2))).status == "cancelled"


async def test_who_waits_when_the_visit_is_moved_waits_no_longer_and_is_told(world: World) -> None:
    """The waiting room is full, and the time becomes another."""
    soon = NOW + timedelta(minutes=5)
    answer = await send(world, booking(1, soon))
    assert answer.case
    agneta = (await world.case(answer.case)).resident
    assert agneta
    await world.service.run(Actor("resident", agneta), answer.case, c.EnterWaitingRoom())
    assert (await world.case(answer.case)).arrived_at == NOW
    await send(world, booking(2, soon + timedelta(hours=3)))
    case = await world.case(answer.case)
    assert (case.arrived_at, case.waiting_since, case.booked_from) == (None, None, soon + timedelta(hours=3))
    [told] = await world.rows("select data from job where kind = 'sms' and data ->> 'template' = 'moved'")
    assert told["data"]


def _message(version: int, kind: str, hours: int) -> Received:
    starts = START + timedelta(hours=hours)
    match kind:
        case "cancelled":
            return cancelled(version)
        case "elsewhere":
            return booking(version, starts, role="physician")
        case "phone":
            return booking(version, starts, contact_type="Telefon")
    return booking(version, starts)


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Received], list[Received]]:
    """What was sent, by version, and how it came: in any order, some of it again."""
    kinds = st.sampled_from(("booked", "moved", "elsewhere", "cancelled", "phone"))
    said = draw(st.lists(st.tuples(kinds, st.integers(0, 5)), min_size=1, max_size=5))
    messages = [_message(number, *one) for number, one in enumerate(said, 1)]
    again = draw(st.lists(st.sampled_from(messages), max_size=4))
    return messages, draw(st.permutations([*messages, *again]))


@given(delivered=deliveries())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_in_any_order_and_however_often_the_highest_version_holds(
    world: World, delivered: tuple[list[Received], list[Received]]
) -> None:
    messages, order = delivered
    name, before = str(new_id()), set(await cases_of(world))
    for sent in order:
        await send(world, sent, name)
    last = messages[-1]
    mine = [await world.case(id_) for id_ in set(await cases_of(world)) - before]
    live = [case for case in mine if case.phase is Phase.BOOKED]
    assert {case.phase for case in mine} <= {Phase.BOOKED, Phase.WITHDRAWN}
    held = [(case.booked_from, case.booked_until, case.role) for case in live]
    wanted = [(last.starts, last.ends, last.role)]
    assert held == (wanted if not last.cancelled and last.contact_type == "Videobesök" else [])
    shown = await world.service.read(COSMIC, ReceivedOf(name))
    assert (shown.version, shown.case) == (len(messages), live[0].id if live else shown.case)


async def test_guardians_come_with_the_child_and_one_of_them_is_written_to(world: World) -> None:
    """H26: "Båda vårdnadshavarna skapas upp automatiskt … och en av dem väljs som primär kontaktperson"; rule 1: the
    only one with contact details. (L6, L7, K2)"""
    settle(world)
    answer = await send(world, booking(patient=BO, born=date(2019, 3, 14)))
    case = await case_of(world, answer)
    assert answer.child
    assert (case.patient, case.resident) == (await id_of(world, BO), await id_of(world, VIKTOR))
    assert await id_of(world, VERA) != case.resident
    # The register is asked each night from now on.
    assert await world.rows("select 1 from job where kind = 'family'")


async def test_without_contact_details_the_first_of_the_register_is_written_to(world: World) -> None:
    """H26, rule 2. (L8)"""
    settle(world, shares_contact=True)
    answer = await send(world, booking(patient=BO, born=date(2019, 3, 14)))
    assert (await case_of(world, answer)).resident == await id_of(world, VERA)


async def test_another_primary_contact_has_later_bookings_and_no_earlier_ones(world: World) -> None:
    """H24: "Redan genomförda bokningar för kommande, digitala besök påverkas ej". (K11, L9)"""
    settle(world)
    sent = booking(patient=BO, born=date(2019, 3, 14))
    first, sara = await send(world, sent), await world.staff()
    await world.service.run(sara, await id_of(world, BO), ChoosePrimary(await id_of(world, VERA)))
    second = await send(world, sent, "B-2")
    assert (await case_of(world, first)).resident == await id_of(world, VIKTOR)
    assert (await case_of(world, second)).resident == await id_of(world, VERA)


async def test_the_guardians_are_asked_for_anew_at_each_booking_of_a_child(world: World) -> None:
    """What was said of them holds for a day. (L1)"""
    settle(world)
    sent = booking(patient=BO, born=date(2019, 3, 14))
    await send(world, sent)
    world.now += FRESH + timedelta(hours=1)
    world.register.part(VIKTOR, BO)
    answer = await send(world, sent, "B-2")
    assert (await case_of(world, answer)).resident == await id_of(world, VERA)
    world.register.fails = "down"
    with pytest.raises(PersonsSilent):
        await send(world, sent, "B-3")
    # A move asks nobody.
    assert (await send(world, booking(2, START + HALF, patient=BO, born=date(2019, 3, 14)), "B-2")).status == "booked"


async def test_nobody_with_protected_identity_is_booked_where_the_pack_says_so(world: World) -> None:
    """H24: "ska inte hanteras i Platform24"; H26: for themselves, never as guardian. (N1, N3)"""
    world.register.add("199108172389", "Pia Persson", protected=True)
    pia = booking(patient="199108172389", born=date(1991, 8, 17), names=("Någon", "Annan"))
    routine(world, protected=Protected(own=False, advice="Ring 1177."))
    with pytest.raises(Refused, match="protected_not_here"):
        await send(world, pia)
    assert await world.rows("select 1 from person") == []
    routine(world, protected=Protected())
    assert (await send(world, pia)).status == "booked"
    settle(world)
    world.register.add("198303072386", "Disa Dahl", protected=True)
    world.register.add("201806112395", "Ella Dahl", guardians=("198303072386",))
    with pytest.raises(Refused, match="no_guardian"):
        await send(world, booking(patient="201806112395", born=date(2018, 6, 11)), "B-2")


async def test_a_unit_without_lists_or_video_takes_no_bookings(world: World) -> None:
    for lacks in NEEDED:
        for name in ("region", "current"):
            pack = getattr(world.service.packs, name)
            units = {id_: replace(unit, functions=ALL - {lacks}) for id_, unit in pack.units.items()}
            setattr(world.service.packs, name, replace(pack, units=units))
        with pytest.raises(Refused, match="unit_without_bookings"):
            await send(world, booking())


async def test_a_key_for_some_units_learns_nothing_of_others(world: World) -> None:
    berget = frozenset({"vc-berget"})
    answer = await send(world, booking())
    for sent in (booking(2), cancelled(2)):
        with pytest.raises(Hidden):
            await send(world, sent, units=berget)
        # Also when nobody has looked before.
        with pytest.raises(Hidden):
            await world.service.run(COSMIC, COSMIC.id, TakeBooking("B-1", str(new_id()), b"", sent, berget))
    with pytest.raises(Hidden):
        await send(world, booking(), "B-2", units=berget)
    with pytest.raises(Hidden):
        await world.service.read(COSMIC, ReceivedOf("B-1", berget))
    with pytest.raises(Hidden):
        await world.service.read(IN_VAS, ReceivedOf("B-1"))
    shown = await world.service.read(COSMIC, ReceivedOf("B-1", frozenset({"vc-angen"})))
    assert (shown.status, shown.case) == ("booked", answer.case)


async def test_nobody_but_a_record_system_sends_bookings(world: World) -> None:
    for who in (await world.resident(), await world.staff()):
        with pytest.raises(Hidden):
            await send(world, booking(), by=who)
        with pytest.raises(Hidden):
            await world.service.run(who, new_id(), PurgeKeys())


async def test_the_reader_of_the_log_sees_who_sent(world: World) -> None:
    """(W1)"""
    await send(world, booking())
    answer = await send(world, booking(2, START + HALF))
    loa = await world.staff("Loa Lund", "log_reviewer")
    log = await world.service.read(loa, AccessLogOf(NOW.date()))
    told = {(row.staff, row.role, row.what, row.patient) for row in log.rows}
    for what in ("Bokade besök", "Flyttade bokat besök", "Bokning från journalsystemet"):
        assert ("cosmic", "journalsystem", what, "Agneta Andersson") in told
    decided = await world.service.read(await world.staff(), DecisionsOf(answer.case or new_id()))
    assert [one.by for one in decided] == ["journalsystemet", "journalsystemet"]


async def test_answers_are_kept_for_two_days_and_no_longer_than_three(world: World) -> None:
    await send(world, booking(), key="samma-nyckel")
    world.now += KEYS_ARE_KEPT - timedelta(minutes=1)
    await world.work()
    assert await world.rows("select 1 from idempotency")
    world.now = datetime.combine(NOW.date() + timedelta(days=3), NOW.timetz())
    await world.work()
    assert await world.rows("select 1 from idempotency") == []
