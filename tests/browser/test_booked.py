"""A booked visit from the booking to its end, in three browsers."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from sluss.core.hours import STOCKHOLM
from tests.browser.conftest import PHONE, NewPage
from tests.browser.people import Nurse, Resident, as_if_reloaded, no_barriers
from tests.browser.server import Demo


def test_a_visit_is_booked_the_patient_waits_and_is_met(
    resident: Resident, nurse: Nurse, colleague: Nurse, demo: Demo
) -> None:
    """(E6, F1, J1, J2, K1, K3, K12)"""
    resident.open("/arenden")
    resident.log_in("Agneta Andersson")
    colleague.log_in("Sigge Sand")
    colleague.view("Schemalagda besök")
    expect(colleague.rows).to_have_count(0)

    nurse.log_in("Sara Sand")
    nurse.page.get_by_label("Sök patient med namn eller personnummer").fill("Agneta Andersson")
    nurse.press("Sök")
    nurse.follow("Agneta Andersson")
    nurse.follow("Boka besök")
    nurse.reaches("Boka besök")
    starts = (demo.now() + timedelta(minutes=8)).astimezone(STOCKHOLM)
    nurse.page.get_by_label("Orsak").select_option("Provsvar")
    nurse.page.get_by_label("Dag", exact=True).fill(starts.date().isoformat())
    nurse.page.get_by_label("Klockan").fill(f"{starts:%H:%M}")
    nurse.page.get_by_text("vill ha sms-påminnelser").click()
    nurse.press("Boka")
    nurse.sees("Bokat till")
    no_barriers(nurse.page)

    row = colleague.row("Agneta Andersson")
    expect(row).to_contain_text("Inte här än")
    expect(row).to_contain_text("Sara Sand")
    no_barriers(colleague.page)

    resident.open("/arenden")
    resident.page.locator("main a[href^='/arenden/']").first.click()
    resident.press("Anslut")
    expect(row).to_contain_text("I väntrummet")
    as_if_reloaded(colleague.page, "worklist")

    nurse.press("Ta emot")
    expect(row).to_contain_text("Mottaget av Sara Sand")
    nurse.press("Starta besök")
    resident.hears("Sara Sand")
    nurse.tells(resident, "Hej Agneta, hur mår du?")
    resident.tells(nurse, "Bra, tack!")
    nurse.end_visit("Inte alls")
    expect(colleague.rows).to_have_count(0)


def test_booking_and_rebooking_work_without_javascript_on_a_phone(new_page: NewPage, demo: Demo) -> None:
    """(K1, K13)"""
    nurse = Nurse(new_page(PHONE, script=False), demo.base)
    resident = Resident(new_page(PHONE, script=False), demo.base)
    resident.open("/arenden")
    resident.log_in("Agneta Andersson")
    nurse.log_in("Sara Sand")
    nurse.open("/clinic/patienter")
    nurse.page.get_by_label("Namn eller personnummer", exact=True).fill("Agneta Andersson")
    nurse.page.locator("main").get_by_role("button", name="Sök", exact=True).click()
    nurse.follow("Agneta Andersson")
    nurse.follow("Boka besök")
    day = (demo.now() + timedelta(days=2)).date().isoformat()
    nurse.page.get_by_label("Orsak").select_option("Provsvar")
    nurse.page.get_by_label("Dag", exact=True).fill(day)
    nurse.page.get_by_label("Klockan").fill("13:40")
    nurse.press("Boka")
    nurse.sees("Bokat till")
    nurse.follow("Boka om")
    expect(nurse.heading).to_have_text("Boka om")
    nurse.page.get_by_label("Klockan").fill("14:20")
    nurse.press("Boka om")
    nurse.open("/clinic/schemalagda")
    expect(nurse.row("Agneta Andersson")).to_contain_text("14.20")
