#!/bin/sh
# Date: 2026-11-29. Packages: Debian util-linux 2.38.1-5+deb12u3 (lsblk, findmnt), bsdextrautils 2.38.1-5+deb12u3 (column).
# Guess: tools of one package, on one table library, say "nothing" in JSON alike: an object with an empty array; and
#   `lsblk --sysroot` of a folder that is not there is an error.
# True: each does it in its own way.
#   lsblk -J     {"blockdevices": []} and exit 0, even where the folder given as --sysroot does not exist, without a word:
#                a mistyped path looks like a machine that has no disks
#   findmnt -J   nothing at all and exit 1
#   column -J    nothing at all and exit 0: a success that is no JSON
set -eu
. "$(dirname "$0")/packages.inc"
debs util-linux=2.38.1-5+deb12u3 bsdextrautils=2.38.1-5+deb12u3 libsmartcols1=2.38.1-5+deb12u3 \
    libmount1=2.38.1-5+deb12u3 libblkid1=2.38.1-5+deb12u3

# said COMMAND ...: its output without white space, what it said on stderr, and its exit code
said() {
    code=0
    "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
    echo "$(tr -d ' \n' <"$work/out")|$(cat "$work/err")|$code"
}

echo 'UUID=0b5e / ext4 defaults 0 1' >"$work/fstab"
expect 'lsblk' '{"blockdevices":[]}||0' "$(said "$work"/debs/bin/lsblk -J --sysroot "$work/no-such-folder")"
expect 'findmnt' '||1' "$(said "$work"/debs/bin/findmnt -J --tab-file "$work/fstab" --types xfs)"
expect 'column' '||0' "$(said "$work"/debs/usr/bin/column -t -J -N name,size)"
echo 'as written: an empty array, nothing with exit 1, nothing with exit 0'
