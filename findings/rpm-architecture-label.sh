#!/bin/sh
# Date: 2026-11-29. Packages: Debian rpm 4.18.0+dfsg-1+deb12u1 (rpmbuild, elfdeps), coreutils 9.1-1 and busybox-static
#   1.35.0-4+deb12u1+b1 (programs of x86-64), libc6-arm64-cross 2.36-8cross1 (the glibc of aarch64).
# Guess: `rpmbuild --target aarch64` of a spec that packs a ready-made program of x86-64 warns at least, and the package asks for
#   something that names x86-64.
# True: not a word, exit 0, and a package of the architecture aarch64. A need is written as libc.so.6(GLIBC_2.34)(64bit): "64bit"
#   is the ELF class, which aarch64 has too, and the loader is left out. All that keeps a dynamic program off a Graviton instance is
#   that it needs GLIBC_2.2.5, and the glibc of aarch64 begins at GLIBC_2.17. A static program needs nothing and installs.
#   `rpm -qa` then gives aarch64 for it; only the text that rpm notes of each file (FILECLASS) says x86-64.
# Seen: as said.
set -eu
. "$(dirname "$0")/packages.inc"
[ "$(uname -m)" = x86_64 ] || untried 'needs a machine of the architecture x86_64'
debs rpm=4.18.0+dfsg-1+deb12u1 rpm-common=4.18.0+dfsg-1+deb12u1 librpm9=4.18.0+dfsg-1+deb12u1 \
    librpmio9=4.18.0+dfsg-1+deb12u1 librpmbuild9=4.18.0+dfsg-1+deb12u1 librpmsign9=4.18.0+dfsg-1+deb12u1 \
    liblua5.3-0=5.3.6-2 libpopt0=1.19+dfsg-1 coreutils=9.1-1 busybox-static=1:1.35.0-4+deb12u1+b1 \
    libmagic1=1:5.44-3 libmagic-mgc=1:5.44-3 libelf1=0.188-2.1 libdw1=0.188-2.1 libc6-arm64-cross=2.36-8cross1
export RPM_CONFIGDIR="$work/debs/usr/lib/rpm" MAGIC="$work/debs/usr/lib/file/magic.mgc" HOME="$work"

# packed PROGRAM: the package of aarch64 that holds it
packed() {
    cat >"$work/agent.spec" <<SPEC
Name: agent
Version: 1.0
Release: 1
Summary: A ready-made program
License: MIT
%description
A ready-made program.
%install
install -D $1 %{buildroot}/opt/agent/bin/agent
%files
/opt/agent/bin/agent
SPEC
    "$work"/debs/usr/bin/rpmbuild --quiet --target aarch64 --define "_topdir $work/build" --define 'debug_package %{nil}' \
        --define '_build_id_links none' --define "_rpmconfigdir $RPM_CONFIGDIR" -bb "$work/agent.spec" >"$work/out" 2>&1 ||
        changed "rpmbuild refuses it: $(tail -n 3 "$work/out")"
    ! grep -q -i -E 'warning|architecture|x86' "$work/out" || changed "rpmbuild speaks of it: $(cat "$work/out")"
    package=$work/build/RPMS/aarch64/agent-1.0-1.aarch64.rpm
}
asked() {
    "$work"/debs/usr/bin/rpm --dbpath "$work/database" -q -p "$@" "$package" 2>"$work/err"
}

packed "$work/debs/bin/true"
expect 'architecture' aarch64 "$(asked --queryformat '%{ARCH}')"
asked --requires | grep '^libc' | sort -u >"$work/needed"
"$RPM_CONFIGDIR"/elfdeps --provides "$work/debs/usr/aarch64-linux-gnu/lib/libc.so.6" | sort -u >"$work/provided"
for need in '()' '(GLIBC_2.34)'; do
    grep -q -F -x "libc.so.6$need(64bit)" "$work/needed" || changed "it does not need $need"
done
grep -q -F -x 'libc.so.6(GLIBC_2.34)(64bit)' "$work/provided" || changed 'aarch64 does not provide GLIBC_2.34'
expect 'what aarch64 does not provide' 'libc.so.6(GLIBC_2.14)(64bit)
libc.so.6(GLIBC_2.2.5)(64bit)
libc.so.6(GLIBC_2.3)(64bit)
libc.so.6(GLIBC_2.3.4)(64bit)
libc.so.6(GLIBC_2.4)(64bit)' "$(comm -23 "$work/needed" "$work/provided" | grep GLIBC)"

packed "$work/debs/bin/busybox"
expect 'architecture, static' aarch64 "$(asked --queryformat '%{ARCH}')"
expect 'needs, static' '' "$(asked --requires | grep -v '^rpmlib')"
case $(asked --queryformat '[%{FILECLASS}\n]') in
*', x86-64, '*) ;;
*) changed "FILECLASS is $(asked --queryformat '[%{FILECLASS}\n]')" ;;
esac
echo 'as written: packages of aarch64 with programs of x86-64, and no word of it'
