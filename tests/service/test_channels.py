"""From the phone to the chat (HDK, Byte från telefon till digitalt kommunikationssätt)."""

from __future__ import annotations

import pytest

from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.local.events import FunctionTurned
from sluss.core.refusal import Hidden, Refused
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.patients import PatientOf
from sluss.service.queries.resident import ResidentCaseOf
from tests.service.test_local import change, lotta
from tests.service.test_tickets import given, ticket
from tests.service.world import World

pytestmark = pytest.mark.anyio


async def test_who_is_on_the_phone_gets_a_link_and_agrees_by_logging_in(world: World) -> None:
    """(M7) Samtycket behöver inte dokumenteras i journalen."""
    sara, agneta, olle = await world.staff(), await world.resident(), await world.resident("Olle Olsson")
    case_id = await given(world, sara, ticket(agneta.id))
    await world.work()
    [(number, [sms])] = await world.phone.messages()
    assert number == "+46701740605"
    assert sms.text.endswith(f" {world.tools.base_url}/arenden/{case_id}")
    for word in ("ängen", "halsont", "sjuksköterska", "sara", "agneta"):
        assert word not in sms.text.lower(), "neutral"
    # The link alone opens nothing: the case is hers who logs in.
    with pytest.raises(Hidden):
        await world.service.read(olle, ResidentCaseOf(case_id))
    assert (await world.service.read(agneta, ResidentCaseOf(case_id))).phase == "ticket"
    await world.service.run(agneta, case_id, c.ActivateTicket())
    await world.service.run(sara, case_id, c.AcceptCase())
    await world.service.run(sara, case_id, c.StartVisit(new_id()))
    assert await world.phase(case_id) is Phase.VISIT
    assert await world.rows("select from note where case_id = $1", case_id) == []


async def test_a_unit_that_does_not_offer_the_way_from_the_phone_has_it_nowhere(world: World) -> None:
    """(Y3) Alla verksamheter erbjuder inte valet."""
    sara, agneta = await world.staff(), await world.resident()
    case_id = await world.visit(agneta, sara)
    assert "GiveTicket" in (await world.service.read(sara, PatientOf(agneta.id))).may
    assert "GiveTicket" in (await world.service.read(sara, StaffCaseOf(case_id))).may
    await change(world, await lotta(world), FunctionTurned("drop_in_ticket", False))
    assert (await world.service.read(sara, PatientOf(agneta.id))).may == {"StartCareCase", "BookVisit"}
    assert "GiveTicket" not in (await world.service.read(sara, StaffCaseOf(case_id))).may
    with pytest.raises(Refused, match="function_off"):
        await given(world, sara, ticket(agneta.id))
    # Other units go on as before.
    britta = await world.staff("Britta Berg", unit="vc-berget")
    pia = await world.resident("Pia Persson", listed="vc-berget")
    other = await given(world, britta, ticket(pia.id, unit="vc-berget"))
    assert await world.phase(other) is Phase.TICKET
