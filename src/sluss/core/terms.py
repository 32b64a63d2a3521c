"""What a region's pack says in general: names, days, texts, limits. The pack itself stands in `policy`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeVar

Thing = TypeVar("Thing")
# A unit that nobody is left at, a shift that was ended with cases left although colleagues are there.
HEAD_SMS: Final = ("unit_left", "shift_left")
# Kinds of tickets, and the function that each is to a unit.
TICKET_KINDS: Final = {"drop_in": "drop_in_ticket", "booking": "booking_ticket"}
# K6, K7: what the record system writes to the patient, where a pack has no words of its own.
INVITATION: Final = (
    "Logga in på {link} ungefär tio minuter före din tid, med din e-legitimation. Välj Mina ärenden och sedan besöket."
)
INVITATION_CHILD: Final = (
    "Logga in på {link} ungefär tio minuter före barnets tid, med din egen e-legitimation. Välj Mina ärenden och sedan "
    "besöket."
)
# Said by one who shows residents the title and no name, where a pack has no words of its own (decision 14).
GREETING_TITLE: Final = "Hej och välkommen till {unit}. Jag är {title} och hjälper dig här i chatten."
# A booked visit has no answers to have read.
GREETING_BOOKED: Final = "Hej och välkommen till {unit}. Jag heter {name} och är {title}. Vi börjar här i chatten."
GREETING_BOOKED_TITLE: Final = "Hej och välkommen till {unit}. Jag är {title}. Vi börjar här i chatten."


@dataclass(frozen=True, slots=True)
class Region:
    """`phone_advice` is the number to call for advice on care; `sms_sender` has at most 11 characters (U6).
    `staff_email_domains`: where the addresses of staff are, everywhere when there are none."""

    name: str
    brand: str
    phone_advice: str
    sms_sender: str
    staff_email_domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AsyncPhase:
    """Days to choose from at *Avsluta besök*; 0 ends the case at once (GAV 2.3). `preselect`: the default stands
    chosen there; where it does not, whoever ends a visit says how long (GAV: "Välj längd"). `for_risk`: the time is
    extended of cases with suicide risk alone (H24). `matter_days`: how long an administrative matter is open (VML)."""

    default_days: int
    choices: tuple[int, ...]
    extendable: bool
    matter_days: int = 10
    preselect: bool = True
    for_risk: bool = False


@dataclass(frozen=True, slots=True)
class Autosend:
    """*Meddelande* at *Avsluta besök*: what is said when nobody has written for `days` (GAV 2.3). Where it is not
    enabled nobody is asked, and nothing is sent (Y2)."""

    enabled: bool = False
    days: int = 3
    text: str = ""


@dataclass(frozen=True, slots=True)
class Tickets:
    """`kinds`: which of TICKET_KINDS there are (VML: drop in; GAV: booking). `priority`: of every drop-in ticket (VML:
    always 3). `keep_higher`: a case triaged higher keeps its own (decision 10)."""

    priority: int = 3
    valid_days: int = 7
    choices: tuple[int, ...] = (1, 3, 7, 14)
    keep_higher: bool = True
    booking_link: str = ""
    kinds: tuple[str, ...] = tuple(TICKET_KINDS)


@dataclass(frozen=True, slots=True)
class DropIn:
    """`one_at_a_time`: a started drop-in blocks a second one (VML). `absent_wait`: from the reminder until the visit
    may be closed for the day; `closing`: how long before closing time that needs no reminder. `remind_before_closing`:
    when the owner of a visit that is not ended is told so (H4)."""

    one_at_a_time: bool = True
    absent_wait: timedelta = timedelta(minutes=30)
    closing: timedelta = timedelta(minutes=30)
    remind_before_closing: timedelta = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class GuestTexts:
    """What a guest from outside is sent: {link} and {when}, and nothing of whom or what the visit is about, nor where
    (J6). By e-mail or by SMS, as staff chose; so is `cancelled`, with {when} alone."""

    email_subject: str = "Inbjudan till ett digitalt besök"
    email: str = (
        "Hej!\n\nDu är inbjuden att vara med i ett digitalt besök. Tid: {when}.\n\nAnslut med länken: {link}\n\n"
        "Länken är din egen och gäller bara det här besöket. Skicka den inte vidare. Du väntar tills du blir insläppt."
    )
    sms: str = "Du är inbjuden att vara med i ett digitalt besök. Tid: {when}. Anslut här: {link}"
    cancelled: str = "Det digitala besöket som du är inbjuden till, {when}, är inställt."


@dataclass(frozen=True, slots=True)
class ResidentEmail:
    """Where residents may choose it (U4): an e-mail has the words of the SMS under `subject`, which is the same
    whatever it is about (U5). `code` is what is sent to an address that is not verified yet; it has {code}."""

    subject: str
    code: str


@dataclass(frozen=True, slots=True)
class StaffEmail:
    """An invitation to a colleague: nothing of the patient. `text` has {link}, and is the SMS too (J4)."""

    subject: str = "Inbjudan till ett samtal"
    text: str = "En kollega bjuder in dig till ett samtal. Logga in för att vara med: {link}"


@dataclass(frozen=True, slots=True)
class Texts:
    """`greeting` has {unit}, {name} and {title}, `greeting_title` no name, and so for a booked visit; `sms` by kind has
    {link}, and {unit} where the region names it: never a name or a reason (U5). `sms_protected` is for people with
    protected identity: {link} alone (N5).

    `closing` is *Stängning*; `phone_note` the sentence of HDK on the change to the phone; `booking_ticket` has {times}
    and {link}. `staff_sms` is as `sms` for what staff are told, by the kinds of `profile.WISHES` (U7, U8, H4);
    `head_sms` for the head of a unit that was left with open cases, by the kinds of HEAD_SMS.
    `invitation` is what the record system writes to the patient, and `invitation_child` to the guardians of a child
    under 13; both have {link}, and `video_cost` stands after them (J3).
    """

    greeting: str
    wrong_patient: str
    sms: Mapping[str, str]
    staff_sms: Mapping[str, str]
    head_sms: Mapping[str, str]
    closing: str
    phone_question: str
    phone_note: str
    booking_ticket: str
    greeting_title: str = GREETING_TITLE
    greeting_booked: str = GREETING_BOOKED
    greeting_booked_title: str = GREETING_BOOKED_TITLE
    sms_protected: Mapping[str, str] = field(default_factory=dict)
    guest: GuestTexts = GuestTexts()
    invitation: str = INVITATION
    invitation_child: str = INVITATION_CHILD
    video_cost: str = ""
    email: ResidentEmail | None = None
    staff_email: StaffEmail = StaffEmail()

    def opening(self, booked: bool, title_only: bool) -> str:
        """The words with which a visit begins, to be filled in."""
        if booked:
            return self.greeting_booked_title if title_only else self.greeting_booked
        return self.greeting_title if title_only else self.greeting

    def invite(self, child: bool, link: str) -> str:
        """The text that the record system shows to the patient, or for a child to the guardians (K6, K7, J3)."""
        words = (self.invitation_child if child else self.invitation).format(link=link)
        return f"{words} {self.video_cost}".strip()

    def notice(self, kind: str, protected: bool, link: str, unit: str) -> str:
        """What is sent to a resident. KeyError for a kind without words for protected people: it is not sent."""
        return self.sms_protected[kind].format(link=link) if protected else self.sms[kind].format(link=link, unit=unit)


@dataclass(frozen=True, slots=True)
class Pictures:
    max_count: int
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Shadow:
    """A version whose questions are asked of each case beside those in force, until then; `run` numbers the trial."""

    run: int
    pack: str
    until: datetime


def known(things: Mapping[str, Thing], id_: str | None) -> Thing | None:
    """Also what only earlier versions of a pack had, to be read in the cases that have it (see `earlier`)."""
    try:
        return things[id_ or ""]
    except KeyError:
        return None
