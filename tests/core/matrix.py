"""Who may ask what of a case, and when: the whole table, written out beside the rules that make it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from sluss.core.case import commands as c

# One letter a phase, in the order of Phase: new draft ticket waiting accepted visit async ended discarded withdrawn.
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
    }
)
NOBODY = ".........."
# What each is told who sees the case and asks for what is another's. Of the four last in ACTORS none sees it.
OTHERS: Final = MappingProxyType(
    {
        "resident": ".nnnnnnn.n",
        "owner": "..nnnnnn.n",
        "off shift": "..nnnnnn.n",
        "colleague": "..nnnnnn.n",
        "guest": ".....nnn..",
        "recipient": "....nnn...",
        "asked": "....nnnn..",
        "giver": "..n......n",
        "system": ".nnnnnnn.n",
    }
)
SEEN: Final = {name: row.replace("n", "Y") for name, row in OTHERS.items()}
# What is done in the chat by the one who has the case.
OF_THE_OWNER: Final = {
    "owner": "..wtwYYc.c",
    "off shift": "..wtwzzc.c",
    "colleague": "..wtwooc.c",
    "guest": ".....ooc..",
    "recipient": "....woo...",
    "asked": "....wooc..",
    "giver": "..w......c",
}
# A row that is not written here stands in OTHERS.
MATRIX: Final[dict[type[c.Command], dict[str, str]]] = {
    c.StartDraft: {"resident": "Ywwwwwwc.c", "other resident": "Y........."},
    **{
        command: {"resident": ".Ysssssc.c"}
        for command in (c.GiveAnswer, c.ConfirmDanger, c.AddPicture, c.RemovePicture, c.SendCase)
    },
    c.DiscardDraft: {"resident": ".Ysssssc.c", "system": ".Ysssssc.c"},
    # F1: the chat begins with the visit; the resident may write from the first (B14). F7: guests write in it.
    **{
        command: {
            "resident": ".wwYYYYc.c",
            "owner": "..wtvYYc.c",
            "off shift": "..wtzzzc.c",
            "colleague": "..wtoooc.c",
            "guest": ".....YYc..",
            "recipient": "....ooo...",
            "asked": "....oooc..",
            "giver": "..w......c",
        }
        for command in (c.SendMessage, c.ShowTyping)
    },
    # H24: the SMS button. F3, F9, M3, M4: forms, booking tickets, guests, the phone.
    **dict.fromkeys(
        (c.RemindBySms, c.InviteColleague, c.SendBookingTicket, c.SendForm, c.AskPhone, c.ContinueByPhone), OF_THE_OWNER
    ),
    # O6, O14: the one who has the case asks, and closes; O12: as long as there is a chat.
    **dict.fromkeys((c.AskSafe, c.CloseRisk), OF_THE_OWNER),
    c.AnswerForm: {"resident": ".wwwwYYc.c"},
    c.MarkRead: {
        "resident": ".wwYYYYY.c",
        "owner": "..wYYYYY.c",
        "off shift": "..wYYYYY.c",
        "colleague": "..wYYYYY.c",
        "guest": ".....YYY..",
        "recipient": "....YYY...",
        "asked": "....YYYY..",
        "giver": "..w......c",
    },
    # GAV 2.1: Ta emot. Q5: it can wait.
    **{
        command: {"owner": "..aYaaac.c", "off shift": "..azaaac.c", "colleague": "..aYaaac.c"}
        for command in (c.AcceptCase, c.DeferCase)
    },
    # Decision 9: within the same unit no new consent is needed. G3: or it is assigned to a colleague.
    **{
        command: {"owner": "..wwYYYc.c", "off shift": "..wwzzzc.c", "colleague": "..wwYYYc.c"}
        for command in (c.TakeOver, c.AssignCase, c.LogCall, c.HandOn)
    },
    c.ReleaseCase: {"owner": "..nnYYYc.n", "off shift": "..nnzzzc.n", "system": ".wwwYYYc.c"},
    # GAV 2.1: Starta besök, a second state after Ta emot (E18).
    c.StartVisit: {
        "owner": "..btYbbc.c",
        "off shift": "..btzbbc.c",
        "colleague": "..btobbc.c",
        "guest": ".....bbc..",
        "recipient": "....obb...",
        "asked": "....obbc..",
        "giver": "..b......c",
    },
    # GAV 2.3: Avsluta besök. H5 to H7, and H24, Vårdkontakt för annan persons räkning.
    **{
        command: {
            "owner": "..itiYic.c",
            "off shift": "..itizic.c",
            "colleague": "..itioic.c",
            "guest": ".....oic..",
            "recipient": "....ioi...",
            "asked": "....ioic..",
            "giver": "..i......c",
        }
        for command in (c.EndVisit, c.CloseForTheDay, c.ConvertToAsync, c.WrongPatient)
    },
    **{
        command: {
            "owner": "..wtwwYc.c",
            "off shift": "..wtwwzc.c",
            "colleague": "..wtwwoc.c",
            "guest": ".....woc..",
            "recipient": "....wwo...",
            "asked": "....wwoc..",
            "giver": "..w......c",
        }
        for command in (c.EndCase, c.ExtendAsync, c.MarkDone)
    },
    # GAV 2.5, Q8: closed, not locked: the note may still be written, also after the shift.
    **{
        command: {
            "owner": "..wwYYYY.c",
            "off shift": "..wwYYYY.c",
            "colleague": "..wwYYYY.c",
            # Who is only asked or offered it reads; who takes part in it documents.
            "guest": ".....YYY..",
        }
        for command in (c.SaveNote, c.SignNote, c.UnlockNote, c.AskCountersign, c.GiveFeedback)
    },
    # F8: all staff who read the case talk it over.
    c.WriteToColleagues: {
        "owner": "..wwYYYY.c",
        "off shift": "..wwzzzz.c",
        "colleague": "..wwYYYY.c",
        "guest": ".....YYY..",
        "recipient": "....YYY...",
        "asked": "....YYYY..",
        "giver": "..w......c",
    },
    # Decision 8: whose countersign it is, the decision knows.
    **{
        command: {"owner": "..wwYYYY.c", "off shift": "..wwzzzz.c", "colleague": "..wwYYYY.c"}
        for command in (c.Countersign, c.ReturnNote)
    },
    **{
        command: {
            "owner": "..wtYYYc.c",
            "off shift": "..wtzzzc.c",
            "colleague": "..wtoooc.c",
            "guest": ".....ooc..",
            "recipient": "....ooo...",
            "asked": "....oooc..",
            "giver": "..w......c",
        }
        for command in (
            *(c.HandOver, c.AskConsult, c.WithdrawConsult),
            *(c.HandOverDirectly, c.NoteSafe, c.ChangePriority),
        )
    },
    # P3: the giver has it until the recipient accepts.
    c.TakeBack: {
        "owner": "..wwYYYc.c",
        "off shift": "..wwzzzc.c",
        "colleague": "..wwgggc.c",
        "guest": ".....ggc..",
        "recipient": "....ggg...",
        "asked": "....gggc..",
        "giver": "..w......c",
    },
    **{
        command: {
            "owner": "..wwgggc.c",
            "off shift": "..wwgggc.c",
            "colleague": "..wwgggc.c",
            "guest": ".....ggc..",
            "recipient": "....YYY...",
            "asked": "....gggc..",
            "giver": "..w......c",
        }
        for command in (c.AcceptHandover, c.DeclineHandover)
    },
    c.LeaveCase: {"guest": ".....YYn.."},
    c.AnswerConsult: {"asked": "....YYYY.."},
    # Begun by licensed staff of any unit (G4, I1).
    **{
        command: {
            "owner": "Y.wwwwwc.c",
            "off shift": "z.wwwwwc.c",
            "colleague": "Y.wwwwwc.c",
            "guest": "Y....nnn..",
            "recipient": "Y...nnn...",
            "asked": "Y...nnnn..",
            "giver": "Y.n......n",
            "other unit": "Y.........",
        }
        for command in (c.StartCareCase, c.GiveTicket, c.StartDrill)
    },
    # I7, I8: the resident activates it or lets it be; the unit that gave it and the one it leads to may cancel it.
    c.ActivateTicket: {"resident": ".uYuuuuc.c"},
    c.CancelTicket: {
        "owner": "..Yuuuuc.c",
        "off shift": "..zuuuuc.c",
        "colleague": "..Yuuuuc.c",
        "giver": "..Y......c",
    },
    c.ExpireTicket: {"system": ".uYuuuuc.c"},
    # C11: whoever reads the case may suspect it. O3, decision 15: of these only the guest is a physician.
    c.RaiseRisk: {
        "owner": "..wYYYYc.c",
        "off shift": "..wzzzzc.c",
        "colleague": "..wYYYYc.c",
        "guest": ".....YYc..",
        "recipient": "....YYY...",
        "asked": "....YYYc..",
        "giver": "..w......c",
    },
    c.AssessRisk: {"guest": ".....YYn.."},
    **{
        command: {"owner": "..wYYYYc.c", "off shift": "..wzzzzc.c", "colleague": "..wYYYYc.c"}
        for command in (c.VisitHasBeen, c.SayAsPatient)
    },
    # That it is a drill, the decision knows; the clock ends it too.
    c.EndDrill: {
        "owner": "..wYYYYY.c",
        "off shift": "..wzzzzz.c",
        "colleague": "..wYYYYY.c",
        "system": ".wwYYYYY.c",
    },
    c.RemindOfVisit: {"system": ".wwYYYYc.c"},
    c.CloseByClock: {"system": ".wwYwwYc.c"},
    c.SendAutomatic: {"system": ".wwwwwYc.c"},
    c.ReportSms: {"system": ".wYYYYYY.Y"},
}
