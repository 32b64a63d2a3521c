"""`python -m bench`: all figures, or those named, in one table. `--write` puts it into docs/performance.md."""

from __future__ import annotations

import argparse
import asyncio
import resource

from bench.figures import FIGURES, measure
from bench.report import shown, write
from bench.world import Figure


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("only", nargs="*", choices=[[], *FIGURES], help="the figures to measure; all when left out")
    parser.add_argument("--write", action="store_true", help="write the table to docs/performance.md")
    asked = parser.parse_args()
    # Thousands of streams, each a file descriptor of the server and of the load.
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 20_000), most))
    figures: list[Figure] = asyncio.run(measure(asked.only or list(FIGURES)))
    print(shown(figures))
    if asked.write:
        write(figures)


if __name__ == "__main__":
    main()
