"""`sluss pack prove`: that nobody who seeks care under a pack is left without a person, a day, or a number to call."""

from __future__ import annotations

from datetime import date

from sluss.core.policy import Pack
from sluss.core.proof import Proof, prove
from sluss.store.packs import calendar


def proof_of(pack: Pack, today: date) -> Proof:
    """Of the year that begins today, or when the pack comes into force."""
    first = max(pack.valid_from, today)
    return prove(pack, calendar(pack, range(first.year, first.year + 3)), first)


def in_words(pack: Pack, proof: Proof) -> str:
    judged = f"{pack.id}: {_number(proof.classes)} klasser, varav {_number(proof.distinct)} som reglerna skiljer på."
    leans = [
        f"Accepterad risk {risk.id}, till {risk.until.isoformat()}, beslutad av {risk.decided_by}: {risk.what}"
        for risk in proof.leans
    ]
    if proof.holds:
        return "\n".join([judged, "Alla slutar hos en människa, med en utlovad tid eller med 112 eller 1177.", *leans])
    wrong = [f"{number}. {one.sentence}{_alike(one.count)}" for number, one in enumerate(proof.wrong, 1)]
    return "\n".join([judged, f"{len(wrong)} motexempel:", *wrong, *leans])


def _alike(count: int) -> str:
    return f" (och {_number(count - 1)} klasser till)" if count > 1 else ""


def _number(number: int) -> str:
    return f"{number:,}".replace(",", " ")
