"""The words of booked visits and of the bookings door, for the reader of the access log."""

from __future__ import annotations

from typing import Final

OF_BOOKINGS: Final = {
    "TakeBooking": "Bokning från journalsystemet",
    "ReceivedOf": "Journalsystemet frågade efter en bokning",
    "BookVisit": "Boka besök",
    "MoveBooking": "Flytta bokat besök",
    "CancelBooking": "Avboka besök",
    "NoteNoShow": "Anteckna uteblivet besök",
    "EndNoShow": "Avsluta uteblivet besök",
    "VisitBooked": "Bokade besök",
    "BookingMoved": "Flyttade bokat besök",
    "BookingCancelled": "Avbokade besök",
    "BookingReturned": "Lämnade tillbaka bokat besök",
    "BookableOf": "Boka besök",
    "NoteContact": "Ändrade mobilnummer eller sms-påminnelser",
    "RemindOfBooking": "Påminnelse om bokat besök",
    "NoShowNoted": "Antecknade uteblivet besök",
}
