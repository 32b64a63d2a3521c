"""The two ways a rule says no. The text is found by code, in one place (`sluss.web.refusals`)."""

from __future__ import annotations


class Refused(Exception):
    """A rule refuses what an actor, who may see the case, asks for. `facts` fill the sentence shown."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Hidden(Exception):
    """Not there, or not for you: the two are told apart by nobody."""
