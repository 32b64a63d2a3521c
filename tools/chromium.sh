#!/bin/sh
# Prints the path of a Chromium for the browser tests, and gets one when there is none:
# the one that SLUSS_CHROMIUM names, the system's, Debian's package when we are root, else Playwright's own.
set -eu
cd "$(dirname "$0")/.."

if [ -n "${SLUSS_CHROMIUM:-}" ]; then
    [ -x "$SLUSS_CHROMIUM" ] || {
        echo "sluss: SLUSS_CHROMIUM names $SLUSS_CHROMIUM, which is not a program." >&2
        exit 1
    }
    echo "$SLUSS_CHROMIUM"
    exit
fi

if command -v chromium; then
    exit
fi

# Debian alone: Ubuntu's package of this name is a snap, which does not run everywhere.
if [ "$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; then
    echo "sluss: installing Chromium for the browser tests" >&2
    if apt-get update -qq >&2 &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >&2 &&
        command -v chromium; then
        exit
    fi
fi

own() {
    .venv/bin/python -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
'
}

if [ ! -x "$(own)" ]; then
    echo "sluss: fetching Playwright's Chromium for the browser tests" >&2
    # On Linux it also needs libraries of the system, which root alone can install.
    with_deps=
    [ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ] && with_deps=--with-deps
    .venv/bin/python -m playwright install $with_deps chromium >&2
fi
own
