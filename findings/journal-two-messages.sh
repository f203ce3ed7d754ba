#!/bin/sh
# Date: 2026-11-29. Packages: Debian systemd, libsystemd-shared and systemd-journal-remote 252.39-1~deb12u2.
# Guess: an entry may hold a field more than once; where it holds MESSAGE twice, journalctl's ways of printing text agree
#   on one of them, the first.
# True: they do not. `-o short` and its sisters print the last, `-o cat` the first: the same entry reads differently. A
#   match (`MESSAGE=...`) finds it by either, `-g` by the first only: what `-o short` shows is not what it searches.
# Seen: "... unknown: disk is fine again" with short, "disk is full" with cat.
set -eu
. "$(dirname "$0")/packages.inc"
debs systemd=252.39-1~deb12u2 libsystemd-shared=252.39-1~deb12u2 systemd-journal-remote=252.39-1~deb12u2 \
    libmicrohttpd12=0.9.75-6

cat >"$work/entry" <<'EXPORT'
__REALTIME_TIMESTAMP=1767610800000000
__MONOTONIC_TIMESTAMP=1000000
_BOOT_ID=0123456789abcdef0123456789abcdef
PRIORITY=3
MESSAGE=disk is full
MESSAGE=disk is fine again

EXPORT
"$work"/debs/lib/systemd/systemd-journal-remote --output="$work/made.journal" "$work/entry" >"$work/out" 2>&1 ||
    untried "$(tail -n 1 "$work/out")"

journal() {
    "$work"/debs/bin/journalctl --quiet --no-pager --file="$work/made.journal" "$@" || :
}
expect '-o cat' 'disk is full' "$(journal -o cat)"
expect '-o short' 'Jan 05 11:00:00 unknown: disk is fine again' "$(journal -o short)"
expect '-o short-iso' '2026-01-05T11:00:00+0000 unknown: disk is fine again' "$(journal -o short-iso)"
expect 'match of the first' 'disk is full' "$(journal -o cat 'MESSAGE=disk is full')"
expect 'match of the last' 'disk is full' "$(journal -o cat 'MESSAGE=disk is fine again')"
expect '-g in the first' 'Jan 05 11:00:00 unknown: disk is fine again' "$(journal -g 'is full')"
expect '-g in the last' '' "$(journal -g 'fine again')"
echo 'as written: short shows the last MESSAGE, cat the first'
