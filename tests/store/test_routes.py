"""`routing.yaml`: conditions that contradict the advice, and risks without a name or an end, stop the start."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from sluss import regions
from sluss.store.packs import PackError, load

DEMO = Path(regions.__path__[0]) / "demo"
RISK = """
accepted_risks:
  - {id: nattvila, what: Prioritet 1 väntar., decided_by: Direktören, decided: 2026-01-15,
     until: 2026-12-31, why: Läst.}
"""
CLOSED = "to: listed, advice: next_opening}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO, tmp_path / "demo"))


def change(folder: Path, old: str, new: str, more: str = "") -> None:
    text = (folder / "routing.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "routing.yaml").write_text(text.replace(old, new, 1) + more, encoding="utf-8")


def test_a_row_refers_lets_the_case_be_sent_and_leans_on_a_risk_that_somebody_has_accepted(folder: Path) -> None:
    """(C14, D8, D9, decision 4)"""
    change(folder, CLOSED, "to: listed, advice: call_1177, send: yes, accepted_risk: nattvila, id: kvall}", RISK)
    pack = load(folder)
    row = pack.routing[-1]
    assert (row.id, row.advice, row.send, row.accepted_risk) == ("routing.kvall", "call_1177", True, "nattvila")
    risk = pack.accepted_risks["nattvila"]
    assert (risk.decided_by, risk.decided, risk.until) == ("Direktören", date(2026, 1, 15), date(2026, 12, 31))


def test_a_row_asks_whether_the_unit_that_it_leads_to_is_open(folder: Path) -> None:
    """(D12)"""
    to = "listed: any, to: kontaktcenter-1177, advice: urgent}"
    closed = (
        "listed: any, destination_open: no, to: kontaktcenter-1177, advice: call_112, send: no}\n"
        "  - {service: all, priority: [1], open: any, listed: any, to: kontaktcenter-1177, advice: urgent}"
    )
    change(folder, to, closed)
    row = load(folder).routing[2]
    assert (row.id, row.destination_open, row.send) == ("routing.3", False, False)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (CLOSED, "to: listed, advice: call_1177, accepted_risk: nattvila}", r"no accepted risk named nattvila"),
        (
            "open: yes, listed: yes, to: listed}",
            "open: yes, listed: yes, to: listed, advice: call_112}",
            r"needs open: no",
        ),
        (
            "to: kontaktcenter-1177, advice: urgent}",
            "to: kontaktcenter-1177, advice: call_112}",
            r"destination_open: no",
        ),
        (CLOSED, "to: listed, send: no}", r"who may not send must be told whom to call"),
        (CLOSED, "to: listed, destination_open: no}", r"the key open says whether it is open"),
        (CLOSED, "to: listed, send: never}", r"yes or no, not never"),
        (
            "to: kontaktcenter-1177, advice: urgent}",
            "to: kontaktcenter-1177, advice: urgent, destination_open: yes}",
            r"priority 1, listed, unit open",
        ),
        (
            "- {service: [andra-arenden], priority",
            "- {id: 3, service: [andra-arenden], priority",
            r"row routing.3 stands twice",
        ),
    ],
)
def test_a_fault_in_the_table_names_its_place(folder: Path, old: str, new: str, message: str) -> None:
    change(folder, old, new)
    with pytest.raises(PackError) as caught:
        load(folder)
    assert re.search(r"^routing\.yaml, line \d+: .*" + message, str(caught.value)), caught.value


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("", "", r"no row leans on the accepted risk nattvila"),
        ("until: 2026-12-31", "until: 2026-01-15", r"ends before it begins"),
        ("until: 2026-12-31", "until: 31 december", r"must be a date"),
        ("decided_by: Direktören, ", "", r"lacks the key decided_by"),
        (", why: Läst.", "", r"lacks the key why"),
    ],
)
def test_a_risk_is_accepted_by_somebody_until_a_day_for_a_reason(
    folder: Path, old: str, new: str, message: str
) -> None:
    change(folder, "routing:", "routing:", RISK.replace(old, new))
    with pytest.raises(PackError, match=message):
        load(folder)
