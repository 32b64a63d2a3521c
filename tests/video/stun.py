"""As much of TURN (RFC 8656) as it takes to ask coturn for an allocation and to renew it, by TCP."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import socket
import struct
from typing import Any

ALLOCATE, REFRESH = 0x0003, 0x0004
USERNAME, INTEGRITY, ERROR, LIFETIME, REALM, NONCE, TRANSPORT = 0x06, 0x08, 0x09, 0x0D, 0x14, 0x15, 0x19
MAGIC = 0x2112A442
UDP = b"\x11\0\0\0"


class Asking:
    """A connection of its own, so that coturn sees somebody new."""

    def __init__(self, port: int, server: dict[str, Any]) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._user = server["username"].encode()
        self._password = server["credential"].encode()
        _, found = self._ask(ALLOCATE, [(TRANSPORT, UDP)])
        self._realm, self._nonce = found[REALM], found[NONCE]

    def allocate(self) -> int:
        """0, or the number of the error."""
        return self._ask(ALLOCATE, [(TRANSPORT, UDP), *self._me()], signed=True)[0]

    def renew(self) -> int:
        return self._ask(REFRESH, [(LIFETIME, struct.pack("!I", 600)), *self._me()], signed=True)[0]

    def close(self) -> None:
        self._socket.close()

    def _me(self) -> list[tuple[int, bytes]]:
        return [(USERNAME, self._user), (REALM, self._realm), (NONCE, self._nonce)]

    def _ask(self, method: int, said: list[tuple[int, bytes]], signed: bool = False) -> tuple[int, dict[int, bytes]]:
        body = b"".join(
            struct.pack("!HH", kind, len(value)) + value + b"\0" * (-len(value) % 4) for kind, value in said
        )
        number = secrets.token_bytes(12)
        if signed:
            key = hashlib.md5(b":".join((self._user, self._realm, self._password)), usedforsecurity=False).digest()
            head = struct.pack("!HHI", method, len(body) + 24, MAGIC) + number
            body += struct.pack("!HH", INTEGRITY, 20) + hmac.new(key, head + body, hashlib.sha1).digest()
        self._socket.sendall(struct.pack("!HHI", method, len(body), MAGIC) + number + body)
        _, length, _ = struct.unpack("!HHI", self._read(20)[:8])
        found = _attributes(self._read(length))
        error = found.get(ERROR, bytes(4))
        return error[2] * 100 + error[3], found

    def _read(self, length: int) -> bytes:
        got = b""
        while len(got) < length:
            got += self._socket.recv(length - len(got)) or _over()
        return got


def _over() -> bytes:
    raise ConnectionError("coturn hung up")


def _attributes(body: bytes) -> dict[int, bytes]:
    found = {}
    while body:
        kind, length = struct.unpack("!HH", body[:4])
        found[kind] = body[4 : 4 + length]
        body = body[4 + length + -length % 4 :]
    return found


def port_of(url: str) -> int:
    return int(url.split("?")[0].rsplit(":", 1)[1])
