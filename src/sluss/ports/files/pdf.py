"""PDFs from strangers: kept as they came when nothing in them acts, and only ever given out as a download (F4)."""

from __future__ import annotations

from sluss.ports.files import look_pdf
from sluss.ports.files.alone import alone
from sluss.ports.files.pictures import Cleaned, clean_stem

KIND = "application/pdf"
_FAULTS = frozenset({"damaged", "locked", "active"})
_ANSWER_BYTES = 100


class BadPdf(Exception):
    """The PDF is refused. `code`: wrong_ending, damaged, locked (a password) or active (it runs or carries more)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def is_pdf(data: bytes) -> bool:
    return data.startswith(look_pdf.HEAD)


async def clean_pdf(data: bytes, name: str) -> Cleaned:
    """The PDF called `name`, safe to keep and to hand over. Raises BadPdf."""
    stem, dot, ending = name.strip().rpartition(".")
    if not dot or ending.lower() != "pdf":
        raise BadPdf("wrong_ending")
    match (await alone(look_pdf.__file__, (), data, _ANSWER_BYTES)).decode("ascii", "replace").split():
        case ["ok"]:
            return Cleaned(data, KIND, 0, 0, f"{clean_stem(stem, 'dokument')}.pdf")
        case ["no", code] if code in _FAULTS:
            raise BadPdf(code)
        case _:
            raise BadPdf("damaged")
