"""The scanner of the demo. It only knows the test signature, so that the way of a refused file can be tried."""

from __future__ import annotations

from sluss.ports.virus.protocol import Infected

# The EICAR test file (eicar.org, "Anti-Malware Testfile"), in two pieces: whole, it would have this file taken away
# by the scanner of whoever installs it.
EICAR = b"".join((rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR", b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"))


class BuiltInScanner:
    async def scan(self, data: bytes) -> None:
        if EICAR in data:
            raise Infected("Eicar-Test-Signature")
