"""`sluss pack …`: what can be asked of a policy pack on the command line, without a database."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sluss.boot.contents import contents
from sluss.boot.prove import in_words, proof_of
from sluss.boot.vignettes import report
from sluss.boot.wiring import regions
from sluss.core import packdiff
from sluss.core.hours import STOCKHOLM
from sluss.store.packs import load
from sluss.store.packs.faults import faults
from sluss.store.packs.load import LIBRARY


@dataclass(frozen=True, slots=True)
class Answer:
    """What is printed, and whether all is well (the exit code)."""

    text: str
    well: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """`packs`: how many it is asked about."""

    answer: Callable[[tuple[Path, ...]], Answer]
    packs: int
    says: str


def folder_of(named: str) -> Path:
    """A folder, or the name of a pack that ships with sluss."""
    return shipped if (shipped := regions() / named).joinpath("pack.yaml").exists() else Path(named)


def check(folders: tuple[Path, ...]) -> Answer:
    (folder,) = folders
    wrong = faults(folder)
    return Answer("\n".join(map(str, wrong)), well=False) if wrong else Answer(contents(load(folder)))


def compare(folders: tuple[Path, ...]) -> Answer:
    old, new = map(load, folders)
    return Answer(packdiff.in_words(old, new))


def prove(folders: tuple[Path, ...]) -> Answer:
    pack = load(*folders)
    proof = proof_of(pack, datetime.now(STOCKHOLM).date())
    return Answer(in_words(pack, proof), proof.holds)


QUESTIONS: Final[Mapping[str, Question]] = {
    "check": Question(check, 1, "say what a pack holds, or what is wrong in each of its files, by line"),
    "diff": Question(compare, 2, "say what changes for whom from one pack to another"),
    "prove": Question(prove, 1, "show that nobody is left without a person, a day or a number to call"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    questions = parser.add_subparsers(dest="question", required=True)
    for name, question in QUESTIONS.items():
        one = questions.add_parser(name, help=question.says)
        one.add_argument("packs", nargs=question.packs, metavar="PACK", help="a folder, or the name of a shipped pack")
    # Made-up people lie beside a pack and are no part of it, so this reads the folder itself.
    people = questions.add_parser("vignettes", help="over- and under-triage of each questionnaire, by made-up people")
    people.add_argument("folder", nargs="?", metavar="PACK", help="a pack; without it, all that ships with sluss")


def run(asked: argparse.Namespace) -> Answer:
    """Raises PackError."""
    if asked.question == "vignettes":
        return Answer(*report(folder_of(asked.folder) if asked.folder else LIBRARY))
    return QUESTIONS[asked.question].answer(tuple(folder_of(named) for named in asked.packs))
