"""`sluss pack …`: what can be asked of a policy pack on the command line, without a database."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sluss.boot.wiring import regions
from sluss.core.policy import Pack
from sluss.store.packs import load


@dataclass(frozen=True, slots=True)
class Answer:
    """What is printed, and whether all is well (the exit code)."""

    text: str
    well: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """`packs`: how many it is asked about."""

    answer: Callable[[tuple[Pack, ...]], Answer]
    packs: int
    says: str


def folder_of(named: str) -> Path:
    """A folder, or the name of a pack that ships with sluss."""
    return shipped if (shipped := regions() / named).joinpath("pack.yaml").exists() else Path(named)


def check(packs: tuple[Pack, ...]) -> Answer:
    (pack,) = packs
    return Answer(f"{pack.id}, valid from {pack.valid_from.isoformat()}: all is well")


QUESTIONS: Final[Mapping[str, Question]] = {
    "check": Question(check, 1, "read a pack, and name each fault by file and line"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    questions = parser.add_subparsers(dest="question", required=True)
    for name, question in QUESTIONS.items():
        one = questions.add_parser(name, help=question.says)
        one.add_argument("packs", nargs=question.packs, metavar="PACK", help="a folder, or the name of a shipped pack")


def run(asked: argparse.Namespace) -> Answer:
    """Raises PackError."""
    return QUESTIONS[asked.question].answer(tuple(load(folder_of(named)) for named in asked.packs))
