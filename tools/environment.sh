#!/bin/sh
# Makes .venv from requirements.lock. Nothing is installed whose hash is not in the lock, the build backend included.
# PYTHON=… names an interpreter; otherwise the first of the usual names that is new enough is taken.
set -eu
cd "$(dirname "$0")/.."

stop() {
    printf 'sluss: %s\n' "$*" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if new_enough "$name"; then
        python=$name
        break
    fi
done
[ -n "$python" ] || stop "Python 3.11 or later is needed, and ${PYTHON:-python3} is not it. PYTHON=… names another."

# Debian keeps the part of Python that makes environments in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    else
        stop "Python's venv is missing. On Debian and Ubuntu: sudo apt install python3-venv"
    fi
fi

# An environment whose Python is gone or too old is made anew; one that lacks pip gets it.
if [ -e .venv ] && ! new_enough .venv/bin/python; then
    rm -rf .venv
fi
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "sluss: making the environment in .venv; this takes a minute, once"
    "$python" -m venv .venv
fi

pip() {
    .venv/bin/python -m pip --disable-pip-version-check --no-input --quiet "$@"
}

# Wheels alone: a source archive would run a build whose own needs are not in the lock.
pip install --require-hashes --only-binary :all: -r requirements.lock
pip install --no-deps --no-index --no-build-isolation --editable .
