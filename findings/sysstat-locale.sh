#!/bin/sh
# Date: 2026-11-29. Package: Debian sysstat 12.6.1-1, with the locale de_DE.UTF-8 made from Debian locales 2.36-9+deb12u14.
# Guess: under a locale with a decimal comma, `iostat -o JSON` prints numbers with a comma, and is no JSON; `sadf -d`, made
#   for feeding databases, is the form that no locale touches.
# True: it is the other way round. The JSON keeps its points (though its "date" becomes 29.11.2026: no year first, and
#   sortable only after S_TIME_FORMAT=ISO), while `sadf -d` prints 0,05.
# Seen: "idle": 97.31 and "date": "29.11.2026"; host;1;2026-11-29 21:41:27 UTC;-1;94,53;0,00;...
set -eu
. "$(dirname "$0")/packages.inc"
debs sysstat=12.6.1-1 libsensors5=1:3.6.0-7.1 locales=2.36-9+deb12u14

command -v localedef >/dev/null || untried 'needs localedef'
mkdir "$work/locales"
I18NPATH=$work/debs/usr/share/i18n localedef -i de_DE -f UTF-8 "$work/locales/de_DE.UTF-8" >"$work/out" 2>&1 ||
    [ -d "$work/locales/de_DE.UTF-8" ] || untried "$(tail -n 1 "$work/out")"

german() {
    LOCPATH=$work/locales LC_ALL=de_DE.UTF-8 "$@"
}
german "$work"/debs/usr/bin/iostat -c -o JSON >"$work/json"
expect "iostat's numbers with a comma" 0 "$(grep -cE '"idle": [0-9]+,[0-9]{2}' "$work/json" || :)"
expect "iostat's numbers with a point" 1 "$(grep -cE '"idle": [0-9]+\.[0-9]{2}' "$work/json" || :)"
expect "iostat's dates, day first" 1 "$(grep -cE '"date": "[0-9]{2}\.[0-9]{2}\.[0-9]{4}"' "$work/json" || :)"
S_TIME_FORMAT=ISO german "$work"/debs/usr/bin/iostat -c -o JSON >"$work/json"
expect "iostat's dates with S_TIME_FORMAT=ISO" 1 "$(grep -cE '"date": "[0-9]{4}-[0-9]{2}-[0-9]{2}"' "$work/json" || :)"

"$work"/debs/usr/lib/sysstat/sadc 1 2 "$work/samples"
german "$work"/debs/usr/bin/sadf -d "$work/samples" -- -u >"$work/rows"
expect "sadf -d's rows" 1 "$(grep -cE ' UTC;-1(;[0-9]+,[0-9]{2}){6}$' "$work/rows" || :)"
german "$work"/debs/usr/bin/sadf -j "$work/samples" -- -u >"$work/json"
expect "sadf -j's numbers with a point" 1 "$(grep -cE '"idle": [0-9]+\.[0-9]{2}' "$work/json" || :)"
echo 'as written: JSON keeps its points, the semicolon format does not'
