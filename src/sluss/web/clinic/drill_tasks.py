"""What staff do in a drill besides the routine itself; part of `tasks.TASKS`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sluss.core.case import commands as c
from sluss.service.ids import new_id
from sluss.web.clinic.task import Task

DRILL_TASKS: Final[Mapping[str, Task]] = {
    "lat-patienten-svara": Task(c.SayAsPatient, "Låt patienten svara", lambda form: c.SayAsPatient(new_id())),
    "avsluta-ovningen": Task(
        c.EndDrill,
        "Avsluta övningen",
        lambda form: c.EndDrill(),
        lambda a: (),
        "Övningsärendet tas bort ur alla listor, med allt som är skrivet i det.",
        "Avsluta övningen",
        back="list",
    ),
}
