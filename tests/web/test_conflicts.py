"""Two people, one case: who comes second is told, and sees what has come meanwhile."""

from __future__ import annotations

from uuid import uuid4

from tests.web import story
from tests.web.site import Site

JSON = {"Accept": "application/json"}


def test_a_stale_answer_is_held_back_with_the_new_messages(site: Site) -> None:
    told = story.visit(site)
    seen = story.seq_of(told.nurse, told.clinic)
    newer = story.say(told.resident, told.path, "Vänta, jag glömde något")
    answer = story.say(told.nurse, told.clinic, "Då avslutar vi", seen=seen)
    assert answer.status_code == 409
    assert answer.json()["code"] == "stale"
    assert answer.json()["error"].startswith("Det har kommit ett nytt meddelande.")
    assert "Vänta, jag glömde något" in answer.json()["html"]
    assert answer.json()["seq"] == newer.json()["seq"]
    assert "Då avslutar vi" not in told.resident.get(told.path).text
    assert story.say(told.nurse, told.clinic, "Då avslutar vi", seen=answer.json()["seq"]).status_code == 200


def test_without_a_script_a_stale_answer_comes_back_with_its_text(site: Site) -> None:
    told = story.visit(site)
    seen = story.seq_of(told.nurse, told.clinic)
    story.say(told.resident, told.path, "Vänta")
    page = told.nurse.post(f"{told.clinic}/meddelanden", data={"text": "Då avslutar vi", "seen": str(seen)})
    assert page.status_code == 409
    assert "Då avslutar vi</textarea>" in page.text
    assert "Vänta" in page.text


def test_the_second_to_accept_is_told_who_was_first(site: Site) -> None:
    """(E17)"""
    told = story.taken_by_sigge(site)
    page = told.nurse.post(f"{told.clinic}/ta-emot")
    assert page.status_code == 409
    assert "Sigge Sand har redan tagit emot ärendet." in page.text


def test_nobody_writes_in_a_closed_case(site: Site) -> None:
    told = story.ended(site)
    for browser, path in ((told.resident, told.path), (told.nurse, told.clinic)):
        answer = story.say(browser, path, "En sak till")
        assert (answer.status_code, answer.json()["code"]) == (409, "case_closed")
        assert answer.json()["error"] == "Ärendet är avslutat. Det går inte att skriva i det."
        page = browser.post(f"{path}/meddelanden", data={"text": "En sak till", "seen": "99"})
        assert page.status_code == 409
        assert "Ärendet är avslutat. Det går inte att skriva i det." in page.text
        assert "En sak till" in page.text


def test_a_closed_case_is_neither_taken_started_nor_ended(site: Site) -> None:
    told = story.ended(site)
    for verb, form in (
        ("ta-emot", {}),
        ("ta-over", {}),
        ("starta", {}),
        ("stang", {}),
        ("avsluta", {"async_days": "1"}),
    ):
        assert told.nurse.post(f"{told.clinic}/{verb}", data=form).status_code == 409, verb


def test_a_sent_case_takes_no_more_answers_or_pictures(site: Site) -> None:
    told = story.waiting(site)
    answered = told.resident.post(f"{told.path}/fragor/feber", data={"answer": "mycket-hog"})
    assert (answered.status_code, answered.headers["location"]) == (303, told.path)
    assert told.resident.post(f"{told.path}/bilder").status_code == 404
    assert told.resident.post(f"{told.path}/bilder/{uuid4()}/ta-bort").status_code == 409
    again = told.resident.post(f"{told.path}/skicka")
    assert (again.status_code, again.headers["location"]) == (303, told.path)


def test_a_draft_is_not_sent_before_every_question_is_answered(site: Site) -> None:
    told = story.draft(site)
    sent = told.resident.post(f"{told.path}/skicka")
    assert (sent.status_code, sent.headers["location"]) == (303, f"{told.path}/fragor/varning")


def test_a_danger_sign_leads_to_112_and_is_passed_by_nobody_unread(site: Site) -> None:
    told = story.danger(site)
    assert "tel:112" in told.resident.get(f"{told.path}/fara").text
    for path in (told.path, f"{told.path}/kontrollera"):
        assert told.resident.get(path).headers["location"] == f"{told.path}/fara"
    assert told.resident.post(f"{told.path}/skicka").headers["location"] == f"{told.path}/fara"
    assert told.resident.post(f"{told.path}/fara").headers["location"] == f"{told.path}/fragor/debut"


def test_a_colleague_who_has_not_taken_the_case_does_not_answer_in_it(site: Site) -> None:
    told = story.visit(site)
    answer = story.say(site.as_("Sigge Sand"), told.clinic, "Hej")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_owner")


def test_the_same_message_sent_again_is_stored_once(site: Site) -> None:
    told = story.waiting(site)
    one = str(uuid4())
    first = story.say(told.resident, told.path, "Bara en gång", client_id=one)
    again = story.say(told.resident, told.path, "Bara en gång", client_id=one)
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json()["html"] == ""
    assert told.resident.get(told.path).text.count("Bara en gång") == 1


def test_a_note_saved_from_an_old_page_is_refused_and_its_text_kept(site: Site) -> None:
    told = story.visit(site)
    fields = {"revision": "0", "anamnes": "Ont i halsen", "status": "", "assessment": "Virus"}
    saved = told.nurse.post(f"{told.clinic}/anteckning", data=fields, headers=JSON)
    assert (saved.status_code, saved.json()["revision"]) == (200, 1)
    assert saved.json()["saved"].startswith("Sparat kl. ")
    stale = told.nurse.post(f"{told.clinic}/anteckning", data={**fields, "assessment": "Bakterier"}, headers=JSON)
    assert (stale.status_code, stale.json()["code"]) == (409, "note_changed")
    page = told.nurse.post(f"{told.clinic}/anteckning", data={**fields, "assessment": "Bakterier"})
    assert page.status_code == 409
    assert "Anteckningen är ändrad i ett annat fönster." in page.text
    assert 'value="Bakterier"' in page.text or "Bakterier</textarea>" in page.text
    assert 'name="revision" value="0"' in page.text
