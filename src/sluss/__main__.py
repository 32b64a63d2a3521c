"""The command `sluss`."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Sequence

import uvloop

from sluss.boot import pack_command
from sluss.boot.check import check_config
from sluss.boot.demo import demo
from sluss.boot.errors import MediaFailed, PostgresFailed
from sluss.boot.server import serve, serve_in_processes, work
from sluss.boot.settings import SettingError, read_settings
from sluss.boot.wiring import DEMO, shipped_packs
from sluss.ports.eid import ProviderError
from sluss.ports.persons import PeopleError
from sluss.store.migrate import migrate
from sluss.store.packs import PackError
from sluss.web.api import keys

STOPPED = (SettingError, PackError, PeopleError, ProviderError, PostgresFailed, MediaFailed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one of the commands. Returns 2 with a sentence when something is configured wrong."""
    asked = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        return _run(asked)
    except KeyboardInterrupt:
        return 130
    except STOPPED as wrong:
        print(f"sluss: {wrong}", file=sys.stderr)
        return 2


def _run(asked: argparse.Namespace) -> int:
    if asked.command == "demo":
        logging.getLogger().setLevel(logging.WARNING)
        return demo(asked.port, asked.fresh, asked.region, asked.video)
    if asked.command == "booking-key":
        key = keys.new()
        print(f"Key, for the sender alone: {key}\nLine for SLUSS_BOOKING_KEYS: {keys.line(asked.name, key)}")
        return 0
    if asked.command == "pack":
        answer = pack_command.run(asked)
        print(answer.text)
        return 0 if answer.well else 1
    settings = read_settings(os.environ)
    match asked.command:
        case "check-config":
            print(check_config(settings, os.environ))
        case "migrate":
            ran = asyncio.run(migrate(settings.database_url))
            print("\n".join(ran) or "nothing to do")
        case "serve" if settings.processes > 1 and asked.fd is None:
            return serve_in_processes(settings)
        case "serve":
            uvloop.run(serve(settings, asked.fd))
        case "work":
            uvloop.run(work(settings))
    return 0


def _sender(name: str) -> str:
    keys.line(name, "")
    return name


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sluss", description="An open, self-hosted platform for digital care contacts."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("demo", help="everything on this machine, with made-up people")
    one.add_argument("--port", type=int, default=8024)
    one.add_argument("--fresh", action="store_true", help="begin anew")
    one.add_argument("--region", choices=shipped_packs(), default=DEMO, help="whose rules; each keeps data of its own")
    one.add_argument("--video", choices=("", "full"), default="", help="full: Janus and coturn too, on this machine")
    two = commands.add_parser("serve", help="serve the pages")
    two.add_argument("--fd", type=int, help=argparse.SUPPRESS)
    commands.add_parser("work", help="do the jobs: notices, closing times")
    commands.add_parser("migrate", help="bring the database up to this version")
    pack_command.arguments(commands.add_parser("pack", help="ask something of a policy pack"))
    three = commands.add_parser("booking-key", help="make a key for a record system that sends bookings")
    three.add_argument("name", type=_sender, help="a to z, digits and hyphens, such as cosmic")
    commands.add_parser("check-config", help="read every setting, the pack and the providers, and say what is wrong")
    return parser


if __name__ == "__main__":
    sys.exit(main())
