"""Who may ask what of a case, and when: the whole table, written out beside the rules that make it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from sluss.core.case import commands as c

# One letter a phase, in the order of Phase: new draft ticket booked waiting accepted visit async ended discarded
# withdrawn.
LETTERS: Final = MappingProxyType(
    {
        "Y": "passes",
        ".": "hidden",
        "n": "not_yours",
        "o": "not_owner",
        "t": "not_accepted",
        "s": "already_sent",
        "a": "already_accepted",
        "b": "already_started",
        "i": "not_in_visit",
        "v": "visit_not_started",
        "w": "wrong_phase",
        "c": "case_closed",
        "z": "not_on_shift",
        "g": "handover_gone",
        "u": "ticket_used",
        "e": "start_before_guests",
    }
)
NOBODY = "..........."
# What each is told who sees the case and asks for what is another's. Of the four last in ACTORS none sees it.
OTHERS: Final = MappingProxyType(
    {
        "resident": ".nnnnnnnn.n",
        "owner": "..nnnnnnn.n",
        "off shift": "..nnnnnnn.n",
        "colleague": "..nnnnnnn.n",
        "guest": "......nnn..",
        "recipient": ".....nnn...",
        "asked": ".....nnnn..",
        "giver": "..n.......n",
        "system": ".nnnnnnnn.n",
    }
)
SEEN: Final = {name: row.replace("n", "Y") for name, row in OTHERS.items()}
# What is done in the chat by the one who has the case.
OF_THE_OWNER: Final = {
    "owner": "..wwtwYYc.c",
    "off shift": "..wwtwzzc.c",
    "colleague": "..wwtwooc.c",
    "guest": "......ooc..",
    "recipient": ".....woo...",
    "asked": ".....wooc..",
    "giver": "..w.......c",
}
# A row that is not written here stands in OTHERS.
MATRIX: Final[dict[type[c.Command], dict[str, str]]] = {
    c.StartDraft: {"resident": "Ywwwwwwwc.c", "other resident": "Y.........."},
    **{
        command: {"resident": ".Yssssssc.c"}
        for command in (c.GiveAnswer, c.ConfirmDanger, c.AddPicture, c.RemovePicture, c.SendCase)
    },
    c.DiscardDraft: {"resident": ".Yssssssc.c", "system": ".Yssssssc.c"},
    # F1: the chat begins with the visit; the resident may write from the first (B14). F7: guests write in it.
    **{
        command: {
            "resident": ".wwwYYYYc.c",
            "owner": "..wwtvYYc.c",
            "off shift": "..wwtzzzc.c",
            "colleague": "..wwtoooc.c",
            "guest": "......YYc..",
            "recipient": ".....ooo...",
            "asked": ".....oooc..",
            "giver": "..w.......c",
        }
        for command in (c.SendMessage, c.ShowTyping)
    },
    # H24: the SMS button. F3, F9, M3, M4: forms, booking tickets, guests, the phone.
    **dict.fromkeys(
        (c.RemindBySms, c.InviteColleague, c.SendBookingTicket, c.SendForm, c.AskPhone, c.ContinueByPhone), OF_THE_OWNER
    ),
    # F5, F6, F15: sound and picture. J10: nobody else's to end, but of the clock when nobody is in it.
    **dict.fromkeys((c.StartCall, c.SwitchCall), OF_THE_OWNER),
    c.EndCall: {"owner": "..nnnwYYc.n", "off shift": "..nnnwzzc.n", "system": ".wwwwwYYc.c"},
    # O6, O14: the one who has the case asks, and closes; O12: as long as there is a chat.
    **dict.fromkeys((c.AskSafe, c.CloseRisk), OF_THE_OWNER),
    c.AnswerForm: {"resident": ".wwwwwYYc.c"},
    c.MarkRead: {
        "resident": ".wwwYYYYY.c",
        "owner": "..wwYYYYY.c",
        "off shift": "..wwYYYYY.c",
        "colleague": "..wwYYYYY.c",
        "guest": "......YYY..",
        "recipient": ".....YYY...",
        "asked": ".....YYYY..",
        "giver": "..w.......c",
    },
    # GAV 2.1: Ta emot. Q5: it can wait.
    c.AcceptCase: {"owner": "..aYYaaac.c", "off shift": "..azzaaac.c", "colleague": "..aYYaaac.c"},
    c.DeferCase: {"owner": "..aaYaaac.c", "off shift": "..aazaaac.c", "colleague": "..aaYaaac.c"},
    # Decision 9: within the same unit no new consent is needed. G3: or it is assigned to a colleague.
    **{
        command: {"owner": "..wwwYYYc.c", "off shift": "..wwwzzzc.c", "colleague": "..wwwYYYc.c"}
        for command in (c.TakeOver, c.AssignCase, c.HandOn)
    },
    # J9: also who has not come to a booked visit is telephoned.
    c.LogCall: {"owner": "..wYwYYYc.c", "off shift": "..wzwzzzc.c", "colleague": "..wYwYYYc.c"},
    c.ReleaseCase: {"owner": "..nnnYYYc.n", "off shift": "..nnnzzzc.n", "system": ".wwwwYYYc.c"},
    # GAV 2.1: Starta besök, a second state after Ta emot (E18).
    c.StartVisit: {
        "owner": "..bbtYbbc.c",
        "off shift": "..bbtzbbc.c",
        "colleague": "..bbtobbc.c",
        "guest": "......bbc..",
        "recipient": ".....obb...",
        "asked": ".....obbc..",
        "giver": "..b.......c",
    },
    # GAV 2.3: Avsluta besök. H5 to H7, and H24, Vårdkontakt för annan persons räkning.
    **{
        command: {
            "owner": "..iitiYic.c",
            "off shift": "..iitizic.c",
            "colleague": "..iitioic.c",
            "guest": "......oic..",
            "recipient": ".....ioi...",
            "asked": ".....ioic..",
            "giver": "..i.......c",
        }
        for command in (c.EndVisit, c.CloseForTheDay, c.ConvertToAsync, c.WrongPatient)
    },
    **{
        command: {
            "owner": "..wwtwwYc.c",
            "off shift": "..wwtwwzc.c",
            "colleague": "..wwtwwoc.c",
            "guest": "......woc..",
            "recipient": ".....wwo...",
            "asked": ".....wwoc..",
            "giver": "..w.......c",
        }
        for command in (c.EndCase, c.ExtendAsync, c.MarkDone)
    },
    # GAV 2.5, Q8: closed, not locked: the note may still be written, also after the shift.
    **{
        command: {
            "owner": "..wwwYYYY.c",
            "off shift": "..wwwYYYY.c",
            "colleague": "..wwwYYYY.c",
            # Who is only asked or offered it reads; who takes part in it documents.
            "guest": "......YYY..",
        }
        for command in (c.SaveNote, c.SignNote, c.UnlockNote, c.AskCountersign, c.GiveFeedback)
    },
    # F8: all staff who read the case talk it over.
    c.WriteToColleagues: {
        "owner": "..wwwYYYY.c",
        "off shift": "..wwwzzzz.c",
        "colleague": "..wwwYYYY.c",
        "guest": "......YYY..",
        "recipient": ".....YYY...",
        "asked": ".....YYYY..",
        "giver": "..w.......c",
    },
    # Decision 8: whose countersign it is, the decision knows.
    **{
        command: {"owner": "..wwwYYYY.c", "off shift": "..wwwzzzz.c", "colleague": "..wwwYYYY.c"}
        for command in (c.Countersign, c.ReturnNote)
    },
    **{
        command: {
            "owner": "..wwtYYYc.c",
            "off shift": "..wwtzzzc.c",
            "colleague": "..wwtoooc.c",
            "guest": "......ooc..",
            "recipient": ".....ooo...",
            "asked": ".....oooc..",
            "giver": "..w.......c",
        }
        for command in (
            *(c.HandOver, c.AskConsult, c.WithdrawConsult),
            *(c.HandOverDirectly, c.NoteSafe, c.ChangePriority),
        )
    },
    # P3: the giver has it until the recipient accepts.
    c.TakeBack: {
        "owner": "..wwwYYYc.c",
        "off shift": "..wwwzzzc.c",
        "colleague": "..wwwgggc.c",
        "guest": "......ggc..",
        "recipient": ".....ggg...",
        "asked": ".....gggc..",
        "giver": "..w.......c",
    },
    **{
        command: {
            "owner": "..wwwgggc.c",
            "off shift": "..wwwgggc.c",
            "colleague": "..wwwgggc.c",
            "guest": "......ggc..",
            "recipient": ".....YYY...",
            "asked": ".....gggc..",
            "giver": "..w.......c",
        }
        for command in (c.AcceptHandover, c.DeclineHandover)
    },
    c.LeaveCase: {"guest": "......YYn.."},
    c.AnswerConsult: {"asked": ".....YYYY.."},
    # Begun by licensed staff of any unit (G4, I1).
    **{
        command: {
            "owner": "Y.wwwwwwc.c",
            "off shift": "z.wwwwwwc.c",
            "colleague": "Y.wwwwwwc.c",
            "guest": "Y.....nnn..",
            "recipient": "Y....nnn...",
            "asked": "Y....nnnn..",
            "giver": "Y.n.......n",
            "other unit": "Y..........",
        }
        for command in (c.StartCareCase, c.GiveTicket, c.StartDrill, c.BookVisit)
    },
    # K2: or by the record system. K13: until it has begun it is moved and cancelled, by the unit and by that system.
    c.ReceiveBooking: {"system": "Ywwwwwwwc.c"},
    **{
        command: {
            "owner": "..bYbbbbc.c",
            "off shift": "..bzbbbbc.c",
            "colleague": "..bYbbbbc.c",
            "system": ".bbYbbbbc.c",
        }
        for command in (c.MoveBooking, c.CancelBooking)
    },
    # J2: the resident alone comes. J9: whoever works at the unit sees that nobody does.
    c.EnterWaitingRoom: {"resident": ".wwYwYYwc.c"},
    **{
        command: {"owner": "..wYwYYwc.c", "off shift": "..wzwzzwc.c", "colleague": "..wYwYYwc.c"}
        for command in (c.NoteNoShow, c.EndNoShow)
    },
    c.RemindOfBooking: {"system": ".wwYwYwwc.c"},
    # I7, I8: the resident activates it or lets it be; the unit that gave it and the one it leads to may cancel it.
    c.ActivateTicket: {"resident": ".uYuuuuuc.c"},
    c.CancelTicket: {
        "owner": "..Yuuuuuc.c",
        "off shift": "..zuuuuuc.c",
        "colleague": "..Yuuuuuc.c",
        "giver": "..Y.......c",
    },
    c.ExpireTicket: {"system": ".uYuuuuuc.c"},
    # C11: whoever reads the case may suspect it. O3, decision 15: of these only the guest is a physician.
    c.RaiseRisk: {
        "owner": "..wwYYYYc.c",
        "off shift": "..wwzzzzc.c",
        "colleague": "..wwYYYYc.c",
        "guest": "......YYc..",
        "recipient": ".....YYY...",
        "asked": ".....YYYc..",
        "giver": "..w.......c",
    },
    c.AssessRisk: {"guest": "......YYn.."},
    **{
        command: {"owner": "..wwYYYYc.c", "off shift": "..wwzzzzc.c", "colleague": "..wwYYYYc.c"}
        for command in (c.VisitHasBeen, c.SayAsPatient)
    },
    # That it is a drill, the decision knows; the clock ends it too.
    c.EndDrill: {
        "owner": "..wwYYYYY.c",
        "off shift": "..wwzzzzz.c",
        "colleague": "..wwYYYYY.c",
        "system": ".wwwYYYYY.c",
    },
    c.RemindOfVisit: {"system": ".wwwYYYYc.c"},
    # J6: whoever works at the unit where the visit is; a guest enters a visit that has begun.
    c.InviteExternal: {"owner": "..wYYYYYc.c", "off shift": "..wzzzzzc.c", "colleague": "..wYYYYYc.c"},
    c.RefuseExternal: {"owner": "..wYYYYYc.c", "off shift": "..wzzzzzc.c", "colleague": "..wYYYYYc.c"},
    c.WithdrawExternal: {"owner": "..wYYYYYc.c", "off shift": "..wYYYYYc.c", "colleague": "..wYYYYYc.c"},
    c.AdmitExternal: {"owner": "..eeeeYYc.c", "off shift": "..eeeezzc.c", "colleague": "..eeeeYYc.c"},
    # The guest alone, who is told of nothing else.
    c.ArriveAsExternal: {"from outside": "...YYYYY..."},
    c.LeaveAsExternal: {"from outside": "...YYYYY..."},
    c.CloseByClock: {"system": ".wwwYwwYc.c"},
    c.SendAutomatic: {"system": ".wwwwwwYc.c"},
    c.ReportSms: {"system": ".wYYYYYYY.Y"},
}
