"""Group visits on the pages of the clinic, and the participants' own (J11, J12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from sluss.core.functions import GROUPS
from sluss.core.hours import STOCKHOLM
from sluss.core.policy import Pack
from sluss.service.packs import Packs
from tests.web.booked import added, group, members, path_of
from tests.web.site import Site


def no_groups(packs: Packs) -> None:
    """As under Halland 2024: "Gruppbesök med flera patienter genomförs ännu inte"."""

    for name in ("region", "current"):
        pack: Pack = getattr(packs, name)
        units = {id_: replace(unit, functions=unit.functions - {GROUPS}) for id_, unit in pack.units.items()}
        setattr(packs, name, replace(pack, units=units))


def test_a_group_is_booked_in_the_form_and_the_page_says_that_the_record_system_must_know(site: Site) -> None:
    """(J12)"""
    sara = site.as_("Sara Sand")
    page = sara.get("/clinic/grupper")
    assert "Boka gruppen i Journalen också." in page.text
    starts = (site.clock() + timedelta(days=1)).astimezone(STOCKHOLM)
    form = {"group": str(uuid4()), "title": "Sömnskola", "reason": "halsont", "places": "4", "minutes": "60"}
    form |= {"day": starts.date().isoformat(), "start": "13:00"}
    booked = [sara.post("/clinic/grupper", data=form) for _ in range(2)]
    assert {answer.headers["location"] for answer in booked} == {f"/clinic/grupper/{form['group']}"}
    assert "Sömnskola" in sara.get("/clinic/grupper").text
    again = sara.post("/clinic/grupper", data={**form, "group": str(uuid4()), "title": " "})
    assert again.status_code == 422
    assert "Skriv vad gruppbesöket heter." in again.text


def test_a_participant_is_found_added_once_and_taken_out_again(site: Site) -> None:
    told = group(site)
    found = told.nurse.post(f"{path_of(told)}/sok", data={"q": "Agneta"})
    assert "Lägg till" in found.text
    case = added(site, told, told.resident)
    assert members(site, told) == ["expected"]
    person = str(site.session(told.resident, "resident").subject)
    twice = told.nurse.post(f"{path_of(told)}/patienter/{person}")
    assert "Patienten har redan en plats i gruppen." in twice.text
    told.nurse.post(f"{path_of(told)}/deltagare/{case}/ta-bort")
    assert members(site, told) == ["cancelled"]


def test_who_waits_comes_into_the_open_roster_and_is_let_in_by_hand(site: Site) -> None:
    """J11: one at a time, from a lobby that nobody else sees into."""
    told = group(site)
    case = added(site, told, told.resident)
    with told.nurse.events(f"{path_of(told)}/strom") as events:
        events.until("swap", "Väntas")
        told.resident.post(f"/arenden/{case}/vantrum", data={"shown_as": "Nettan"})
        assert "Visas som Nettan" in events.until("swap", "Släpp in").html
    assert told.nurse.post(f"{path_of(told)}/deltagare/{case}/slapp-in").status_code == 303
    assert members(site, told) == ["inside"]
    assert "Du chattar med Sara Sand" in told.resident.get(f"/arenden/{case}").text


def test_a_name_that_is_too_long_is_told_of_on_the_page(site: Site) -> None:
    told = group(site)
    case = added(site, told, told.resident)
    refused = told.resident.post(f"/arenden/{case}/vantrum", data={"shown_as": "x" * 31})
    assert (refused.status_code, "högst 30 tecken" in refused.text) == (422, True)


def test_only_the_leader_lets_people_in_and_a_colleague_can_take_over(site: Site) -> None:
    told = group(site)
    case = added(site, told, told.resident)
    told.resident.post(f"/arenden/{case}/vantrum")
    sigge = site.as_("Sigge Sand")
    assert "Släpp in" not in sigge.get(path_of(told)).text
    refused = sigge.post(f"{path_of(told)}/deltagare/{case}/slapp-in")
    assert "En kollega leder gruppen." in refused.text
    assert sigge.post(f"{path_of(told)}/led").status_code == 303
    assert "Släpp in" in sigge.get(path_of(told)).text


def test_without_a_server_for_video_the_page_says_that_the_group_cannot_meet_here(site: Site) -> None:
    """J11: always through the SFU."""
    told = group(site)
    case = added(site, told, told.resident)
    told.nurse.post(f"{path_of(told)}/deltagare/{case}/slapp-in")
    page = told.nurse.get(path_of(told)).text
    assert ("Videosamtal i grupp kan inte hållas här." in page, "Starta video" in page) == (True, False)
    refused = told.nurse.post(f"{path_of(told)}/video")
    assert refused.status_code == 409


def test_the_visits_end_together_after_a_confirmation(site: Site) -> None:
    """(J10)"""
    told = group(site)
    case = added(site, told, told.resident)
    told.nurse.post(f"{path_of(told)}/deltagare/{case}/slapp-in")
    assert "Avsluta gruppbesöket Sömnskola?" in told.nurse.get(f"{path_of(told)}/avsluta").text
    ended = told.nurse.post(f"{path_of(told)}/avsluta", data={"async_days": "0"})
    assert ended.status_code == 303, ended.text
    assert members(site, told) == ["over"]
    assert "Gruppbesöket avslutades" in told.nurse.get(path_of(told)).text


def test_what_one_participant_posts_to_the_case_of_another_is_hidden(site: Site) -> None:
    told = group(site)
    case = added(site, told, told.resident)
    olle = site.as_("Olle Olsson")
    for method, path in (("GET", f"/arenden/{case}"), ("POST", f"/arenden/{case}/vantrum")):
        assert olle.request(method, path).status_code == 404
    assert olle.get(path_of(told)).status_code == 303, "to the login of staff"


def test_where_the_region_holds_none_nothing_of_groups_is_to_be_seen(own_site: Site) -> None:
    """H24: not yet (J11)."""
    told = group(own_site)
    assert "/clinic/grupper" in told.nurse.get("/clinic/drop-in").text
    no_groups(own_site.parts.web.service.packs)
    assert "/clinic/grupper" not in told.nurse.get("/clinic/drop-in").text
    for path in ("/clinic/grupper", path_of(told)):
        assert told.nurse.get(path).status_code == 404
    assert told.nurse.post("/clinic/grupper", data={"places": "4", "minutes": "60"}).status_code in (404, 422)
