#!/bin/sh
# Date: 2026-11-29. Package: Debian chrony 4.3-2+deb12u3.
# Guess: in the comma-separated form of `chronyc -c tracking` a clock that is behind has a negative "System time", as its
#   "Frequency" is negative where the text says slow.
# True: of one line, the two signs mean opposite things. "5.0 seconds slow of NTP time" is 5.0, "5.0 seconds fast" is -5.0; but
#   "0.021 ppm slow" is -0.021. Who reads the one sign like the other takes a clock that is behind for one that is ahead.
# Seen, with a server of this script's own whose time is shifted by `offset`: the table below.
set -eu
. "$(dirname "$0")/packages.inc"
debs chrony=4.3-2+deb12u3 libedit2=3.1-20221030-2 libbsd0=0.11.7-2 libseccomp2=2.5.4-1+deb12u1

port=12311
daemons=
trap '[ -z "$daemons" ] || kill $daemons 2>"$work/kill.err" || :; rm -rf "$work"' EXIT
# daemon NAME: starts one that leaves this machine's clock alone
daemon() {
    mkdir -m 700 "$work/$1"
    printf 'cmdport 0\nbindcmdaddress %s\npidfile %s\n' "$work/$1/socket" "$work/$1/pid" | cat "$work/$1.conf" - >"$work/$1/conf"
    "$work"/debs/usr/sbin/chronyd -x -d -U -u "$(id -un)" -f "$work/$1/conf" >"$work/$1/log" 2>&1 &
    daemons="$daemons $!"
}
# ask NAME WORD ...: what chronyc says to that daemon
ask() {
    socket=$work/$1/socket
    shift
    "$work"/debs/usr/bin/chronyc -h "$socket" "$@" 2>"$work/ask.err" || :
}

printf 'port %s\nbindaddress 127.0.0.1\nallow 127.0.0.1\nlocal stratum 8\n' "$port" >"$work/server.conf"
daemon server
for offset in 5 -5; do
    printf 'server 127.0.0.1 port %s offset %s iburst minpoll -1 maxpoll -1\nport 0\n' "$port" "$offset" >"$work/at$offset.conf"
    daemon "at$offset"
done

# tracked OFFSET: what the text says of the time, and what the fifth field does, rounded
tracked() {
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        ask "at$1" tracking | grep -q '^Stratum *: 9$' && break
        sleep 1
    done
    text=$(ask "at$1" tracking | sed -n 's/^System time *: \([0-9.]*\) seconds \([a-z]*\) of NTP time$/\1 \2/p')
    [ -n "$text" ] || untried "no answer within 20 s: $(tail -n 1 "$work/at$1/log")"
    printf '%.0f %s is %.0f\n' "${text% *}" "${text#* }" "$(ask "at$1" -c tracking | cut -d , -f 5)"
}
behind=$(tracked 5)
ahead=$(tracked -5)
expect 'a clock that is behind' '5 slow is 5' "$behind"
expect 'a clock that is ahead' '5 fast is -5' "$ahead"

# The rate may change between the two questions, and is 0 now and then: a few tries.
for _ in 1 2 3 4 5 6 7 8; do
    text=$(ask at5 tracking | sed -n 's/^Frequency *: [0-9.]* ppm \([a-z]*\)$/\1/p')
    field=$(ask at5 -c tracking | cut -d , -f 8)
    again=$(ask at5 tracking | sed -n 's/^Frequency *: [0-9.]* ppm \([a-z]*\)$/\1/p')
    case "$text $again $field" in
    *' 0.000' | *' -0.000' | 'slow fast '* | 'fast slow '* | ' '*) sleep 1 ;;
    'slow slow -'* | 'fast fast '[0-9]*)
        echo 'as written: slow is positive for the time and negative for the rate'
        exit 0
        ;;
    *) changed "the rate is $text in the text, $field in the field" ;;
    esac
done
untried 'this machine has no rate to correct'
