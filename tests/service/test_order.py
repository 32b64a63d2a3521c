"""The order of work is the same for a page that is fetched and for a row that is pushed into it."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from sluss.core.case import commands as c
from sluss.service.queries.worklists import WorklistOf, WorklistRowOf, sort_key
from sluss.service.views import Filter
from tests.service.world import World

TIMES = st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
PLACES = st.tuples(st.integers(1, 5), st.booleans(), TIMES, st.uuids())
NEVER = datetime.max.replace(tzinfo=UTC)


@given(PLACES, PLACES)
def test_the_key_of_a_row_sorts_as_the_database_does(
    one: tuple[int, bool, datetime | None, UUID], other: tuple[int, bool, datetime | None, UUID]
) -> None:
    def place(it: tuple[int, bool, datetime | None, UUID]) -> tuple[int, bool, datetime, str]:
        return (it[0], not it[1], it[2] or NEVER, str(it[3]))

    assert (sort_key(*one) < sort_key(*other)) == (place(one) < place(other))


@pytest.mark.anyio
async def test_the_rows_of_a_page_stand_in_the_order_of_their_keys(world: World) -> None:
    """Målet är att alla invånare omhändertas enligt prioritering. (C12)"""
    sara = await world.staff()
    names = ("Agneta Andersson", "Olle Olsson", "Vera Vik")
    sent = [await world.sent(await world.resident(name)) for name in names]
    await world.service.run(sara, sent[0], c.AcceptCase())
    page = await world.service.read(sara, WorklistOf("drop-in", Filter()))
    keys = [row.sort_key for row in page.rows]
    assert keys == sorted(keys)
    assert [(await world.service.read(sara, WorklistRowOf(row.case_id))).sort_key for row in page.rows] == keys
