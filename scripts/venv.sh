#!/bin/sh
# Makes .venv with the first Python of 3.11 or newer found, or says in one sentence what is missing.
# PYTHON=/path/to/python names one; no other is then tried.
set -u
recent='import sys; sys.exit(sys.version_info < (3, 11))'
found=''
for python in ${PYTHON:-python3.13 python3.12 python3.11 python3.14 python3 python}; do
    "$python" -c "$recent" >/dev/null 2>&1 || continue
    found=$python
    # Debian ships Python without ensurepip until python3-venv is installed.
    if "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        echo "Making .venv with $("$python" --version)."
        rm -rf .venv
        exec "$python" -m venv .venv
    fi
done
if [ -n "$found" ]; then
    echo "$("$found" --version) is here but without its venv module: on Debian or Ubuntu, 'sudo apt-get install python3-venv' brings it." >&2
else
    echo "Python 3.11 or newer is needed and ${PYTHON:-python3} is $("${PYTHON:-python3}" --version 2>/dev/null || echo missing): install one, or name it with 'make PYTHON=/path/to/python'." >&2
fi
exit 1
