"""What may be added to a case: pictures with the questionnaire, PDFs too in a message (F4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.phases import Phase
from sluss.core.refusal import Refused
from tests.core.case.scene import AGNETA, FACTS, PACK, SARA, case_in, message, picture

PDF = replace(picture(1), name="Provsvar.pdf", kind="application/pdf", width=0, height=0)


def test_the_questionnaire_takes_pictures_alone() -> None:
    draft = case_in(Phase.DRAFT)
    # (B15)
    assert decide(AGNETA, draft, c.AddPicture(picture(1)), FACTS)
    with pytest.raises(Refused, match="picture_not_a_picture"):
        decide(AGNETA, draft, c.AddPicture(PDF), FACTS)


@pytest.mark.parametrize("sender", [AGNETA, SARA])
def test_a_message_carries_a_pdf_in_both_directions_also_without_a_text(sender: Actor) -> None:
    """(F4)"""
    sent = replace(message(""), pictures=(PDF,))
    (event, *_) = decide(sender, case_in(Phase.VISIT), sent, FACTS)
    assert isinstance(event, e.MessageSent)
    assert event.pictures == (PDF,)


def test_a_message_carries_as_many_files_as_the_pack_says() -> None:
    most = PACK.pictures.max_count
    files = tuple(replace(PDF, id=picture(number).id) for number in range(most + 1))
    assert decide(AGNETA, case_in(Phase.VISIT), replace(message(), pictures=files[:most]), FACTS)
    with pytest.raises(Refused, match="too_many_files"):
        decide(AGNETA, case_in(Phase.VISIT), replace(message(), pictures=files), FACTS)
