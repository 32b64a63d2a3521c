"""Who may begin what, before any rule of priority or routing is asked."""

from __future__ import annotations

from sluss.core.people import OWN_LOGIN_FROM
from sluss.core.routine import Routine


def may_begin(kind: str, *, age: int, protected: bool, proxy: bool, routine: Routine) -> str:
    """Empty, or the code of the refusal. `kind` is that of the service, `age` the patient's in whole years;
    `protected`: the patient is, or as `proxy` the guardian who asks.

    H24: people with protected identity are not handled at all (N1); H26: for themselves they are (N2), as or through
    a guardian never (N3, N4). VML: the triage is not made for children under one year; what is not triaged stays open
    (C7, decision 5). From 13 nobody speaks for the child (L1), before that the child does not itself (L2).
    """
    if protected and (proxy or not routine.protected.own):
        return "protected_not_here"
    if proxy and age >= OWN_LOGIN_FROM:
        return "child_is_grown"
    if not proxy and age < OWN_LOGIN_FROM:
        return "patient_too_young"
    if kind == "triaged" and age < routine.proxies.least_age:
        return "too_young_for_triage"
    return ""
