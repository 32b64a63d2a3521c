"""A small SMTP server for tests, with a certificate of its own: it keeps what it took, and answers as it is told."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "sluss", "hemligt lösen"


@dataclass
class Tls:
    server: ssl.SSLContext
    client: ssl.SSLContext


def tls(folder: Path, host: str = "127.0.0.1") -> Tls:
    """A certificate for `host`, and a client that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(plain + certificate.public_bytes(serialization.Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    client = ssl.create_default_context(cadata=certificate.public_bytes(serialization.Encoding.PEM).decode())
    return Tls(server, client)


@dataclass
class SmtpServer:
    """`answers` gives a verb (MAIL, RCPT, DATA, AUTH or "." for the message itself) another answer than yes;
    `hangs_up` is a verb at which the line goes dead. `seen` are the verbs in order, `taken` what was handed over."""

    tls: Tls
    offers: tuple[str, ...] = ("STARTTLS", "AUTH PLAIN", "8BITMIME", "SMTPUTF8")
    answers: dict[str, str] = field(default_factory=dict)
    hangs_up: str = ""
    port: int = 0
    seen: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    taken: list[bytes] = field(default_factory=list)
    under_tls: list[bool] = field(default_factory=list)

    @asynccontextmanager
    async def open(self, tls_first: bool = False) -> AsyncIterator[SmtpServer]:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, ssl=self.tls.server if tls_first else None)
        self.port = server.sockets[0].getsockname()[1]
        async with server:
            yield self

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._say(writer, "220 test")
            while line := await reader.readline():
                text = line.decode().rstrip("\r\n")
                verb = text.split(" ")[0].upper()
                self.seen.append(verb)
                self.lines.append(text)
                if verb == self.hangs_up:
                    return
                if not await self._answer(verb, text, reader, writer):
                    return
        except (ConnectionError, ssl.SSLError):
            return
        finally:
            writer.close()

    async def _answer(self, verb: str, text: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        secure = writer.get_extra_info("sslcontext") is not None
        if verb in self.answers:
            await self._say(writer, self.answers[verb])
        elif verb == "EHLO":
            offers = [one for one in self.offers if not (secure and one == "STARTTLS")]
            lines = ["test", *offers]
            await self._say(writer, *(f"250-{one}" for one in lines[:-1]), f"250 {lines[-1]}")
        elif verb == "STARTTLS":
            await self._say(writer, "220 go on")
            await writer.start_tls(self.tls.server)
        elif verb == "AUTH":
            right = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
            await self._say(writer, "235 welcome" if text == f"AUTH PLAIN {right}" else "535 no")
        elif verb == "DATA":
            await self._say(writer, "354 go on")
            message = (await reader.readuntil(b"\r\n.\r\n")).removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
            if "." not in self.answers:
                self.taken.append(message)
                self.under_tls.append(secure)
            await self._say(writer, self.answers.get(".", "250 taken"))
        else:
            await self._say(writer, "221 bye" if verb == "QUIT" else "250 ok")
        return verb != "QUIT"

    async def _say(self, writer: asyncio.StreamWriter, *lines: str) -> None:
        writer.write("".join(f"{line}\r\n" for line in lines).encode())
        await writer.drain()
