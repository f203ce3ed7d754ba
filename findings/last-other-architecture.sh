#!/bin/sh
# Date: 2026-11-29. Packages: Debian util-linux 2.38.1-5+deb12u3 (last, utmpdump), libc6-dev-arm64-cross 2.36-8cross1.
# Guess: `last -f FILE` of /var/log/wtmp from a Graviton instance, read on a PC, complains of the file or fails: its records have
#   400 bytes where x86-64 has 384, as the header of each architecture's glibc says.
# True: it takes 384 bytes of whatever comes for a record and exits with 0. Of a start and a login it makes no entry at all and
#   "wtmp begins Thu Jan  1 00:00:00 1970"; of forty records, twenty of them logins, one start of the machine, in 1970. That reads
#   like a machine without logins.
# Seen: as said; utmpdump, the tool for looking into it, exits with 0 too, and takes the seconds for microseconds of 1970.
set -eu
. "$(dirname "$0")/packages.inc"
[ "$(uname -m)" = x86_64 ] || untried 'needs a machine of the architecture x86_64'
command -v python3 >/dev/null || untried 'needs python3'
debs util-linux=2.38.1-5+deb12u3 libc6-dev-arm64-cross=2.36-8cross1
grep -q -E 'define __WORDSIZE_TIME64_COMPAT32[[:space:]]+0' \
    "$work/debs/usr/aarch64-linux-gnu/include/bits/wordsize.h" || changed 'the records of aarch64 are as those of x86-64 now'

cat >"$work/records.py" <<'PYTHON'
import struct, sys

# Type, process, line, id, user, host, exit status, session (8 bytes), seconds (8), microseconds (8), address, reserved.
RECORD = struct.Struct('<hxxi32s4s32s256shhqqq16s20sxxxx')
times = int(sys.argv[1])
assert RECORD.size == 400
for at in range(1767225600, 1767225600 + times * 7200, 7200):
    for kind, process, line, name, user, host, time in (
        (2, 0, b'~', b'~~', b'reboot', b'6.1.0-arm64', at),
        (7, 800, b'pts/0', b'ts/0', b'admin', b'192.0.2.7', at + 3600),
    ):
        sys.stdout.buffer.write(RECORD.pack(kind, process, line, name, user, host, 0, 0, 0, time, 0, b'', b''))
PYTHON
# entries STARTS: the lines of last before the one on where the file begins, that line, and the exit code
entries() {
    python3 "$work/records.py" "$1" >"$work/wtmp"
    code=0
    "$work"/debs/usr/bin/last -f "$work/wtmp" >"$work/out" 2>&1 || code=$?
    grep -v '^$' "$work/out" | sed 's/  */ /g'
    echo "$code"
}
begins='wtmp begins Thu Jan 1 00:00:00 1970
0'
expect 'a start and a login' "$begins" "$(entries 1)"
expect 'twenty of each' "reboot system boot 6.1.0-arm64 Thu Jan 1 00:00 still running
$begins" "$(entries 20)"
"$work"/debs/usr/bin/utmpdump "$work/wtmp" >"$work/out" 2>"$work/err" || changed 'utmpdump fails'
expect 'utmpdump' '[1970-01-01T00:00:00,1767225600+00:00]' "$(sed -n '1s/.* \(\[[^ ]*\]\)$/\1/p' "$work/out")"
echo 'as written: no login, in 1970, with exit 0'
