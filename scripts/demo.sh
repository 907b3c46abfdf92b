#!/bin/sh
# Screens every package under the first folder into the second; ends with the paths of what to open.
packages=$1
out=$2
ls "$packages"/* >/dev/null 2>&1 || { echo "$packages has no packages"; exit 1; }
.venv/bin/shenyan batch "$packages" --out "$out"
status=$? # 0: nothing to raise, 1: something to raise; both are a screening that worked
if [ "$status" -gt 1 ]; then
    echo "shenyan ended with status $status"
fi
echo
echo "Batch summary"
ls -d "$out"/summary.html 2>/dev/null
echo "Reports"
ls -d "$out"/*/report.html 2>/dev/null
if [ "$status" -gt 1 ]; then exit "$status"; fi
