"""The virus scan of what people send: ClamAV when it is configured, else a scanner that knows the test file alone."""

from sluss.ports.virus.builtin import BuiltInScanner
from sluss.ports.virus.clamd import Clamd, read_address
from sluss.ports.virus.protocol import Infected, ScanFailed, Scanner

__all__ = ["BuiltInScanner", "Clamd", "Infected", "ScanFailed", "Scanner", "read_address"]
