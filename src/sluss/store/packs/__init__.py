"""Policy packs: read from a region's folder, proved whole, refused by file and line."""

from sluss.store.packs.days import calendar
from sluss.store.packs.load import load
from sluss.store.packs.source import PackError

__all__ = ["PackError", "calendar", "load"]
