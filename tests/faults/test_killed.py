"""What is killed at any moment loses nothing that was acknowledged, and a restart carries on."""

from __future__ import annotations

import os
import re
import signal
import threading
from uuid import uuid4

import httpx

from tests.faults.conftest import Command
from tests.web.site import MILD, Browser

AGNETA = ("bankid", "196804122387")
SARA = ("siths", "SE2321000000-1001")
WHISPER = "Det här får inte stå i någon logg"


def sent_case(resident: Browser) -> str:
    begun = resident.post("/sok-vard", data={"reason": "halsont"})
    path = "/".join(begun.headers["location"].split("/")[:3])
    for link, value in MILD.items():
        resident.post(f"{path}/fragor/{link}", data={"answer": value})
    assert resident.post(f"{path}/skicka").headers["location"] == path
    return path


def say(browser: Browser, path: str, text: str, client_id: str) -> int | None:
    """The status of a send; None when no answer came."""
    form = {"text": text, "client_id": client_id, "seen": "99999"}
    try:
        return browser.post(f"{path}/meddelanden", data=form, headers={"Accept": "application/json"}).status_code
    except httpx.TransportError:
        return None


def texts(browser: Browser, path: str) -> list[str]:
    return re.findall(r'class="message__text">(.*?)</p>', browser.get(path).text, re.DOTALL)


def test_a_server_killed_among_two_hundred_sends_keeps_every_acknowledged_one_once(command: Command) -> None:
    resident = command.log_in(*AGNETA)
    path = sent_case(resident)
    ids = {f"meddelande {i}": str(uuid4()) for i in range(200)}
    status: dict[str, int | None] = {}
    some = threading.Event()

    def send() -> None:
        for text, client_id in ids.items():
            status[text] = say(resident, path, text, client_id)
            if len(status) == 80:
                some.set()

    sending = threading.Thread(target=send)
    sending.start()
    some.wait()
    command.end(signal.SIGKILL)
    sending.join()
    acknowledged = [text for text, code in status.items() if code == 200]
    assert 80 <= len(acknowledged) < 200
    command.start()
    kept = texts(resident, path)
    assert len(kept) == len(set(kept))
    assert set(acknowledged) <= set(kept)
    # The page sends again what it has no answer for, under the same id.
    assert {say(resident, path, text, ids[text]) for text, code in status.items() if code is None} == {200}
    assert sorted(texts(resident, path)) == sorted(ids)


def test_a_killed_database_is_an_error_page_meanwhile_and_then_everything_goes_on(command: Command) -> None:
    resident = command.log_in(*AGNETA)
    path = sent_case(resident)
    assert say(resident, path, "före", str(uuid4())) == 200
    pid = command.postmaster
    assert pid
    os.kill(pid, signal.SIGKILL)
    again = str(uuid4())
    # Its children may outlive it for a moment.
    while (answer := resident.get(path)).status_code == 200:
        continue
    assert answer.status_code in (500, 503)
    assert "Något gick fel hos oss" in answer.text
    assert say(resident, path, "efter", again) in (500, 503)
    with command.database_back():
        while (code := say(resident, path, "efter", again)) != 200:
            assert code in (500, 503), code
        assert texts(resident, path) == ["före", "efter"]


def test_asked_to_end_it_ends_its_streams_and_the_database_and_keeps_its_data(command: Command) -> None:
    resident, nurse = command.log_in(*AGNETA), command.log_in(*SARA)
    path = sent_case(resident)
    assert say(resident, path, "Kvar?", str(uuid4())) == 200
    with resident.events(f"{path}/strom") as one, nurse.events("/clinic/drop-in/strom") as two:
        one.next(), two.next()
        assert command.end(signal.SIGTERM) == 0
        assert all(event.name != "closed" for event in (*one.rest(), *two.rest()))
    assert command.postmaster is None
    command.start()
    assert texts(resident, path) == ["Kvar?"]


def test_no_log_line_holds_a_name_a_number_or_what_was_written(command: Command) -> None:
    resident, nurse = command.log_in(*AGNETA), command.log_in(*SARA)
    assert nurse.post("/clinic/skift", data={"mandate": "vc-angen:nurse"}).status_code == 303
    path = sent_case(resident)
    case = f"/clinic{path}"
    for verb in ("ta-emot", "starta"):
        assert nurse.post(f"{case}/{verb}").status_code == 303
    assert say(nurse, case, WHISPER, str(uuid4())) == 200
    assert say(resident, path, WHISPER * 1000, str(uuid4())) == 422
    assert nurse.post(f"{case}/anteckning", data={"revision": "0", "status": WHISPER}).status_code == 303
    resident.get("/login/bankid/klar?state=x&code=y")
    resident.get(f"/arenden/{uuid4()}")
    # The database is killed under a write, so that errors are logged too.
    pid = command.postmaster
    assert pid
    os.kill(pid, signal.SIGKILL)
    # Its children may outlive it for a moment.
    while say(resident, path, WHISPER, str(uuid4())) == 200:
        continue
    with command.database_back():
        while say(resident, path, "åter", str(uuid4())) != 200:
            continue
        command.end(signal.SIGTERM)
    logs = [command.errors, command.home / "data/postgres/postgres.log"]
    said = "\n".join(log.read_text(errors="replace") for log in logs)
    assert "unhandled" in said
    secrets = ("Agneta", "Andersson", "Sara", "Sand", "680412", "2387", "SE2321000000", "7017406", "logg", "åter")
    assert [word for word in secrets if word in said] == []
