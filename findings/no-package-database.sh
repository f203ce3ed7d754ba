#!/bin/sh
# Date: 2026-11-29. Packages: Debian rpm 4.18.0+dfsg-1+deb12u1; dpkg 1.21.22 and 1.21.23.
# Guess: a query of a package database that is not there fails: rpm with exit 1, dpkg-query with exit 2; and in any case a
#   query writes nothing.
# True: both say "no packages" with exit 0 and not a word on stderr, like a machine on which nothing is installed; and rpm
#   makes the folder and an empty database in it, so that the next one who looks finds one. Only the count of packages
#   tells a wrong path (or an image mounted elsewhere) from an answer: no real system has none.
# Seen: exit 0, no output, and no-such-folder/rpmdb.sqlite.
set -eu
. "$(dirname "$0")/packages.inc"
debs rpm=4.18.0+dfsg-1+deb12u1 rpm-common=4.18.0+dfsg-1+deb12u1 librpm9=4.18.0+dfsg-1+deb12u1 \
    librpmio9=4.18.0+dfsg-1+deb12u1 librpmbuild9=4.18.0+dfsg-1+deb12u1 librpmsign9=4.18.0+dfsg-1+deb12u1 \
    liblua5.3-0=5.3.6-2 libpopt0=1.19+dfsg-1 dpkg=1.21.23

# said COMMAND ...: output and errors, and the exit code
said() {
    code=0
    "$@" >"$work/out" 2>&1 </dev/null || code=$?
    echo "$(cat "$work/out")|$code"
}

export RPM_CONFIGDIR="$work/debs/usr/lib/rpm"
expect 'rpm -qa' '|0' "$(said "$work"/debs/usr/bin/rpm --dbpath "$work/no-such-folder" -qa)"
[ -s "$work/no-such-folder/rpmdb.sqlite" ] || changed 'rpm -qa no longer makes a database'

mkdir "$work/empty"
expect 'dpkg-query -W, no status file' '|0' "$(said "$work"/debs/usr/bin/dpkg-query --admindir="$work/empty" -W)"
expect 'dpkg-query -W, no folder' '|0' "$(said "$work"/debs/usr/bin/dpkg-query --admindir="$work/no-folder" -W)"
echo 'as written: no database, no packages, no error'
