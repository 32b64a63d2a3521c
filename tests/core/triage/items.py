"""Questionnaires as small as a test needs, read as a pack reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sluss.core.triage.fhir import parse
from sluss.core.triage.questionnaire import Item, Questionnaire
from sluss.store.packs import fhirpath

FHIR = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
OWN = "https://sluss.example/fhir/"


def resource(*items: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    head = {"resourceType": "Questionnaire", "id": "q", "version": "1", "title": "Frågor", "status": "active"}
    return {**head, "item": list(items), **more}


def read(*items: Mapping[str, Any], **more: Any) -> Questionnaire:
    return parse(resource(*items, **more), fhirpath.read)


def one(raw: Mapping[str, Any]) -> Item:
    item = read(raw).question(raw["linkId"])
    assert item
    return item


def ask(link: str, kind: str = "string", *extensions: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    said = {"extension": list(extensions)} if extensions else {}
    return {"linkId": link, "text": f"{link}?", "type": kind, **said, **more}


def choice(link: str, *weights: int, **more: Any) -> dict[str, Any]:
    """Options `a`, `b` … that weigh so much."""
    options = [
        {
            "valueCoding": {"code": code, "display": code.upper()},
            "extension": [{"url": f"{FHIR}itemWeight", "valueDecimal": weight}],
        }
        for code, weight in zip("abcdefgh", weights, strict=False)
    ]
    return ask(link, "choice", answerOption=options, **more)


def group(link: str, *items: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"linkId": link, "text": link.capitalize(), "type": "group", "item": list(items), **more}


def unit(code: str, option: bool = False) -> dict[str, Any]:
    name = "unitOption" if option else "unit"
    return {"url": f"{FHIR}questionnaire-{name}", "valueCoding": {"code": code, "display": code}}


def fhirpath_of(text: str, **more: Any) -> dict[str, Any]:
    return {"language": "text/fhirpath", "expression": text, **more}


def calculated(text: str) -> dict[str, Any]:
    return {"url": f"{SDC}calculatedExpression", "valueExpression": fhirpath_of(text)}


def enabled(text: str) -> dict[str, Any]:
    return {"url": f"{SDC}enableWhenExpression", "valueExpression": fhirpath_of(text)}


def variable(name: str, text: str) -> dict[str, Any]:
    return {"url": f"{FHIR}variable", "valueExpression": fhirpath_of(text, name=name)}


HIDDEN: Mapping[str, Any] = {"url": f"{FHIR}questionnaire-hidden", "valueBoolean": True}
