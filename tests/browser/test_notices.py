"""A nurse's first day: her name, her number, and the bell that says that somebody waits."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import asyncpg
from playwright.sync_api import expect

from tests.browser.people import Nurse, Resident, no_barriers

AT_WORK = """
insert into shift (id, staff, unit, role, inflow, started_at)
select gen_random_uuid(), id, 'vc-angen', 'nurse', false, seen_at from staff on conflict do nothing
"""


def start_shift(database: str) -> None:
    """For everybody who has logged in."""

    async def start() -> None:
        connection = await asyncpg.connect(database)
        await connection.execute(AT_WORK)
        await connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(start())).result()


def test_a_new_nurse_looks_at_her_settings_and_then_hears_of_a_new_case(
    resident: Resident, nurse: Nurse, database: str
) -> None:
    """(Y9, Y5, U8, U9, E9, E10)"""
    nurse.log_in("Sara Sand")
    start_shift(database)
    page = nurse.page
    nurse.open("/clinic/drop-in")
    nurse.follow("Öppna Namn och inställningar")
    no_barriers(page)
    page.get_by_label("Mobilnummer").fill("070")
    page.get_by_text("Nya i drop in", exact=True).click()
    nurse.press("Spara")
    expect(page.get_by_role("alert")).to_contain_text("Det är inget mobilnummer.")
    expect(page.get_by_label("Nya i drop in")).to_be_checked()
    no_barriers(page)
    page.get_by_label("Mobilnummer").fill("070-174 06 06")
    nurse.press("Spara")
    nurse.sees("Sparat.")
    no_barriers(page)
    nurse.follow("Till Drop in")
    expect(page.get_by_text("innan du börjar")).to_have_count(0)
    expect(page.get_by_role("link", name="Notifieringar", exact=True).first).to_be_visible()

    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin("Halsont")
    resident.answer_mildly()
    resident.send()
    bell = page.get_by_role("link", name="Notifieringar 1 olästa")
    expect(bell).to_be_visible()
    expect(page.locator("#told")).to_have_text("Ny notifiering: Nytt ärende i drop in")
    bell.click()
    no_barriers(page)
    nurse.press("Markera alla som lästa")
    expect(page.get_by_text("Oläst", exact=True)).to_have_count(0)
    nurse.follow("Nytt ärende i drop in: Halsont")
    expect(nurse.heading).to_contain_text("Agneta Andersson")
