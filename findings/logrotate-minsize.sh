#!/bin/sh
# Date: 2026-11-29. Package: Debian logrotate 3.21.0-1.
# Guess: minsize holds whatever the criterion is, so `size 1k` with `minsize 1M` leaves a log of 10 kB alone; so does
#   `maxsize 1k` with `minsize 1M`.
# True: minsize is looked at only together with an interval (daily, weekly, ...), and there only for the interval's own
#   reason. Where `size` is the criterion it is ignored, in whichever order the two stand, and without a word; and beside
#   `maxsize` it does not hold back what maxsize asks for. Whoever works out from a configuration how large a log gets
#   must not take the larger of the two.
# Seen: "log needs rotating" for the first three, "log does not need rotating ('minsize' directive is used ...)" for the last.
set -eu
. "$(dirname "$0")/packages.inc"
debs logrotate=3.21.0-1 libpopt0=1.19+dfsg-1

log=$work/app.log
yesterday=$(date -d '2 days ago' +%Y-%-m-%-d)

# verdict DIRECTIVE ...: what logrotate would do with a log of 10,000 bytes, last rotated two days ago
verdict() {
    head -c 10000 /dev/zero >"$log"
    { echo "$log {"; printf '    %s\n' "$@"; echo '}'; } >"$work/conf"
    chmod 644 "$work/conf"
    printf 'logrotate state -- version 2\n"%s" %s-0:0:0\n' "$log" "$yesterday" >"$work/state"
    chmod 600 "$work/state"
    "$work"/debs/usr/sbin/logrotate --debug --state "$work/state" "$work/conf" 2>&1 |
        sed -n 's/^ *log needs rotating$/rotate/p; s/^ *log does not need rotating.*$/leave/p'
}

expect 'size, then minsize' rotate "$(verdict 'size 1k' 'minsize 1M')"
expect 'minsize, then size' rotate "$(verdict 'minsize 1M' 'size 1k')"
expect 'maxsize and minsize with an interval' rotate "$(verdict weekly 'maxsize 1k' 'minsize 1M')"
expect 'minsize with an interval that has passed' leave "$(verdict daily 'minsize 1M')"
echo 'as written: minsize counts with an interval only'
