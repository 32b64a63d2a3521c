"""The figures, each measured on servers of its own over one database, and what each is held against."""

from __future__ import annotations

import statistics
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bench import limit, pages
from bench.answering import answering
from bench.calls import calling
from bench.costs import costing
from bench.generator import Generator, cookie, half_each, sender
from bench.people import CROWDED, copied
from bench.place import place, serving
from bench.proof import proving
from bench.watching import watching
from bench.world import Figure, World, world_of
from sluss.store.migrate import migrate

SENDERS, ROUNDS, ROUND_SECONDS, CALM_RATE = 32, 7, 3, 50
CHATS, WORKLISTS, TALK_RATE = 200, 500, 10
IDLE, OPEN_CASES = 2_000, 100_000


async def sending(world: World) -> list[Figure]:
    """Rounds of ours and of pgbench take turns, so that a neighbour on the machine disturbs both alike."""
    residents = await world.people.residents(2 * SENDERS)
    (nurse,) = await world.people.nurses(1)
    chats = [await world.people.chat((resident, nurse)) for resident in residents]
    ours, theirs = chats[:SENDERS], chats[SENDERS:]
    await limit.prepare(world.db, [chat.case for chat in theirs])
    senders = [sender(chat) for chat in ours]
    stored = "select count(*) from message where side = 'resident' and case_id = any ($1)"
    rounds, limits = [], []

    def send(port: int, seconds: int, rate: int = 0) -> dict[str, Any]:
        with Generator("send", port, senders=senders, seconds=seconds, rate=rate) as load:
            return load.answer()

    with serving(world.place, 2) as server:
        warm = send(server.port, 2)
        for _ in range(ROUNDS):
            rounds.append(send(server.port, ROUND_SECONDS))
            limits.append(limit.messages_a_second(world.place, SENDERS, ROUND_SECONDS))
        calm = send(server.port, 8, CALM_RATE)
    runs = [warm, calm, *rounds]
    acknowledged = sum(run["sent"] for run in runs)
    kept = await world.db.fetchval(stored, [chat.case for chat in ours])
    wrong = sum(run["refused"] for run in runs)
    rate, most = statistics.median(run["a_second"] for run in rounds), statistics.median(limits)
    # Each round against the one of pgbench that followed it.
    part = statistics.median(run["a_second"] / most for run, most in zip(rounds, limits, strict=True))
    p95 = statistics.median(run["p95"] for run in rounds)
    each = ", ".join(format(run["a_second"], ".0f") for run in rounds)
    return [
        Figure(
            "durable chat messages, 32 senders in 32 cases, 2 server processes",
            f"{rate:.0f}/s = {100 * part:.0f} % of pgbench (rounds {each}; p95 {p95:.0f} ms)",
            f"≥ 25 % of pgbench {most:.0f}/s",
            part >= 0.25,
        ),
        Figure(f"one message at {CALM_RATE} messages/s", f"p50 {calm['p50']:.1f} ms, p95 {calm['p95']:.1f} ms"),
        Figure("acknowledged messages that are stored", f"{kept} of {acknowledged}, {wrong} refused", "all, none",
               kept == acknowledged and not wrong),
    ]  # fmt: skip


async def arriving(world: World) -> list[Figure]:
    residents, nurses = await world.people.residents(CHATS), await world.people.nurses(WORKLISTS)
    pairs = [(resident, nurses[place]) for place, resident in enumerate(residents)]
    chats = [await world.people.chat(pair) for pair in pairs]
    lists = [("/clinic/drop-in/strom", cookie(nurse)) for nurse in nurses]
    await world.ready()
    with serving(world.place, 2) as server, Generator("listen", server.port, streams=lists) as worklists:
        worklists.answer()
        with Generator("talk", server.port, chats=half_each(chats), rate=TALK_RATE) as talk:
            said = talk.answer()
        worklists.tell(said["posted"])
        rows = worklists.answer()
    chat, row = said["arrived"], f"p50 {rows['p50']:.0f} ms, p95 {rows['p95']:.0f} ms"
    return [
        Figure(
            f"from POST to the other side's chat ({WORKLISTS} worklists, {CHATS} chats open, {TALK_RATE} messages/s)",
            f"p50 {chat['p50']:.1f} ms, p95 {chat['p95']:.1f} ms, {said['lost']} of {len(chats)} lost",
            "p95 < 100 ms, none lost",
            chat["p95"] < 100 and not said["lost"],
        ),
        Figure("from the same POST to the row in each worklist", f"{row} ({rows['rows']} rows)"),
    ]


async def idling(world: World) -> list[Figure]:
    residents = await world.people.residents(IDLE)
    sent = await world.people.waiting(residents[0])
    await people_table(world.db, [user.actor.id for user in residents])
    mine = "(select p.id from bench_people p where p.place = n - 1)"
    cases = await copied(world.db, sent, IDLE, resident=mine, patient=mine, unit="'kontaktcenter-1177'")
    owners = dict(await world.db.fetch("select id, resident from care_case where id = any ($1)", cases))
    cookies = {user.actor.id: cookie(user) for user in residents}
    streams = [(f"/arenden/{case}/strom?from=99", cookies[owners[case]]) for case in cases]
    with serving(world.place, 1) as server:
        with Generator("listen", server.port, streams=streams[:100]) as warm:
            warm.answer()
            warm.tell({})
        before = server.memory()
        with Generator("listen", server.port, streams=streams) as idle:
            idle.answer()
            after = server.memory()
            idle.tell({})
    each = (after - before) / IDLE
    return [
        Figure(
            f"memory of an idle connected resident ({IDLE} open case streams)",
            f"{each:.1f} kB ({before / 1024:.0f} → {after / 1024:.0f} MB)",
            "≤ 30 kB",
            each <= 30,
        )
    ]


async def crowd(world: World) -> list[Figure]:
    (nurse,), (resident,) = await world.people.nurses(1, CROWDED), await world.people.residents(1)
    sent = await world.people.waiting(resident)
    await copied(
        world.db,
        sent,
        OPEN_CASES,
        unit=f"'{CROWDED}'",
        phase="(array['waiting', 'accepted', 'visit', 'async'])[1 + n % 4]",
        priority="1 + n % 5",
        waiting_since="case when n % 3 > 0 then now() - n * interval '7 seconds' end",
        sent_at="now() - n * interval '7 seconds'",
    )
    # As autovacuum does within a minute.
    await world.db.execute("vacuum analyze care_case")
    counted = await pages.statements(world.place, "/clinic/drop-in", cookie(nurse))
    with serving(world.place, 1) as server:
        took = await pages.times(server.port, "/clinic/drop-in", cookie(nurse), 40)
    queries = len(counted.own)
    return [
        Figure(
            f"worklist page, 200 rows of {OPEN_CASES} open cases of one unit",
            f"p50 {took['p50']:.0f} ms, p95 {took['p95']:.0f} ms from request to last byte",
        ),
        Figure(
            "statements of that page",
            f"{queries}, and {counted.others} for session and access log",
            "≤ 4",
            queries <= 4,
        ),
    ]


async def first_page(world: World) -> list[Figure]:
    with serving(world.place, 1) as server:
        seen = await pages.first(server.port)
    if seen is None:
        return [Figure("the resident's first page, cold", "not measured: no Chromium", "≤ 60 kB, ≤ 6 requests")]
    met = seen.kilobytes <= 60 and seen.requests <= 6 and not seen.foreign
    return [
        Figure(
            "the resident's first page, cold, in Chromium",
            f"{seen.kilobytes:.1f} kB in {seen.requests} requests, {seen.foreign} to third parties",
            "≤ 60 kB, ≤ 6 requests, 0",
            met,
        )
    ]


FIGURES: dict[str, Callable[[World], Awaitable[list[Figure]]]] = {
    "sending": sending,
    "arriving": arriving,
    "watching": watching,
    "costs": costing,
    "answering": answering,
    "page": first_page,
    "proof": proving,
    "idling": idling,
    "crowd": crowd,
    "calls": calling,
}


async def people_table(db: Any, ids: Sequence[Any]) -> None:
    await db.execute("create table bench_people (place integer primary key, id uuid not null)")
    await db.executemany("insert into bench_people values ($1, $2)", list(enumerate(ids)))
    await db.execute("analyze bench_people")


async def measure(names: list[str]) -> list[Figure]:
    with place() as at:
        await migrate(at.dsn)
        async with world_of(at) as world:
            return [figure for name in names for figure in await FIGURES[name](world)]
