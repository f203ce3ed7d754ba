#!/bin/sh
# Date: 2026-11-29. Package: Debian xfsprogs 6.1.0-1.
# Guess: mkfs.xfs makes the log in proportion, about 10 MiB for a volume of 1 GiB, so that small volumes lose a percent.
# True: the log is 64 MiB from the smallest that it makes (300 MiB) to 100 GiB and beyond. df does not count it: the size that
#   df tells of a fresh volume is the volume's less 64 MiB, which is a fifth of 300 MiB, a sixteenth of 1 GiB, and nothing
#   to speak of from 8 GiB on. To see whether a file system has been grown, compare it with its volume and allow for
#   64 MiB, not for a share.
# Seen: logs of 16384 blocks of 4 KiB for 300 MiB, 1 GiB, 8 GiB and 100 GiB.
set -eu
. "$(dirname "$0")/packages.inc"
debs xfsprogs=6.1.0-1 libinih1=55-1 liburcu8=0.13.2-1 libedit2=3.1-20221030-2

for size in 300M 1G 8G 100G; do
    rm -f "$work/volume"
    truncate -s "$size" "$work/volume"
    "$work"/debs/sbin/mkfs.xfs -q "$work/volume" >"$work/out" 2>&1 || changed "$size: $(tail -n 1 "$work/out")"
    log=$("$work"/debs/usr/sbin/xfs_db -r -c 'sb 0' -c 'p logblocks blocksize' "$work/volume" | tr -d '\n')
    expect "$size" 'logblocks = 16384blocksize = 4096' "$log"
done
echo 'as written: 64 MiB of log, from 300 MiB to 100 GiB'
