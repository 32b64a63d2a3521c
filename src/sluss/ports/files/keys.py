"""Envelope encryption: each object under a key of its own, that key sealed by a master key from the settings.

Destroying the sealed data key destroys the object in every copy and backup.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12
_KEY_BYTES = 32
_ID = re.compile(r"[a-z0-9-]{1,32}")


class FileFailed(Exception):
    """The file store could not do it. `code`: missing, exists, damaged, unknown_key or unavailable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """Master keys by id, 32 bytes each. `newest` seals; all of them open, so that a key can be replaced."""

    newest: str
    keys: Mapping[str, bytes] = field(repr=False)

    @classmethod
    def parse(cls, setting: str) -> Self:
        """From `id:base64,id:base64`, newest first. Raises ValueError, which never repeats a key."""
        keys: dict[str, bytes] = {}
        for number, entry in enumerate(setting.split(","), start=1):
            key_id, _, encoded = entry.strip().partition(":")
            if not _ID.fullmatch(key_id) or key_id in keys:
                raise ValueError(f"master key {number} needs an id of its own (a-z, 0-9, -) and a colon before the key")
            try:
                key = base64.b64decode(encoded, validate=True)
            except binascii.Error:
                raise ValueError(f"master key {number} is not base64") from None
            if len(key) != _KEY_BYTES:
                raise ValueError(f"master key {number} is {len(key)} bytes, not {_KEY_BYTES}")
            keys[key_id] = key
        return cls(next(iter(keys)), keys)

    def wrap(self, name: str, data_key: bytes) -> bytes:
        """The data key of object `name`, sealed: version, length of the id, id, nonce, ciphertext."""
        head = _VERSION + bytes([len(self.newest)]) + self.newest.encode()
        nonce = os.urandom(_NONCE)
        return head + nonce + AESGCM(self.keys[self.newest]).encrypt(nonce, data_key, head + name.encode())

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        """The data key of object `name`. Raises FileFailed: damaged, or unknown_key."""
        if wrapped[:1] != _VERSION or len(wrapped) < 2:
            raise FileFailed("damaged")
        end = 2 + wrapped[1]
        head, nonce, sealed = wrapped[:end], wrapped[end : end + _NONCE], wrapped[end + _NONCE :]
        master = self.keys.get(head[2:].decode("ascii", "replace"))
        if master is None:
            raise FileFailed("unknown_key")
        return _open(master, nonce, sealed, head + name.encode())

    def rewrap(self, name: str, wrapped: bytes) -> bytes:
        """The same data key under the newest master key; the object itself is not touched."""
        return self.wrap(name, self.unwrap(name, wrapped))


def seal(name: str, data: bytes) -> tuple[bytes, bytes]:
    """(data key, object): `data` under a fresh key, bound to `name`."""
    data_key, nonce = AESGCM.generate_key(bit_length=256), os.urandom(_NONCE)
    return data_key, _VERSION + nonce + AESGCM(data_key).encrypt(nonce, data, _VERSION + name.encode())


def unseal(name: str, data_key: bytes, stored: bytes) -> bytes:
    """What `seal` was given. Raises FileFailed("damaged") when a byte, the key or the name is another."""
    version, nonce, sealed = stored[:1], stored[1 : 1 + _NONCE], stored[1 + _NONCE :]
    return _open(data_key, nonce, sealed, version + name.encode())


def _open(key: bytes, nonce: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    if len(nonce) != _NONCE:
        raise FileFailed("damaged")
    try:
        return AESGCM(key).decrypt(nonce, sealed, bound_to)
    except InvalidTag:
        raise FileFailed("damaged") from None
