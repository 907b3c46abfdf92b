#!/bin/sh
# Makes .venv with the pinned libraries and writes the stamp file named as the argument.
# PYTHON names the interpreter (python3). What is missing is said in the first line of output.
set -eu
stamp=$1
python=${PYTHON:-python3}
log=.venv/install.log

stop() { echo "$*"; exit 1; }

command -v "$python" >/dev/null 2>&1 ||
    stop "$python is missing. Install it: sudo apt-get install -y python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "$python is older than 3.11. Install a newer one (such as python3.11 with python3.11-venv) and type: make PYTHON=python3.11 …"
case $python in
    *python3.*) package=$(basename "$python")-venv ;;
    *) package=python3-venv ;;
esac
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    stop "Python's venv is missing. Install it: sudo apt-get install -y $package"

# Two makes at once in one checkout take turns.
exec 9>.venv.lock
if command -v flock >/dev/null 2>&1; then flock 9; fi

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "Making .venv"
    "$python" -m venv --clear .venv
fi
quietly() {
    .venv/bin/python -m pip --disable-pip-version-check --no-input "$@" >"$log" 2>&1 || { cat "$log"; exit 1; }
}
echo "Installing the pinned libraries (a few minutes the first time)"
# What the lock no longer names goes first: two wheels may own the same module.
names() { sed '/^#/d; s/==.*//' "$@" | tr 'A-Z_.' 'a-z--' | sort; }
names requirements.lock >.venv/locked
.venv/bin/python -m pip --disable-pip-version-check freeze --all --exclude-editable --exclude pip 2>/dev/null |
    names | comm -23 - .venv/locked >.venv/left
if [ -s .venv/left ]; then quietly uninstall --yes --requirement .venv/left; fi
# The lock is the whole closure, so nothing is resolved (--no-deps). Two wheels of plain Python say that they
# end before Python 3.13; they work there, as tests/test_house.py sees to.
quietly install --no-deps --ignore-requires-python --requirement requirements.lock
quietly install --no-deps --no-build-isolation --editable .
touch "$stamp"
