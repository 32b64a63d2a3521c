"""The words of calls, for the reader of the access log."""

from __future__ import annotations

from typing import Final

OF_CALLS: Final = {
    "JoinCall": "Gick med i samtalet",
    "LeaveCall": "Lämnade samtalet",
    "SendSignal": "Ansluta i samtalet",
    "TellSfu": "Ansluta i samtalet",
    "CallPageOf": "Öppnade samtalet",
    "CallOf": "Samtalet",
    "StartCall": "Starta ljud- eller videosamtal",
    "SwitchCall": "Byta mellan ljud och video",
    "EndCall": "Avsluta ljud- eller videosamtal",
    "CallStarted": "Startade ljud- eller videosamtal",
    "CallModeChanged": "Bytte mellan ljud och video",
    "CallEnded": "Avslutade ljud- eller videosamtal",
}
