"""`matters.yaml`: what care is sought for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from sluss.core.people import ROLE_TITLES
from sluss.core.policy import Ages, Reason, Service
from sluss.core.triage.questionnaire import Questionnaire
from sluss.store.packs.section import Section, unique
from sluss.store.packs.source import Node, PackError

Kind = Literal["triaged", "administrative", "care"]
_OLDEST: Final = 130
KINDS: Final[Mapping[str, Kind]] = {"triaged": "triaged", "administrative": "administrative", "care": "care"}


def services(file: Section) -> Mapping[str, Service]:
    found: dict[str, Service] = {}
    for node in file.each("services"):
        with Section(node, "the service") as service:
            id_ = unique(node.place, found, "service", service.id())
            kind = KINDS[service.one_of("kind", KINDS, "kind of service")]
            found[id_] = Service(id_, service.text("title"), service.text("text"), kind)
    return found


def reasons(
    file: Section, services: Mapping[str, Service], questionnaires: Mapping[str, Questionnaire]
) -> Mapping[str, Reason]:
    found: dict[str, Reason] = {}
    for node in file.each("reasons"):
        with Section(node, "the reason") as reason:
            id_ = unique(node.place, found, "reason", reason.id())
            service = reason.one_of("service", services, "service")
            care = services[service].kind == "care"
            if care and reason.has("questionnaire"):
                raise reason.fault("questionnaire", f"{reason.name} is begun by staff, and asks nothing.")
            found[id_] = Reason(
                id=id_,
                title=reason.text("title"),
                questionnaire=None if care else reason.one_of("questionnaire", questionnaires, "questionnaire"),
                service=service,
                role=reason.one_of("role", ROLE_TITLES, "role"),
                ages=_ages(reason.node("ages")) if reason.has("ages") else Ages(),
            )
    idle = services.keys() - {reason.service for reason in found.values()}
    if idle:
        raise PackError(file.place, f"the service {min(idle)} has no reason for contact.")
    return found


def _ages(node: Node) -> Ages:
    with Section(node, "the ages") as ages:
        least = ages.number("from", 0, _OLDEST) if ages.has("from") else 0
        return Ages(least, ages.number("before", least + 1, _OLDEST) if ages.has("before") else None)
