#!/bin/sh
# Makes sure of Tesseract with simplified Chinese, the second reader. Never fails: without it the first reader
# works alone, so whatever cannot be done here ends in the one command to type.
packages="tesseract-ocr tesseract-ocr-chi-sim"

there() { tesseract --list-langs 2>/dev/null | grep -qx chi_sim; }

there && exit 0
if [ "$(id -u)" = 0 ]; then
    may=""
elif sudo -n true 2>/dev/null; then
    may="sudo -n"
else
    may=no
fi
if [ "$may" != no ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Tesseract with Chinese from the distribution"
    apt() { $may env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" >/dev/null 2>&1; }
    # shellcheck disable=SC2086
    apt install -y --no-install-recommends $packages ||
        { apt update && apt install -y --no-install-recommends $packages; }
    there && exit 0
fi
echo "Tesseract with Chinese is not there; going on with RapidOCR alone. To add it, type:"
echo "    sudo apt-get install -y $packages"
