"""E-mail addresses as people write them, and as they are stored."""

from __future__ import annotations

import re

LONGEST = 254
_LOCAL_LENGTH = 64
# No spaces, quotes or signs that part addresses: such a local part is allowed by the standard and used by nobody.
_LOCAL = re.compile(r"[^\s\"(),:;<>@\[\\\]]+")
_LABEL = r"[^\W_](?:[^\W_]|-){0,61}(?<!-)"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}")


def address(written: str) -> str | None:
    """`written` with its domain in small letters ("Agneta@Example.SE" is "Agneta@example.se"). None: no address."""
    plain = written.strip(" ")
    local, at, domain = plain.rpartition("@")
    if not at or len(plain) > LONGEST or len(local) > _LOCAL_LENGTH or not plain.isprintable():
        return None
    if not _LOCAL.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local:
        return None
    return f"{local}@{domain.lower()}" if _DOMAIN.fullmatch(domain) else None


def domain_of(plain: str) -> str:
    """Of an address that is one."""
    return plain.rpartition("@")[2]
