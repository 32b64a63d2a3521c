"""Booked visits and group visits of the web tests, past the pages."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sluss.core.case.commands.booking import BookVisit
from sluss.service.groups import BookGroup
from sluss.service.ids import new_id
from sluss.service.queries.groups import GroupOf
from tests.web import story
from tests.web.site import Browser, Site
from tests.web.story import Story

AN_HOUR = timedelta(hours=1)


def booked(site: Site, minutes: float = 5) -> Story:
    """A visit of Agneta's with Sara, which begins in so many minutes."""
    told = story.patient(site)
    sara, starts, case = site.session(told.nurse, "staff"), site.clock() + timedelta(minutes=minutes), new_id()
    times = (starts, starts + AN_HOUR / 2)
    whole = BookVisit(told.id, "visit", "vc-angen", "nurse", sara.subject, "halsont", *times, although=True)
    site.call(site.parts.web.service.run(sara.actor, case, whole))
    return Story(case, told.resident, told.nurse)


def group(site: Site, minutes: float = 5) -> Story:
    """A group visit that Sara leads: the id is the meeting's."""
    told, meeting = story.patient(site), new_id()
    sara, starts = site.session(told.nurse, "staff"), site.clock() + timedelta(minutes=minutes)
    asked = BookGroup("Sömnskola", "halsont", starts, starts + AN_HOUR, 8)
    site.call(site.parts.web.service.run(sara.actor, meeting, asked))
    return Story(meeting, told.resident, told.nurse)


def path_of(told: Story) -> str:
    return f"/clinic/grupper/{told.id}"


def added(site: Site, told: Story, resident: Browser) -> UUID:
    """The resident's own case in the group."""
    person, case = site.session(resident, "resident").subject, new_id()
    asked = told.nurse.post(f"{path_of(told)}/patienter/{person}", data={"case": str(case)})
    assert asked.status_code == 303, asked.text
    return case


def group_and_patient(site: Site) -> Story:
    """A group that Agneta could be in: the id is hers, `picture` that of the meeting."""
    told = group(site)
    return Story(site.session(told.resident, "resident").subject, told.resident, told.nurse, picture=told.id)


def group_and_case(site: Site) -> Story:
    """Agneta's case in a group: `picture` is the id of the meeting."""
    told = group(site)
    return Story(added(site, told, told.resident), told.resident, told.nurse, picture=told.id)


def members(site: Site, told: Story) -> list[str]:
    page = site.call(site.parts.web.service.read(site.session(told.nurse, "staff").actor, GroupOf(told.id)))
    return [member.state for member in page.members]
