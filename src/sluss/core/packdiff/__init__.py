"""What changes for whom between two packs, in Swedish sentences (Y7): before a region puts a new one in force."""

from sluss.core.packdiff.compare import diff, in_words
from sluss.core.packdiff.shown import hours
from sluss.core.packdiff.word import ADMINISTRATORS, AUDIENCES, RESIDENTS, STAFF, Change
from sluss.core.packdiff.words import UNSAID, WORDS

__all__ = [
    "ADMINISTRATORS",
    "AUDIENCES",
    "RESIDENTS",
    "STAFF",
    "UNSAID",
    "WORDS",
    "Change",
    "diff",
    "hours",
    "in_words",
]
