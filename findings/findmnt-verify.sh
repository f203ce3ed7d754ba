#!/bin/sh
# Date: 2026-11-29. Package: Debian mount 2.38.1-5+deb12u3 and util-linux 2.38.1-5+deb12u3 (findmnt).
# Guess: `findmnt --verify` of an fstab tells what the next boot will trip over: a missing volume without nofail is an error and
#   exit 1, one with nofail a warning and exit 0.
# True: nofail is not looked at; the way the volume is written decides. As UUID=, LABEL= or PARTUUID= it is "unreachable on boot
#   required source" and exit 1, nofail or not; as /dev/... it is a warning and exit 0, nofail or not. So a sound fstab of a
#   machine whose volume is detached fails, and one that will end in the emergency shell passes. (noauto is looked at.)
#   A mistyped option ("nofial") is "Success, no errors or warnings detected", as is a seventh field.
# Seen: the table below.
set -eu
. "$(dirname "$0")/packages.inc"
debs util-linux=2.38.1-5+deb12u3 libsmartcols1=2.38.1-5+deb12u3 libmount1=2.38.1-5+deb12u3 libblkid1=2.38.1-5+deb12u3

# verified LINE: exit code, and errors and warnings by their first words
verified() {
    echo "$1" >"$work/fstab"
    code=0
    "$work"/debs/bin/findmnt --verify --tab-file "$work/fstab" >"$work/out" 2>&1 || code=$?
    sed -n -e 's/^ *\[E\] \([^:]*\).*/error: \1/p' -e 's/^ *\[W\] \(unreachable[^:]*\).*/warning: \1/p' \
        -e 's/^\(Success\).*/\1/p' "$work/out" | sed "s/^/$code /"
}
missing=0b5e0000-0000-4000-8000-000000000002
required='1 error: unreachable on boot required source'
for source in "UUID=$missing" LABEL=no-such-label "PARTUUID=$missing"; do
    expect "$source" "$required" "$(verified "$source /tmp xfs defaults 0 2")"
    expect "$source, nofail" "$required" "$(verified "$source /tmp xfs defaults,nofail 0 2")"
done
for source in /dev/no-such-disk "/dev/disk/by-uuid/$missing"; do
    expect "$source" '0 warning: unreachable source' "$(verified "$source /tmp xfs defaults 0 2")"
    expect "$source, nofail" '0 warning: unreachable source' "$(verified "$source /tmp xfs defaults,nofail 0 2")"
done
expect 'UUID, noauto' '0 warning: unreachable' "$(verified "UUID=$missing /tmp xfs defaults,noauto 0 2")"
expect 'a mistyped option' '0 Success' "$(verified 'tmpfs /tmp tmpfs defaults,nofial 0 0')"
expect 'a seventh field' '0 Success' "$(verified 'tmpfs /tmp tmpfs defaults 0 0 extra')"
echo 'as written: UUID= is required whatever its options say, /dev/... never is'
