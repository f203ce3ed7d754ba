#!/bin/sh
# Date: 2026-11-29. Package: Debian logrotate 3.21.0-1.
# Guess: a directive that logrotate does not know spoils its block: the block is skipped, other files are rotated, and the
#   exit code is 1, as it is for a bad value.
# True: the line alone is skipped. "error: ... unknown option 'rotat' -- ignoring line" goes to stderr, the block is carried
#   out without it, and the exit code is 0. A typo in `rotate` thus deletes the log at once (the default keeps no old
#   files), and logrotate.service still ends as a success. A value that cannot be read (`rotate many`) does skip the
#   block, with exit code 1.
# Seen: exit 0 and neither app.log nor app.log.1 left; then exit 1 and app.log untouched.
set -eu
. "$(dirname "$0")/packages.inc"
debs logrotate=3.21.0-1 libpopt0=1.19+dfsg-1

log=$work/logs/app.log
mkdir "$work/logs"
chmod 755 "$work/logs"

# run DIRECTIVE: the exit code, and which files are left
run() {
    rm -f "$work"/logs/* "$work/state"
    head -c 10000 /dev/zero >"$log"
    printf '%s {\n    size 1k\n    %s\n}\n' "$log" "$1" >"$work/conf"
    chmod 644 "$work/conf"
    code=0
    "$work"/debs/usr/sbin/logrotate --state "$work/state" "$work/conf" 2>"$work/err" || code=$?
    echo "$code $(ls "$work/logs" | tr '\n' ' ')"
}

expect 'a sound block' '0 app.log.1 ' "$(run 'rotate 3')"
expect 'an unknown directive' '0 ' "$(run 'rotat 3')"
expect 'a bad value' '1 app.log ' "$(run 'rotate many')"
run 'rotat 3' >/dev/null
grep -q "^error: .*unknown option 'rotat' -- ignoring line" "$work/err" || changed "the message is now: $(cat "$work/err")"
echo 'as written: an unknown directive costs its line only, and the exit code does not tell'
