#!/bin/sh
# Date: 2026-11-29. Packages: Debian gdisk 1.0.9-2.1 (sgdisk), fdisk 2.38.1-5+deb12u3 (sfdisk), parted 3.5-3+deb12u1.
# Guess: a disk that has grown, as an EBS volume does, so that the second copy of its GPT no longer lies at its end, makes the
#   commands whose task is to verify exit with another code than 0: `sgdisk --verify`, `sfdisk --verify`.
# True: they tell of it ("Identified 1 problems!", "1 error detected.") and exit with 0; so does parted, whose JSON has no word
#   of it. And a disk without any table, too, passes: `sgdisk --verify` sets one up in memory and finds "No problems".
#   `sfdisk --list-free` counts what is free up to the old end only: 823 MiB where 1.8 GiB are.
# Seen: the table below, of a disk of 1 GiB with a partition of 200 MiB that grew to 2 GiB.
set -eu
. "$(dirname "$0")/packages.inc"
debs gdisk=1.0.9-2.1 libpopt0=1.19+dfsg-1 fdisk=2.38.1-5+deb12u3 libfdisk1=2.38.1-5+deb12u3 libsmartcols1=2.38.1-5+deb12u3 \
    libblkid1=2.38.1-5+deb12u3 parted=3.5-3+deb12u1 libparted2=3.5-3+deb12u1 libreadline8=8.2-1.3 \
    libdevmapper1.02.1=2:1.02.185-2
PATH=$work/debs/sbin:$work/debs/usr/sbin:$PATH

disk=$work/disk
truncate -s 1G "$disk"
printf 'label: gpt\nsize=200M\n' | sfdisk --quiet "$disk" 2>"$work/err" || untried "$(tail -n 1 "$work/err")"
# told WORDS COMMAND ...: the exit code, and whether it says these words
told() {
    words=$1
    shift
    code=0
    "$@" >"$work/out" 2>&1 </dev/null || code=$?
    grep -q -F -e "$words" "$work/out" && echo "$code $words" || echo "$code silent: $(tail -n 1 "$work/out")"
}
expect 'sgdisk, before' '0 No problems found.' "$(told 'No problems found.' sgdisk --verify "$disk")"
truncate -s 2G "$disk"
expect 'sgdisk' '0 Identified 1 problems!' "$(told 'Identified 1 problems!' sgdisk --verify "$disk")"
expect 'sfdisk' '0 1 error detected.' "$(told '1 error detected.' sfdisk --verify "$disk")"
expect 'parted' '0 Not all of the space available' "$(told 'Not all of the space available' parted --script --json "$disk" print)"
parted --script --json "$disk" print >"$work/json" 2>"$work/err"
! grep -q -i -E 'warning|space|backup' "$work/json" || changed 'the JSON of parted tells of it'
expect 'sfdisk, free' '0 Unpartitioned space' "$(told 'Unpartitioned space' sfdisk --list-free "$disk")"
expect 'how much is free' '822.98 MiB' "$(sed -n 's/^Unpartitioned space [^:]*: \([^,]*\),.*/\1/p' "$work/out")"

truncate -s 0 "$disk"
truncate -s 1G "$disk"
expect 'sgdisk, no table' '0 No problems found.' "$(told 'No problems found.' sgdisk --verify "$disk")"
echo 'as written: told, with exit 0'
