"""*Enhetens inställningar*: what Lotta changes on her pages, and where it then shows (A19, F10 to F12, Y1, Y4, Y6)."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.web import story
from tests.web.site import Browser, Site

HOME = "/clinic/enhet"
ADMIN = "vc-angen:local_admin"
PHRASE = {"title": "Provtagning", "text": "Hej, {name} på {unit}. Ring {phone}."}


def lotta(site: Site) -> Browser:
    return site.as_("Lotta Lind", ADMIN)


def post(browser: Browser, address: str, /, seen: str = "99", **form: str) -> httpx.Response:
    return browser.post(f"{HOME}/{address}", data={"seen": seen, **form})


def saved(browser: Browser, address: str, **form: str) -> str:
    """The page after a change, with what was done said on it."""
    answer = post(browser, address, **form)
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"]).text


def id_on(html: str) -> str:
    found = re.search(r"andra=([0-9a-f-]{36})", html)
    assert found
    return found[1]


def test_the_role_begins_at_its_own_pages(own_site: Site) -> None:
    """(A19)"""
    admin = lotta(own_site)
    answer = admin.get("/clinic/loggkontroll")
    assert (answer.status_code, answer.headers["location"]) == (303, HOME)
    html = admin.get(HOME).text
    assert "Enhetens inställningar</a>" in html
    assert "Ingen är ansvarig för inflödet" in html
    assert "Enhetens inställningar" not in own_site.as_("Sara Sand").get("/clinic/drop-in").text


def test_a_phrase_is_added_seen_in_ones_own_words_changed_and_removed(own_site: Site) -> None:
    """(F12, Y4)"""
    admin = lotta(own_site)
    html = saved(admin, "fraser", **PHRASE)
    assert "Sparat: Lade till frasen Provtagning." in html
    assert "Hej, Lotta Lind på Vårdcentralen Ängen. Ring 010-555 01 00." in html
    own = id_on(html)
    assert 'value="Provtagning"' in admin.get(f"{HOME}/fraser?andra={own}").text
    html = saved(admin, "fraser", id=own, title="Provtagning", text="Hej.")
    assert "Sparat: Ändrade frasen Provtagning." in html
    assert "Tog bort frasen Provtagning" in saved(admin, "fraser/ta-bort", id=own)


def test_what_was_refused_stands_in_the_form_with_the_reason(own_site: Site) -> None:
    answer = post(lotta(own_site), "fraser", title="Provtagning", text="Hej {patient}")
    assert answer.status_code == 422
    assert "Inom klamrar kan bara" in answer.text
    assert ">Hej {patient}</textarea>" in answer.text
    assert 'value="Provtagning"' in answer.text


@pytest.mark.parametrize(
    ("address", "form", "told"),
    [
        ("oppettider", {"day": "", "closed": "ja", "reason": "x"}, "Välj en dag."),
        ("oppettider", {"day": "2026-11-30", "reason": "x"}, "Ange minst en öppettid"),
        ("oppettider", {"day": "2026-11-30", "reason": "x", "start1": "08:00"}, "Ange både när"),
        ("oppettider", {"day": "2026-11-01", "closed": "ja", "reason": "x"}, "Dagen har redan varit."),
        ("bemanning", {"day": "2026-11-30", "start": "08:00", "end": "12:00"}, "Välj eller skriv vem"),
        ("bemanning", {"day": "2026-11-30", "start": "x", "end": "12:00", "name": "Sara"}, "Ange både när"),
        ("lankar", {"title": "Stöd", "url": "http://stod.example.se", "where": "hjälp"}, "Adressen ska börja med"),
        ("funktioner", {"function": "telepati", "on": "ja"}, "Regionen använder inte"),
        ("formular", {"form": "halsont", "on": "ja"}, "Formuläret finns inte"),
        ("fraser/ta-bort", {"id": "x"}, "Sidan skickade något"),
    ],
)
def test_each_form_says_what_is_wrong(site: Site, address: str, form: dict[str, str], told: str) -> None:
    answer = post(lotta(site), address, **form)
    assert answer.status_code == 422
    assert told in answer.text


def test_a_day_with_other_hours_and_a_closed_one(own_site: Site) -> None:
    admin = lotta(own_site)
    times = {"start1": "08:00", "end1": "10:00", "start2": "13:00", "end2": "15:30"}
    html = saved(admin, "oppettider", day="2026-12-01", reason="Utbildning", **times)
    assert "öppet kl. 08.00–10.00 och kl. 13.00–15.30" in html
    html = saved(admin, "oppettider", day="2026-12-02", closed="ja", reason="Flytt")
    assert "Onsdag 2 december: stängt" in html
    assert "ordinarie öppettider igen" in saved(admin, "oppettider/ta-bort", day="2026-12-02")


def test_a_gap_in_the_roster_is_filled_from_the_page_that_shows_it(own_site: Site) -> None:
    """(D11, V6)"""
    own_site.as_("Sara Sand")
    admin = lotta(own_site)
    html = admin.get(f"{HOME}/bemanning").text
    found = re.search(r'<option value="([0-9a-f-]{36})">Sara Sand</option>', html)
    assert found
    assert html.count("Ingen ansvarig") == 5, "the open days of a week"
    gap = {"day": "2026-11-24", "start": "08:00", "end": "16:00"}
    html = saved(admin, "bemanning", staff=found[1], **gap)
    assert "Sara Sand är ansvarig 24 november 2026 kl. 08.00–16.00" in html
    assert html.count("Ingen ansvarig") == 4
    html = saved(admin, "bemanning", name="Hilda Hyr", day="2026-11-25", start="08:00", end="12:00")
    assert "Ingen ansvarig</span> kl. 12.00–16.00" in html


def test_the_phrases_of_the_unit_and_its_links_stand_in_the_chat_in_groups(own_site: Site) -> None:
    """(F10, F11, F12)"""
    admin = lotta(own_site)
    saved(admin, "fraser", **PHRASE)
    saved(admin, "lankar", title="Chattlänk", url="https://chatt.example.se", where="chatt")
    html = story.visit(own_site)
    page = html.nurse.get(html.clinic).text
    chooser = page[page.index("data-phrases") : page.index("<noscript>")]
    groups = re.findall(r'class="phrases__group"[^>]*>(\w+)<', chooser)
    assert groups == ["Enheten", "Regionen", "Länkar"]
    assert "Hej, Sara Sand på Vårdcentralen Ängen. Ring 010-555 01 00." in chooser
    assert "Chattlänk: https://chatt.example.se" in chooser
    assert ">Stängning<" in chooser
    plain = page[page.index("<noscript>") : page.index("</noscript>")]
    assert "Hej, Sara Sand på Vårdcentralen Ängen." in plain
    elsewhere = own_site.as_("Britta Berg").get("/clinic/drop-in").text
    assert "Chattlänk" not in elsewhere


def test_a_help_link_stands_in_the_main_menu_of_the_unit_alone(own_site: Site) -> None:
    """(Y6)"""
    saved(lotta(own_site), "lankar", title="Användarstöd", url="https://stod.example.se", where="hjälp")
    ours = own_site.as_("Sara Sand").get("/clinic/drop-in").text
    assert re.search(
        r'class="bar__item" href="https://stod.example.se"[^>]*rel="noopener noreferrer">Användarstöd', ours
    )
    assert "Användarstöd" not in own_site.as_("Britta Berg").get("/clinic/drop-in").text


def test_a_guide_of_the_unit_stands_beside_its_cases_alone(own_site: Site) -> None:
    """(Y8)"""
    told = story.waiting(own_site)
    assert "Suicidstegen" not in told.nurse.get(told.clinic).text
    saved(lotta(own_site), "lankar", title="Suicidstegen", url="https://guide.example.se/stegen", where="guide")
    assert 'href="https://guide.example.se/stegen"' in told.nurse.get(told.clinic).text
    assert "guide.example.se" not in told.nurse.get("/clinic/drop-in").text, "only where it is needed"


def test_a_function_is_turned_off_and_the_turning_undone(own_site: Site) -> None:
    """(Y1)"""
    admin = lotta(own_site)
    html = saved(admin, "funktioner", function="reminder", on="")
    assert "Stängde av funktionen SMS-påminnelse" in html
    undone = admin.post(f"{HOME}/andringar/angra", data={"part": "funktioner", "seq": "1"})
    assert undone.headers["location"] == f"{HOME}/funktioner?gjort=2"
    assert "Ångrat: Slog på funktionen SMS-påminnelse." in admin.get(undone.headers["location"]).text
    twice = admin.post(f"{HOME}/andringar/angra", data={"seq": "1"})
    assert twice.status_code == 409
    assert "Ändringen är redan ångrad." in twice.text
    assert admin.post(f"{HOME}/andringar/angra", data={"seq": "77"}).status_code == 404


def test_a_form_is_taken_out_of_use(own_site: Site) -> None:
    html = saved(lotta(own_site), "formular", form="oro", on="")
    assert "Stängde av formuläret Oro eller nedstämdhet" in html
    assert own_site.parts.web.pack.units["vc-angen"].forms == ("feber", "phq-9")


def test_what_a_colleague_changed_meanwhile_is_shown_before_it_is_overwritten(own_site: Site) -> None:
    admin = lotta(own_site)
    own = id_on(saved(admin, "fraser", **PHRASE))
    saved(admin, "fraser", id=own, title="Provtagning", text="Kollegans text.")
    late = post(admin, "fraser", seen="1", id=own, title="Provtagning", text="Min text.")
    assert late.status_code == 409
    assert "Någon annan har ändrat det här" in late.text
    assert "Kollegans text." in late.text
    assert ">Min text.</textarea>" in late.text


def test_what_an_administrator_wrote_is_never_markup(own_site: Site) -> None:
    html = saved(lotta(own_site), "fraser", title="<b>Fet</b>", text="<script>alert(1)</script>")
    assert "<script>alert" not in html
    assert "<b>Fet" not in html
