"""Where a row of a worklist belongs: in a view, through a filter, among one's own (E11 to E13, E25)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from sluss.core.case.model import ASYNC, DROP_IN
from sluss.core.people import Mandate
from sluss.service.views import Filter, WorklistRow

# The views whose rows are walked in the order of work: phases, and the flow that lies there before it is asynchronous.
WORK: Final = {
    "drop-in": (("waiting", "accepted", "visit"), DROP_IN),
    "asynkrona": (("waiting", "async"), ASYNC),
}


def keeps(f: Filter, row: WorklistRow, reader: UUID) -> bool:
    """The filter as the database applies it, for a row that is pushed."""
    return (
        f.reason in ("", row.reason)
        and f.priority in ("", str(row.priority))
        and f.role in ("", row.role)
        and (row.today or not f.today)
        and (reader in (row.owner, row.booked and row.booked.staff) or not f.mine)
    )


def order_in(view: str) -> Callable[[WorklistRow], str]:
    """Where rows are pushed one by one they stand by their keys; elsewhere as they were found."""
    return (lambda row: row.sort_key) if view in ("mina", "schemalagda") else (lambda row: "")


def in_view(view: str, row: WorklistRow, mandate: Mandate, reader: UUID) -> bool:
    """Whether the row belongs in a live view, as the database decides it."""
    if view == "mina":
        return concerns(row, mandate, reader)
    if view == "schemalagda":
        return row.booked is not None and mandate.unit in (row.unit, row.handover_unit)
    if view not in WORK:
        return False
    phases, flow = WORK[view]
    here = mandate.unit in (row.unit, row.handover_unit)
    return here and row.phase in phases and (row.phase == "async" or row.flow == flow)


def concerns(row: WorklistRow, mandate: Mandate, reader: UUID) -> bool:
    """Whether it is among the reader's own: owned, guest at, offered, asked about, or yet to document (E25, P3)."""
    owned = row.owner == reader and row.phase in ("accepted", "visit", "async")
    offered = row.handover_unit == mandate.unit and row.handover_by != reader
    to_me = row.handover_staff == reader or (row.handover_staff is None and row.handover_role == mandate.role)
    asked = row.consult_unit == mandate.unit and row.consult_asker != reader and not row.consult_answered
    of_me = row.consult_staff == reader or (row.consult_staff is None and row.consult_role == mandate.role)
    took_part = reader in row.guests or reader in row.notes_due
    if row.booked and row.phase == "booked" and row.booked.due and row.booked.staff == reader:
        return row.unit == mandate.unit
    return owned or took_part or (offered and to_me) or (asked and of_me)
