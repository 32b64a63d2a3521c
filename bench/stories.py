"""How a fresh case comes to where each command can be given: for every command a story, and the command ends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bench.people import CALM, CROWDED, UNIT
from bench.stage import Stage, Step, Story, after, colleague, elsewhere, nurse, physician, resident, system
from bench.visits import VISITS
from sluss.core.case import commands as c, events as e
from sluss.service.ids import new_id

NOTE: Final = (0, "Halsont sedan två dagar.", "Rodnad i svalget.", "Sannolikt virus.", "J02.9", "")
FEVER: Final = {
    "varning": ("inget",),
    "matt": ("false",),
    "dagar": ("dagar",),
    "frossa": ("false",),
    "allman": ("uppe",),
    "dryck": ("vanligt",),
    "symtom": ("hals",),
    "risk": ("inget",),
    "resa": ("false",),
}


def _draft(s: Stage) -> c.Command:
    return c.StartDraft("sok-vard", "halsont", s.cast["resident"].id)


def _answer(link_id: str, value: str) -> Step:
    return resident(lambda s: c.GiveAnswer(link_id, (value,)))


def _picture(s: Stage) -> c.Command:
    return c.AddPicture(e.NewPicture(s.picture, "hals.jpg", "image/jpeg", 200_000, 1200, 900, b"k" * 60))


def _ticket(s: Stage) -> c.Command:
    return c.GiveTicket(s.cast["resident"].id, UNIT, "nurse", "halsont", 7, None, False)


def _care(s: Stage) -> c.Command:
    return c.StartCareCase(s.cast["resident"].id, "provsvar", "Ditt provsvar har kommit.", 3, False, new_id())


def said(s: Stage) -> c.Command:
    # Whatever stands on the page has been seen.
    return c.SendMessage("Tack, jag hör av mig om det blir sämre.", new_id(), new_id(), 99)


def _hand_over(s: Stage) -> c.Command:
    return c.HandOver(CROWDED, "nurse", None, 3, "Behöver bedömas hos er.", "written", False, new_id())


def _invite(s: Stage) -> c.Command:
    return c.InviteColleague(s.cast["colleague"].id, "written", new_id())


def _consult(s: Stage) -> c.Command:
    return c.AskConsult(UNIT, "physician", None, "Räcker egenvård?", new_id())


DRAFT: Final[Story] = (resident(_draft),)
ANSWERED: Final[Story] = (*DRAFT, *(_answer(link_id, value) for link_id, value in CALM.items()))
TICKET: Final[Story] = (nurse(_ticket),)
# By a ticket: two commands, where a questionnaire takes fifteen.
WAITING: Final[Story] = (*TICKET, resident(lambda s: c.ActivateTicket()))
ACCEPTED: Final[Story] = (*WAITING, nurse(lambda s: c.AcceptCase()))
VISIT: Final[Story] = (*ACCEPTED, nurse(lambda s: c.StartVisit(new_id())))
CALLING: Final[Story] = (*VISIT, nurse(lambda s: c.StartCall(new_id(), "video", new_id())))
NOTED: Final[Story] = (*VISIT, nurse(lambda s: c.SaveNote(*NOTE)))
SIGNED: Final[Story] = (*VISIT, nurse(lambda s: c.SignNote(*NOTE)))
SIGNING: Final[Story] = (*NOTED, nurse(lambda s: c.AskCountersign()))
HANDED: Final[Story] = (*VISIT, nurse(_hand_over))
REMINDED: Final[Story] = (*VISIT, nurse(lambda s: c.RemindBySms()))
ASKED_PHONE: Final[Story] = (*VISIT, nurse(lambda s: c.AskPhone(new_id())))
CARE: Final[Story] = (nurse(_care),)
# A case as the long ones are: much said by both sides, a guest, a note, a question to a colleague.
TALKED: Final[Story] = (
    *VISIT,
    *(15 * (resident(said), nurse(said))),
    nurse(_invite),
    nurse(lambda s: c.SaveNote(*NOTE)),
    nurse(_consult),
)
DRILL: Final[Story] = (nurse(lambda s: c.StartDrill("suicidrisk-mattlig")),)
FORM: Final[Story] = (*CARE, nurse(lambda s: c.SendForm("feber", new_id())))


def _flag(s: Stage) -> c.Command:
    return c.RaiseRisk("Skriver att hen inte orkar leva.")


def _assess(level: str) -> Callable[[Stage], c.Command]:
    return lambda s: c.AssessRisk(
        "suicidtankar",
        ("depression",),
        ("narstaende",),
        "",
        level,
        ("chat",),
        "Bedömd i chatten.",
        opposes=False,
        plan="Ring akutmottagningen på söndag.",
        message_id=new_id(),
    )


# H24, Hantering av suicidal patient: raised by the nurse, who hands it over; the physician goes on.
RAISED: Final[Story] = (*VISIT, nurse(_flag))
DIRECTLY: Final[Story] = (
    *RAISED,
    nurse(lambda s: c.HandOverDirectly("Behöver bedömas nu.", new_id(), new_id())),
)
ASSESSING: Final[Story] = (*DIRECTLY, physician(lambda s: c.AcceptHandover(new_id())))
MODERATE: Final[Story] = (*ASSESSING, physician(_assess("moderate")))
HANDED_ON: Final[Story] = (*MODERATE, physician(lambda s: c.HandOn("on_call", "Svarar inte.")))

STORIES: Final[Mapping[type[c.Command], Story]] = {
    c.StartDraft: DRAFT,
    c.GiveAnswer: (*DRAFT, _answer("varning", "inget")),
    c.ConfirmDanger: (*DRAFT, _answer("varning", "saliv"), resident(lambda s: c.ConfirmDanger())),
    c.AddPicture: (*DRAFT, resident(_picture)),
    c.RemovePicture: (*DRAFT, resident(_picture), resident(lambda s: c.RemovePicture(s.picture))),
    c.SendCase: (*ANSWERED, resident(lambda s: c.SendCase())),
    c.DiscardDraft: (*DRAFT, resident(lambda s: c.DiscardDraft())),
    c.SendMessage: (*VISIT, resident(said)),
    c.ShowTyping: (*VISIT, resident(lambda s: c.ShowTyping())),
    c.MarkRead: (*VISIT, resident(lambda s: c.MarkRead(99))),
    c.RemindBySms: REMINDED,
    c.AcceptCase: ACCEPTED,
    c.DeferCase: (*WAITING, nurse(lambda s: c.DeferCase())),
    c.TakeOver: (*ACCEPTED, colleague(lambda s: c.TakeOver())),
    c.AssignCase: (*ACCEPTED, nurse(lambda s: c.AssignCase(s.cast["colleague"].id))),
    c.ReleaseCase: (*ACCEPTED, nurse(lambda s: c.ReleaseCase())),
    c.StartVisit: VISIT,
    c.EndVisit: (*VISIT, nurse(lambda s: c.EndVisit(1))),
    c.CloseForTheDay: (*REMINDED, after(nurse(lambda s: c.CloseForTheDay(new_id())), minutes=40)),
    c.ConvertToAsync: (*VISIT, nurse(lambda s: c.ConvertToAsync(3))),
    c.WrongPatient: (*VISIT, nurse(lambda s: c.WrongPatient(new_id()))),
    c.EndCase: (*CARE, nurse(lambda s: c.EndCase())),
    c.SaveNote: NOTED,
    c.SignNote: SIGNED,
    c.UnlockNote: (*SIGNED, nurse(lambda s: c.UnlockNote())),
    c.AskCountersign: SIGNING,
    c.Countersign: (*SIGNING, physician(lambda s: c.Countersign())),
    c.ReturnNote: (*SIGNING, physician(lambda s: c.ReturnNote("Status saknas.", new_id()))),
    c.HandOver: HANDED,
    c.TakeBack: (*HANDED, nurse(lambda s: c.TakeBack())),
    c.AcceptHandover: (*HANDED, elsewhere(lambda s: c.AcceptHandover(new_id()))),
    c.DeclineHandover: (*HANDED, elsewhere(lambda s: c.DeclineHandover("Hör till er.", new_id()))),
    c.InviteColleague: (*VISIT, nurse(_invite)),
    c.LeaveCase: (*VISIT, nurse(_invite), colleague(lambda s: c.LeaveCase(new_id()))),
    c.WriteToColleagues: (*VISIT, nurse(lambda s: c.WriteToColleagues("Kan du titta?", new_id()))),
    c.GiveFeedback: (*VISIT, nurse(lambda s: c.GiveFeedback("Bra underlag.", new_id()))),
    c.AskConsult: (*VISIT, nurse(_consult)),
    c.AnswerConsult: (*VISIT, nurse(_consult), physician(lambda s: c.AnswerConsult("Ja.", new_id()))),
    c.WithdrawConsult: (*VISIT, nurse(_consult), nurse(lambda s: c.WithdrawConsult())),
    c.StartCareCase: CARE,
    c.ExtendAsync: (*CARE, nurse(lambda s: c.ExtendAsync(10, "Väntar på prov.", new_id()))),
    c.MarkDone: (*CARE, resident(said), nurse(lambda s: c.MarkDone())),
    c.GiveTicket: TICKET,
    c.ActivateTicket: WAITING,
    c.CancelTicket: (*TICKET, nurse(lambda s: c.CancelTicket())),
    c.ExpireTicket: (*TICKET, after(system(lambda s: c.ExpireTicket()), days=30)),
    c.SendBookingTicket: (*VISIT, nurse(lambda s: c.SendBookingTicket("Tisdag kl. 10.00", new_id()))),
    c.SendForm: FORM,
    c.AnswerForm: (*FORM, resident(lambda s: c.AnswerForm(s.seq(e.FormSent), FEVER))),
    c.AskPhone: ASKED_PHONE,
    c.ContinueByPhone: (*ASKED_PHONE, resident(said), nurse(lambda s: c.ContinueByPhone())),
    c.RaiseRisk: RAISED,
    c.HandOverDirectly: DIRECTLY,
    c.AssessRisk: MODERATE,
    c.AskSafe: (
        *ACCEPTED,
        physician(lambda s: c.TakeOver()),
        physician(_assess("low")),
        physician(lambda s: c.StartVisit(new_id())),
        physician(lambda s: c.AskSafe(new_id())),
    ),
    c.NoteSafe: (*ASSESSING, physician(_assess("low")), physician(lambda s: c.NoteSafe(safe=True))),
    c.VisitHasBeen: (*MODERATE, physician(lambda s: c.VisitHasBeen())),
    c.RemindOfVisit: (*MODERATE, after(system(lambda s: c.RemindOfVisit()), hours=49)),
    c.LogCall: (*VISIT, nurse(lambda s: c.LogCall(reached=False, text=""))),
    c.HandOn: HANDED_ON,
    c.CloseRisk: (*HANDED_ON, physician(lambda s: c.CloseRisk(certain=False, reason="Går inte att nå."))),
    c.ChangePriority: (*ACCEPTED, nurse(lambda s: c.ChangePriority(2, "Låter sämre än svaren."))),
    c.StartDrill: DRILL,
    c.SayAsPatient: (*DRILL, nurse(lambda s: c.SayAsPatient(new_id()))),
    c.EndDrill: (*DRILL, nurse(lambda s: c.EndDrill())),
    **VISITS,
    c.StartCall: CALLING,
    c.SwitchCall: (*CALLING, nurse(lambda s: c.SwitchCall("audio"))),
    c.EndCall: (*CALLING, nurse(lambda s: c.EndCall(new_id()))),
    c.CloseByClock: (*CARE, after(system(lambda s: c.CloseByClock()), days=30)),
    c.SendAutomatic: (
        *VISIT,
        nurse(lambda s: c.EndVisit(10, message=True)),
        after(system(lambda s: c.SendAutomatic(new_id(), s.seq(e.VisitEnded))), days=3),
    ),
    c.ReportSms: (*CARE, system(lambda s: c.ReportSms(f"sms:{s.case}:1", "sent"))),
}
