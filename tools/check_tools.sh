#!/bin/sh
# Says what is missing to build Huntpipe, and how to get it. Usage: check_tools.sh [PYTHON [MAKE]]
set -u
python=${1:-python3}
make=${2:-make}
missing=0

lacks() {
    printf 'huntpipe: %s\n' "$1" >&2
    missing=1
}

case $("$make" --version 2>/dev/null) in
"GNU Make "[4-9]*) ;;
"") lacks "make is missing. Install GNU make 4 or newer." ;;
*) lacks "$make is not GNU make 4 or newer. Install it; it may be called gmake." ;;
esac

if version=$("$python" -c 'import platform; print(platform.python_version())' 2>/dev/null); then
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))'; then
        lacks "$python is Python $version. Install 3.9 or newer, or name one: make PYTHON=python3.12"
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        lacks "$python cannot make virtual environments. Install its venv package (python3-venv)."
    fi
else
    lacks "$python does not run. Install Python 3.9 or newer, or name one: make PYTHON=python3.12"
fi

if version=$(node --version 2>/dev/null); then
    major=${version#v}
    if [ "${major%%.*}" -lt 20 ]; then
        lacks "node is $version. Install Node.js 20 or newer."
    elif ! npm --version >/dev/null 2>&1; then
        lacks "npm is missing. It comes with Node.js 20 or newer."
    fi
else
    lacks "node is missing. Install Node.js 20 or newer."
fi

exit $missing
