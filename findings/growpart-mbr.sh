#!/bin/sh
# Date: 2026-11-29. Packages: Debian cloud-guest-utils 0.33-1 (growpart), fdisk and libfdisk1 2.38.1-5+deb12u3.
# Guess: on a disk with an MBR that has grown beyond 2 TiB, growpart takes the partition up to the 2 TiB that an MBR can tell of,
#   warns of the rest, and exits with 0.
# True: it warns, asks sfdisk for one sector more than an MBR holds, is refused ("No free sectors available"), puts the old table
#   back and exits with 2: not one byte is gained. With a sector less sfdisk does it. So a volume that is enlarged from 1 TiB to
#   2 TiB grows by itself at the next boot (cloud-init calls growpart), and one that is enlarged to 3 TiB does not grow at all.
# Seen: 2048 GiB: CHANGED, exit 0; 2049 GiB and 3 TiB: FAILED, exit 2, the partition as it was.
set -eu
. "$(dirname "$0")/packages.inc"
debs cloud-guest-utils=0.33-1 fdisk=2.38.1-5+deb12u3 libfdisk1=2.38.1-5+deb12u3 libsmartcols1=2.38.1-5+deb12u3 \
    libblkid1=2.38.1-5+deb12u3
PATH=$work/debs/usr/bin:$work/debs/sbin:$work/debs/usr/sbin:$PATH
export TMPDIR="$work"

disk=$work/disk
# small SIZE: a sparse disk of that size with an MBR and one partition of 10 MiB
small() {
    rm -f "$disk"
    truncate -s "$1" "$disk" 2>"$work/err" || untried "no file as large as $1 here: $(cat "$work/err")"
    printf 'label: dos\nstart=2048, size=20480, type=83\n' | sfdisk --quiet "$disk" 2>"$work/err" ||
        untried "$(tail -n 1 "$work/err")"
}
# sectors: of the partition
sectors() {
    sfdisk --dump "$disk" 2>"$work/err" | sed -n 's/.*size= *\([0-9]*\).*/\1/p'
}
# grown SIZE: growpart's exit code, and whether the partition is larger now
grown() {
    small "$1"
    code=0
    growpart "$disk" 1 >"$work/out" 2>&1 || code=$?
    [ "$(sectors)" -gt 20480 ] && echo "$code larger" || echo "$code as it was"
}

expect '2048 GiB' '0 larger' "$(grown 2048G)"
expect '2049 GiB' '2 as it was' "$(grown 2049G)"
expect '3 TiB' '2 as it was' "$(grown 3T)"
# asked SECTORS: what sfdisk makes of a partition of that size
asked() {
    rm -f "$disk"
    truncate -s 3T "$disk"
    printf 'label: dos\nstart=2048, size=%s, type=83\n' "$1" | sfdisk --quiet --no-reread "$disk" >"$work/out" 2>&1 || :
    sectors
}
expect 'sfdisk, what growpart asks for' '' "$(asked 4294965249)"
expect 'sfdisk, one sector less' 4294965248 "$(asked 4294965248)"
echo 'as written: one sector too many, and nothing is gained'
