#!/bin/sh
# Date: 2026-11-29. Package: Debian iprange 1.0.4+ds-2.
# Guess: `iprange --count-unique` says 4294967296 of 0.0.0.0/0, or refuses it.
# True: it says 0, of one entry: the count of an entry has 32 bits. All but one address is 4294967295, and the two halves, as two
#   entries, are 4294967296; only the rule that lets everything in counts as nothing. Merged or printed as ranges it is right.
# Seen: the table below.
set -eu
. "$(dirname "$0")/packages.inc"
debs iprange=1.0.4+ds-2

# counted RANGE ...: entries and addresses
counted() {
    printf '%s\n' "$@" | "$work"/debs/usr/bin/iprange --count-unique - 2>"$work/err" || changed "$(tail -n 1 "$work/err")"
}
expect '10.0.0.0/8' 1,16777216 "$(counted 10.0.0.0/8)"
expect '0.0.0.0/1' 1,2147483648 "$(counted 0.0.0.0/1)"
expect 'all but one' 1,4294967295 "$(counted 0.0.0.0-255.255.255.254)"
expect '0.0.0.0/0' 1,0 "$(counted 0.0.0.0/0)"
expect 'both halves' 2,4294967296 "$(counted 0.0.0.0/1 128.0.0.0/1)"
expect 'merged' 0.0.0.0/0 "$(printf '0.0.0.0/1\n128.0.0.0/1\n' | "$work"/debs/usr/bin/iprange - 2>"$work/err")"
echo 'as written: everything counts as 0'
