"""One value of an answer: what is typed, what is kept, what it measures."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Final, NamedTuple, TypeVar
from urllib.parse import urlsplit

from sluss.core.hours import STOCKHOLM
from sluss.core.triage.questionnaire import Item, Limit


class Quantity(NamedTuple):
    unit: str
    number: Decimal


When = TypeVar("When", date, datetime, time)
Measure = Decimal | date | datetime | time | Quantity

# Characters of each kind of typed answer, when the questionnaire says nothing.
LONGEST: Final = {"string": 200, "open-choice": 200, "text": 4000, "url": 1000}

_TYPED = re.compile(r"[+-]?[0-9]{1,9}([.,][0-9]{1,6})?")
_KEPT = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_WITH_UNIT = re.compile(rf"({_KEPT.pattern}) (\S+)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOUR = re.compile(r"[0-9]{2}:[0-9]{2}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_HOST = re.compile(r"[^\s.]+(\.[^\s.]+)+")


class Invalid(Exception):
    """An answer that will not do; `code` has its sentence in `texts`, `facts` fill it."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def measure(value: str) -> Measure | None:
    """What a kept value measures, by its form: a number, a day, a time of the day, both, or a number of a unit."""
    if _KEPT.fullmatch(value):
        return Decimal(value)
    day, _, hour = value.partition("T")
    try:
        if _DAY.fullmatch(day):
            return datetime.fromisoformat(value) if _HOUR.fullmatch(hour) else date.fromisoformat(value)
        if _HOUR.fullmatch(value):
            return time.fromisoformat(value)
    except ValueError:
        return None
    found = _WITH_UNIT.fullmatch(value)
    return Quantity(found[3], Decimal(found[1])) if found else None


def plain(number: Decimal) -> str:
    """A number as it is kept: `38.5`, `40`, never `4E+1` or `-0`."""
    return format(number.normalize() + 0, "f")


def trimmed(value: str) -> str:
    """Without blanks around it and without characters that no text has."""
    return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean(item: Item, value: str) -> str:
    """One value in the form in which it is kept. Raises Invalid."""
    match item.type:
        case "boolean":
            if value not in ("true", "false"):
                raise Invalid("not_an_option")
        case "choice":
            if not item.option(value):
                raise Invalid("not_an_option")
        case "integer" | "decimal":
            return _number(item, value)
        case "quantity":
            return _quantity(item, value)
        case "date":
            return _within(item, _day(value)).isoformat()
        case "dateTime":
            return _within(item, _moment(value)).isoformat(timespec="minutes")
        case "time":
            return _within(item, _hour(value)).isoformat(timespec="minutes")
        case _:
            longest = item.maximum_length or LONGEST[item.type]
            if len(value) > longest:
                raise Invalid("too_long", length=len(value), longest=longest)
            return _address(value) if item.type == "url" else value
    return value


def _number(item: Item, value: str) -> str:
    digits = value.replace(" ", "").replace("\u00a0", "").replace("\u2212", "-")
    if not _TYPED.fullmatch(digits):
        raise Invalid("not_a_number")
    number = Decimal(digits.replace(",", "."))
    if item.type == "integer" and number != number.to_integral_value():
        raise Invalid("not_a_whole_number")
    if isinstance(item.minimum, Decimal) and number < item.minimum:
        raise Invalid("too_small", least=shown(item.minimum), unit=item.unit)
    if isinstance(item.maximum, Decimal) and number > item.maximum:
        raise Invalid("too_large", most=shown(item.maximum), unit=item.unit)
    return plain(number)


def _quantity(item: Item, value: str) -> str:
    """A number of one of the units; of a single unit it need not be said."""
    codes = [unit.code for unit in item.units]
    number, _, unit = value.rpartition(" ")
    if unit not in codes:
        number, unit = value, codes[0] if len(codes) == 1 else ""
    if not unit:
        raise Invalid("no_unit")
    return f"{_number(item, number)} {unit}"


def _day(value: str) -> date:
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise Invalid("not_a_date")


def _hour(value: str) -> time:
    """As typed (`14.30`, `9:05`) or as browsers send it, with or without seconds."""
    parts = value.replace(".", ":").split(":")
    if 2 <= len(parts) <= 3 and all(re.fullmatch(r"[0-9]{1,2}", part) for part in parts):
        hour, minute = int(parts[0]), int(parts[1])
        if hour < 24 and minute < 60 and len(parts[1]) == 2:
            return time(hour, minute)
    raise Invalid("not_a_time")


def _moment(value: str) -> datetime:
    """A time on the clocks of here. One that the change to summer time leaps over has never been."""
    day, parted, hour = value.replace(" ", "T", 1).partition("T")
    try:
        found = datetime.combine(_day(day), _hour(hour), STOCKHOLM) if parted else None
        if found is not None and found.astimezone(UTC).astimezone(STOCKHOLM) == found:
            return found.replace(tzinfo=None)
    except (Invalid, OverflowError):
        pass
    raise Invalid("not_a_moment")


def _within(item: Item, found: When) -> When:
    least, most = item.minimum, item.maximum
    if type(least) is type(found) and found < least:
        raise Invalid("too_early", least=shown_limit(least))
    if type(most) is type(found) and found > most:
        raise Invalid("too_late", most=shown_limit(most))
    return found


def _address(value: str) -> str:
    """An address on the web; what begins at the host gets the usual beginning."""
    address = value if "://" in value else f"https://{value}"
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and bool(_HOST.fullmatch(parts.netloc))
    except ValueError:
        fits = False
    if not fits or any(sign.isspace() for sign in address):
        raise Invalid("not_an_address")
    return address


def shown(number: Decimal) -> str:
    """A number as written in Swedish, `38,5`."""
    return plain(number).replace(".", ",")


def shown_limit(limit: Limit | None) -> str:
    match limit:
        case None:
            return ""
        case Decimal():
            return shown(limit)
        case datetime():
            return limit.isoformat(sep=" ", timespec="minutes")
        case time():
            return limit.isoformat(timespec="minutes")
        case date():
            return limit.isoformat()
