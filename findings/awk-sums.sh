#!/bin/sh
# Date: 2026-11-29. Packages: Debian mawk 1.3.4.20200120-3.1 (the awk of Debian and Ubuntu), busybox 1.35.0-4+deb12u1+b1,
#   original-awk 2022-09-12-1, gawk 5.2.1-2.
# Guess: every awk prints a sum of bytes as a whole number up to 2^53.
# True: in mawk a sum above 2^31 is written with six digits by print, as text and as the key of an array, and %d stops at
#   2147483647. In busybox print is right, and %d is -2147483648. So a script that counts bytes by size keeps one entry for two
#   file systems of 9000000001 and 9000000002 bytes. Only "%.0f" is right in all four.
# Seen: the table below: print, %d, %.0f, and the number of keys.
set -eu
. "$(dirname "$0")/packages.inc"
debs mawk=1.3.4.20200120-3.1 busybox=1:1.35.0-4+deb12u1+b1 original-awk=2022-09-12-1 gawk=1:5.2.1-2 libsigsegv2=2.14-1 \
    libreadline8=8.2-1.3

# summed AWK ...
summed() {
    printf '4500000000 4500000001\n4500000000 4500000002\n' | "$@" '
        { sum = $1 + $2; sums[sum] = 1 }
        NR == 1 { print sum; printf "%d\n%.0f\n", sum, sum }
        END { for (each in sums) keys++; print keys }' 2>"$work/err" | paste -s -d ' ' - || changed "$(tail -n 1 "$work/err")"
}
bin=$work/debs/usr/bin
expect mawk '9e+09 2147483647 9000000001 1' "$(summed "$bin/mawk")"
expect busybox '9000000001 -2147483648 9000000001 2' "$(summed "$work/debs/bin/busybox" awk)"
expect original-awk '9000000001 9000000001 9000000001 2' "$(summed "$bin/original-awk")"
expect gawk '9000000001 9000000001 9000000001 2' "$(summed "$bin/gawk")"
echo 'as written: four awks, three answers'
