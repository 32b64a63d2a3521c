"""Times and counts as Swedish readers expect them. All times come in aware and are shown in Swedish time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sluss.core.hours import STOCKHOLM
from sluss.core.triage.texts import MONTHS

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
NEAR = {-1: "i går", 0: "i dag", 1: "i morgon"}


def local(at: datetime) -> datetime:
    """The moment on Swedish clocks. ValueError: a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be shown")
    return at.astimezone(STOCKHOLM)


def clock(at: datetime) -> str:
    """13.20"""
    return local(at).strftime("%H.%M")


def day(at: datetime, now: datetime) -> str:
    """i dag · i går · i morgon · måndag 23 november · måndag 4 januari 2027 (another year than now's)"""
    return date_of(local(at).date(), local(now).date())


def date_of(shown: date, today: date) -> str:
    """The same of a whole day."""
    near = NEAR.get((shown - today).days)
    if near is not None:
        return near
    year = "" if shown.year == today.year else f" {shown.year}"
    return f"{WEEKDAYS[shown.weekday()]} {shown.day} {MONTHS[shown.month - 1]}{year}"


def when(at: datetime, now: datetime) -> str:
    """i dag kl. 13.20 · måndag 23 november kl. 08.00"""
    return f"{day(at, now)} kl. {clock(at)}"


def until(at: datetime, now: datetime) -> str:
    """When something ends: i dag kl. 16.00; midnight is the end of its day: lördag 21 november kl. 24.00"""
    shown = local(at)
    if shown.hour == shown.minute == 0:
        return f"{day(shown - timedelta(hours=1), now)} kl. 24.00"
    return when(at, now)


def waited(since: datetime, now: datetime) -> str:
    """12 min · 2 tim 5 min · 3 dygn; whole minutes, never less than none."""
    minutes = max(0, int((now - since) / timedelta(minutes=1)))
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return _joined(f"{days} dygn", hours, "tim")
    if hours:
        return _joined(f"{hours} tim", minutes, "min")
    return f"{minutes} min"


def stamp(at: datetime) -> str:
    """The machine-readable time of a <time> element, in UTC to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def counted(number: int, one: str, many: str) -> str:
    """1 ärende · 3 ärenden"""
    return f"{number} {one if number == 1 else many}"


def filesize(size: int) -> str:
    """214 kB · 1,2 MB; never less than one kB."""
    if size >= 999_500:
        return f"{size / 1_000_000:.1f}".replace(".", ",") + " MB"
    return f"{max(1, round(size / 1000))} kB"


def telephone(number: str) -> str:
    """The address of a tel: link: digits and a leading plus sign only."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def phone(number: str) -> str:
    """+46701740605 → 070-174 06 05; a number of another country or length stays as it is."""
    rest = number.removeprefix("+46")
    if rest == number or len(rest) != 9 or not rest.isdecimal():
        return number
    return f"0{rest[:2]}-{rest[2:5]} {rest[5:7]} {rest[7:]}"


def _joined(first: str, rest: int, unit: str) -> str:
    return f"{first} {rest} {unit}" if rest else first
