"""A PDF comes in when it is whole and nothing in it acts; it is kept as it came (F4)."""

import io

import pytest
from PIL import Image

from sluss.ports.files.pdf import BadPdf, clean_pdf, is_pdf
from tests.ports.pdfs import packed, pdf

pytestmark = pytest.mark.anyio

SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"


async def refusal(data: bytes, name: str = "a.pdf") -> str:
    with pytest.raises(BadPdf) as refused:
        await clean_pdf(data, name)
    return refused.value.code


async def test_an_ordinary_pdf_is_kept_as_it_came() -> None:
    data = pdf()
    kept = await clean_pdf(data, "Provsvar.PDF")
    assert (kept.data, kept.kind, kept.name) == (data, "application/pdf", "Provsvar.pdf")


async def test_what_other_programs_write_comes_in() -> None:
    scanned = io.BytesIO()
    Image.effect_noise((600, 800), 90).convert("RGB").save(scanned, "PDF")
    for data in (scanned.getvalue(), pdf(more=packed(b"10 0 << /Type /Font /Subtype /Type1 >>")), pdf() + b"\r\n"):
        assert (await clean_pdf(data, "a.pdf")).data == data


async def test_links_to_pages_and_to_the_web_are_no_fault() -> None:
    assert (await clean_pdf(pdf(b"/OpenAction [3 0 R /Fit] /URI << /Base (https://1177.se) >>"), "a.pdf")).kind


@pytest.mark.parametrize(
    "data",
    [
        pdf(b"/OpenAction " + SCRIPT),
        pdf(b"/Names << /JavaScript << /Names [(a) 6 0 R] >> >>"),
        pdf(b"/OpenAction << /S /Launch /F (calc.exe) >>"),
        pdf(b"/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>"),
        pdf(more=b"6 0 obj\n<< /Type/EmbeddedFile/Length 2 >>\nstream\nMZ\nendstream\nendobj\n"),
        pdf(b"/AcroForm << /XFA 6 0 R >>"),
        pdf(b"/AA << /WC << /S /SubmitForm /F (https://x.example) >> >>"),
        pdf(b"/OpenAction << /S /J#61vaScript /J#53 (app.alert(1)) >>"),
        pdf(more=packed(b"10 0 " + SCRIPT)),
        pdf(more=packed(b"10 0 << /S /#4aavaScript >>")),
        pdf(more=packed(b"10 0 " + SCRIPT, b"/Type /Obj#53tm /N 1 /First 5")),
        pdf(more=packed(b"10 0 " + SCRIPT, b"/Type 12 0 R /N 1 /First 5")),
        pdf(more=packed(b"10 0 " + SCRIPT).replace(b"stream\n", b"stream\r\n", 1)),
        pdf(more=packed(b"10 0 " + b" " * 300_000 + SCRIPT)),
    ],
)
async def test_what_runs_sends_or_carries_another_file_is_refused(data: bytes) -> None:
    assert await refusal(data) == "active"


async def test_the_names_of_what_acts_may_stand_in_the_text_of_a_page() -> None:
    content = packed(b"BT (Hur /JavaScript anv\344nds) Tj ET", b"/Note /Page")
    assert (await clean_pdf(pdf(more=content), "a.pdf")).kind
    assert (await clean_pdf(pdf(b"/Title (JavaScript och Launch)"), "a.pdf")).kind


async def test_a_pdf_with_a_password_is_locked() -> None:
    assert await refusal(pdf(trailer=b"/Encrypt 7 0 R")) == "locked"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-",
        b"%PDF-1.7\nhej",
        pdf()[:-200],
        pdf() + b"x" * 2000,
        pdf(more=packed(b"10 0 << >>").replace(b"/FlateDecode", b"[/ASCIIHexDecode /FlateDecode]")),
        pdf(more=packed(b"10 0 << >>").replace(b"/Filter", b"/DecodeParms 8 0 R /Filter")),
        pdf(more=packed(b"10 0 << >>").replace(b"/Filter", b"/Padding (" + b"x" * 9000 + b") /Filter")),
        pdf(more=packed(b"10 0 " + bytes(40_000_000))),
        pdf(more=packed(b"10 0 << >>" * 50)[:-60] + b"\nendstream\nendobj\n"),
    ],
    ids=["head", "no end", "cut", "tail", "two filters", "predictor", "padded", "bomb", "cut stream"],
)
async def test_what_cannot_be_looked_through_is_damaged(data: bytes) -> None:
    assert await refusal(data) == "damaged"


@pytest.mark.parametrize("name", ["a.jpg", "a.pdf.exe", "pdf", ""])
async def test_a_pdf_that_its_name_denies_is_refused(name: str) -> None:
    assert await refusal(pdf(), name) == "wrong_ending"


async def test_a_name_is_made_harmless() -> None:
    assert (await clean_pdf(pdf(), "../..\\svar\u202efdp.exe.pdf")).name == "svar fdp.exe.pdf"
    assert (await clean_pdf(pdf(), "...pdf")).name == "dokument.pdf"


def test_only_what_begins_as_a_pdf_is_one() -> None:
    assert is_pdf(pdf())
    assert not is_pdf(b"\xff\xd8\xff" + pdf())
