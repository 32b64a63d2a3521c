"""Where files lie: a folder, memory or S3 by URL, each object encrypted before it leaves the process."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore, S3Store

from sluss.ports.files.keys import FileFailed, MasterKeys, seal, unseal

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*")
_NAME_LENGTH = 200


class FileStore(Protocol):
    """Files by key (`a-z 0-9 -`, parts divided by `/`, at most 200 long). A key is written once."""

    async def put(self, key: str, data: bytes) -> bytes:
        """Keeps `data`; answers the wrapped data key, to be kept in the database.

        Raises FileFailed: exists, unavailable.
        """

    async def get(self, key: str, wrapped: bytes) -> bytes:
        """What was put. Raises FileFailed: missing, damaged, unknown_key, unavailable."""

    async def delete(self, key: str) -> None:
        """Removes it; one that is not there is no error. Raises FileFailed: unavailable."""


class EncryptedStore:
    """A FileStore over any object store. `folder` is where a local one lies, so that a write is flushed to disk."""

    def __init__(self, objects: ObjectStore, keys: MasterKeys, folder: Path | None = None) -> None:
        self._objects = objects
        self._keys = keys
        self._folder = folder

    async def put(self, key: str, data: bytes) -> bytes:
        _check(key)
        data_key, stored = seal(key, data)
        try:
            # "create": a second write under the same key would make the first wrapped key open nothing.
            await obstore.put_async(self._objects, key, stored, mode="create", use_multipart=False)
            if self._folder is not None:
                await asyncio.to_thread(_flush, self._folder, key)
        except (AlreadyExistsError, FileExistsError):
            raise FileFailed("exists") from None
        except (BaseError, OSError) as error:
            raise FileFailed("unavailable") from error
        return self._keys.wrap(key, data_key)

    async def get(self, key: str, wrapped: bytes) -> bytes:
        _check(key)
        data_key = self._keys.unwrap(key, wrapped)
        try:
            found = await obstore.get_async(self._objects, key)
            stored = bytes(await found.bytes_async())
        except FileNotFoundError:
            raise FileFailed("missing") from None
        except (BaseError, OSError) as error:
            raise FileFailed("unavailable") from error
        return unseal(key, data_key, stored)

    async def delete(self, key: str) -> None:
        _check(key)
        try:
            await obstore.delete_async(self._objects, key)
        except FileNotFoundError:
            return  # S3 is silent about it too.
        except (BaseError, OSError) as error:
            raise FileFailed("unavailable") from error


def open_store(url: str, keys: MasterKeys) -> FileStore:
    """The store at `file:///folder`, `memory:///` or `s3://bucket/prefix` (S3 access by the usual AWS_* variables).

    Raises ValueError for another kind of address.
    """
    parts = urlsplit(url)
    match parts.scheme:
        case "file" if parts.netloc in ("", "localhost") and len(parts.path) > 1:
            folder = Path(url2pathname(parts.path))
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return EncryptedStore(LocalStore(folder), keys, folder)
        case "memory":
            return EncryptedStore(MemoryStore(), keys)
        case "s3" if parts.netloc:
            return EncryptedStore(S3Store.from_url(url), keys)
        case _:
            raise ValueError("a file store's address begins with file:///, memory:/// or s3://bucket")


def _check(key: str) -> None:
    if len(key) > _NAME_LENGTH or not _NAME.fullmatch(key):
        raise ValueError("a file's key has letters a-z, figures, - and / alone")


def _flush(folder: Path, key: str) -> None:
    """Down to the disk: the database never points at a picture that a power cut took."""
    path = folder / key
    places = [path, *(p for p in path.parents if p.is_relative_to(folder))]
    for place in places:
        descriptor = os.open(place, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
