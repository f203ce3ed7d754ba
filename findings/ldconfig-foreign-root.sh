#!/bin/sh
# Date: 2026-11-29. Packages: Debian libc-bin 2.36-9+deb12u14 (ldconfig), libc6-arm64-cross 2.36-8cross1 (aarch64 libraries).
# Guess: `ldconfig -r ROOT` on x86-64, when an image for Graviton is made on a PC, either takes the aarch64 libraries into the
#   cache of ROOT (the format has flags for them, and -p can print them) or fails.
# True: it replaces the cache by one without entries, says nothing and exits with 0; only -v tells of each library that it "is for
#   unknown machine 183". Programs of an image that rely on ld.so.conf miss their libraries until ldconfig runs on the machine.
# Seen: exit 0, silence, and "0 libs found in cache", also where the cache had an entry before.
set -eu
. "$(dirname "$0")/packages.inc"
[ "$(uname -m)" = x86_64 ] || untried 'needs a machine of the architecture x86_64'
debs libc-bin=2.36-9+deb12u14 libc6-arm64-cross=2.36-8cross1

root=$work/root
lib=$root/opt/app/lib
mkdir -p "$root/etc" "$lib"
echo /opt/app/lib >"$root/etc/ld.so.conf"
# ldconfig OPTION ...: what it says of unknown machines, or all that it says, and its exit code
ldconfig() {
    code=0
    "$work"/debs/sbin/ldconfig "$@" -r "$root" >"$work/out" 2>&1 || code=$?
    case $1 in
    -v) grep -c ' is for unknown machine 183' "$work/out" || : ;;
    *) cat "$work/out" ;;
    esac
    echo $code
}
cached() {
    "$work"/debs/sbin/ldconfig -p -C "$root/etc/ld.so.cache" | sed -n '1s/ libs found.*//p'
}

cp "$(ldd /bin/sh | sed -n 's/.*libc.so.6 => \([^ ]*\) .*/\1/p')" "$lib"
expect 'a library of this machine' 0 "$(ldconfig -X)"
expect 'its cache' 1 "$(cached)"

cp "$work"/debs/usr/aarch64-linux-gnu/lib/libm.so.6 "$work"/debs/usr/aarch64-linux-gnu/lib/libc.so.6 "$lib"
expect 'libraries of aarch64' 0 "$(ldconfig -X)"
expect 'their cache' 0 "$(cached)"
expect 'libraries of aarch64, -v' '2
0' "$(ldconfig -v -X)"
echo 'as written: an empty cache, in silence'
