#!/bin/sh
# Date: 2026-11-29. Packages: Debian systemd, libsystemd-shared and systemd-journal-remote 252.39-1~deb12u2.
# Guess: `journalctl -n 2` shows the most recent two entries, as its manual says, of those that the other options leave.
# True: beside --since it shows the oldest two since then, and so beside --since and --until. Beside --until alone it takes the
#   last two of the journal and leaves out what is too new: mostly both. Only with --reverse, or with -g (which implies it), are
#   they the newest. So a probe that asks for "the newest 200 errors of
#   a day" with `--since=-24h -n 200` gets the first 200 of that day, and of a flood never its end.
# Seen, of nine entries an hour apart, from 00:00 "m 0" to 08:00 "m 8": the table below.
set -eu
. "$(dirname "$0")/packages.inc"
debs systemd=252.39-1~deb12u2 libsystemd-shared=252.39-1~deb12u2 systemd-journal-remote=252.39-1~deb12u2 \
    libmicrohttpd12=0.9.75-6

for hour in 0 1 2 3 4 5 6 7 8; do
    printf '__REALTIME_TIMESTAMP=%s000000\n__MONOTONIC_TIMESTAMP=%s000000\n' \
        $((1767225600 + hour * 3600)) $((60 + hour * 3600))
    printf '_BOOT_ID=fedcba9876543210fedcba9876543210\nPRIORITY=3\nMESSAGE=m %s\n\n' "$hour"
done >"$work/entries"
"$work"/debs/lib/systemd/systemd-journal-remote --output="$work/made.journal" "$work/entries" >"$work/out" 2>&1 ||
    untried "$(tail -n 1 "$work/out")"

newest() {
    "$work"/debs/bin/journalctl --quiet --no-pager --file="$work/made.journal" -o cat -n 2 "$@" | tr '\n' ';' || :
}
three='2026-01-01 03:00'
six='2026-01-01 06:00'
expect '-n 2' 'm 7;m 8;' "$(newest)"
expect '-n 2 --since' 'm 3;m 4;' "$(newest --since "$three")"
expect '-n 2 --until' '' "$(newest --until "$six")"
expect '-n 2 --until, an hour before the end' 'm 7;' "$(newest --until '2026-01-01 07:00')"
expect '-n 2 --until --reverse' 'm 6;m 5;' "$(newest --until "$six" --reverse)"
expect '-n 2 --since --until' 'm 3;m 4;' "$(newest --since "$three" --until "$six")"
expect '-n 2 --since --reverse' 'm 8;m 7;' "$(newest --since "$three" --reverse)"
expect '-n 2 --since --grep' 'm 8;m 7;' "$(newest --since "$three" --grep m)"
expect '-n 2 --boot' 'm 7;m 8;' "$(newest --boot)"
echo 'as written: with --since the oldest, with --until mostly none'
