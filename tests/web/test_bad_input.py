"""Bad input gets a Swedish sentence where it was made, and nothing that was typed is lost."""

from __future__ import annotations

import os
from html import unescape

import pytest

from tests.web import story
from tests.web.site import Site

JSON = {"Accept": "application/json"}


def test_an_empty_message_is_refused_beside_its_field(site: Site) -> None:
    told = story.waiting(site)
    answer = story.say(told.resident, told.path, "  \n ")
    assert (answer.status_code, answer.json()["error"]) == (422, "Skriv något innan du skickar.")
    page = told.resident.post(f"{told.path}/meddelanden", data={"text": " ", "seen": "9"})
    assert page.status_code == 422
    assert 'id="text-fel"' in page.text
    assert "Skriv något innan du skickar." in page.text


def test_a_message_of_ten_thousand_characters_is_sent_and_one_more_is_refused_with_its_text_kept(site: Site) -> None:
    told = story.waiting(site)
    assert story.say(told.resident, told.path, "å" * 10_000).status_code == 200
    long = "ö" * 10_001
    said = "Meddelandet har 10001 tecken. Det får ha högst 10000."
    answer = story.say(told.resident, told.path, long)
    assert answer.status_code == 422
    assert said in answer.json()["error"]
    page = told.resident.post(f"{told.path}/meddelanden", data={"text": long, "seen": "9"})
    assert page.status_code == 422
    assert said in page.text
    assert f">{long}</textarea>" in page.text


def test_typed_text_comes_back_as_text_and_never_as_markup(site: Site) -> None:
    told = story.waiting(site)
    wicked = '</textarea><script>alert("å")</script>' + "x" * 10_001
    page = told.resident.post(f"{told.path}/meddelanden", data={"text": wicked, "seen": "9"})
    assert "<script>alert" not in page.text
    assert wicked in unescape(page.text)
    assert story.say(told.resident, told.path, "<b>hej</b> & 'hå'").status_code == 200
    assert "&lt;b&gt;hej&lt;/b&gt; &amp; &#39;hå&#39;" in told.nurse.get(told.clinic).text


def test_a_picture_of_more_than_fifteen_megabytes_is_refused(site: Site) -> None:
    told = story.checked(site)
    large = story.png() + os.urandom(15 * 1024 * 1024)
    for path, back in ((f"{told.path}/bilder", told.path), (f"{story.waiting(site).path}/meddelanden", "")):
        answer = told.resident.post(path, data={"seen": "9"}, files={"pictures": ("stor.png", large, "image/png")})
        assert answer.status_code == 422, back
        assert "Bilden är för stor. Den får vara högst" in answer.text


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("hals.jpg", story.png(), "Filens namn säger en annan sorts fil än vad den är."),
        ("hals.png", b"MZ\x90\x00" * 50, "Filen är inte en bild i formatet JPEG, PNG eller WebP."),
        ("hals.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Filen är inte en bild"),
        ("hals.png", story.png()[:60], "Bilden går inte att läsa."),
        ("hals.png", b"", "Filen är inte en bild"),
    ],
    ids=["wrong name", "a program", "a drawing", "cut off", "nothing"],
)
def test_a_file_that_is_not_the_picture_its_name_says_is_refused(
    site: Site, name: str, data: bytes, sentence: str
) -> None:
    told = story.checked(site)
    answer = told.resident.post(f"{told.path}/bilder", files={"pictures": (name, data, "image/png")})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'id="pictures-fel"' in answer.text


def test_a_sixth_picture_is_refused_and_the_five_stay(site: Site) -> None:
    told = story.checked(site)
    five = [("pictures", (f"{i}.png", story.png(8), "image/png")) for i in range(5)]
    assert told.resident.post(f"{told.path}/bilder", files=five).status_code == 303
    answer = told.resident.post(f"{told.path}/bilder", files=five[:1])
    assert answer.status_code == 422
    assert "Du kan skicka högst 5 bilder." in answer.text
    assert answer.text.count("/ta-bort") == 5


def test_a_message_whose_picture_is_refused_keeps_its_text(site: Site) -> None:
    told = story.waiting(site)
    files = {"text": (None, "Så här ser det ut".encode()), "seen": (None, b"9"), "pictures": ("a.png", b"nej")}
    page = told.resident.post(f"{told.path}/meddelanden", files=files)
    assert page.status_code == 422
    assert "Så här ser det ut</textarea>" in page.text


@pytest.mark.parametrize("seen", ["", "-1", "ett", "9" * 40, "1.5"])
def test_a_sequence_number_that_is_none_is_refused(site: Site, seen: str) -> None:
    told = story.waiting(site)
    answer = told.resident.post(f"{told.path}/meddelanden", data={"text": "Hej", "seen": seen}, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (422, "form_broken")


def test_a_client_id_that_is_no_uuid_is_refused(site: Site) -> None:
    told = story.waiting(site)
    answer = story.say(told.resident, told.path, "Hej", client_id="zz")
    assert (answer.status_code, answer.json()["code"]) == (422, "form_broken")


@pytest.mark.parametrize(
    "path",
    ["/arenden/1", "/arenden/zz/fragor/a", "/arenden/%00", "/clinic/arenden/x", "/bilder/x", "/static/../app.py", "/å"],
)
def test_an_address_that_is_none_of_ours_is_not_found(site: Site, path: str) -> None:
    for browser in (site.as_("Agneta Andersson"), site.as_("Sara Sand")):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "Sidan finns inte" in answer.text


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data; boundary=x", b"--x\r\nnot a part"),
        ("multipart/form-data", b"--x--"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--x--\r\n',
        ),
        ("application/x-www-form-urlencoded", b"text=%ff%fe&seen=9"),
        ("application/x-www-form-urlencoded", b"text=\xff\xfe&seen=%"),
        ("application/json", b'{"text": ["a"], "seen"'),
        ("application/json", b"{}"),
        ("text/plain; charset=nonsense", b"text=hej"),
        ("", b"\x00\xff"),
    ],
)
def test_a_body_that_cannot_be_read_is_no_fault_of_ours(site: Site, content_type: str, body: bytes) -> None:
    told = story.waiting(site)
    for path in (f"{told.path}/meddelanden", "/sok-vard"):
        answer = told.resident.post(path, content=body, headers={"Content-Type": content_type})
        assert answer.status_code < 500, path


def test_a_body_without_measure_is_cut_short(site: Site) -> None:
    told = story.visit(site)
    note = {"revision": "0", "anamnes": "a" * 1_100_000}
    answer = told.nurse.post(f"{told.clinic}/anteckning", data=note)
    assert answer.status_code == 413
    assert "för stort" in answer.text


def test_an_unknown_reason_shows_the_reasons_again(site: Site) -> None:
    answer = site.as_("Agneta Andersson").post("/sok-vard", data={"reason": "ingen-av-dem"})
    assert answer.status_code == 422
    assert "Välj vad du söker för." in answer.text


def test_an_answer_outside_the_question_is_refused_and_asked_for_again(site: Site) -> None:
    told = story.draft(site)
    for wrong, sentence in ({}, "Välj minst ett svar"), ({"answer": "x"}, "Välj något av svaren som visas."):
        answer = told.resident.post(f"{told.path}/fragor/varning", data=wrong)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert 'id="answer-fel"' in answer.text


def test_a_number_is_asked_for_again_with_what_was_typed(site: Site) -> None:
    told = story.draft(site, "feber")
    told.resident.post(f"{told.path}/fragor/matt", data={"answer": "true"})
    answer = told.resident.post(f"{told.path}/fragor/temperatur", data={"answer": "het"})
    assert answer.status_code == 422
    assert "Skriv svaret med siffror." in answer.text
    assert 'value="het"' in answer.text


def test_text_with_a_zero_byte_in_an_answer_is_kept_without_it(site: Site) -> None:
    told = story.draft(site)
    answer = told.resident.post(f"{told.path}/fragor/ovrigt", data={"answer": "ont\x00 här"})
    assert answer.status_code == 303
    assert "ont här" in told.resident.get(f"{told.path}/fragor/ovrigt").text


def test_the_end_of_a_visit_is_one_of_the_choices_of_the_pack(site: Site) -> None:
    told = story.visit(site)
    for days in ("", "2", "-1", "x"):
        answer = told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": days})
        assert answer.status_code == 422, days
    assert told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "3"}).status_code == 303
