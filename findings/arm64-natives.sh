#!/bin/sh
# Date: 2026-11-30. Artifacts: org.xerial.snappy:snappy-java:1.1.1.7 and 1.1.2.6, org.rocksdb:rocksdbjni:5.18.3, com.github.jnr:jffi:1.3.12:native
#   (Maven), read by Python 3.
# Guess: a jar's table of contents says no more of a native than its name, so that what processor it is for takes reading it; and the names
#   tell at least that, since a loader finds the file by them.
# True: the table has size and CRC-32 of each file, which tell a public native apart without a byte of it, also where the jar was renamed or
#   packed into another. The names do not tell: rocksdbjni's x86-64 file is librocksdbjni-linux64.so; and of two natives with names alike
#   one asks for glibc 2.14 and the other for 2.27.
# Seen: the rows below: artifact, version, entry, ELF machine, glibc (any: none; unknown: not in its .gnu.version_r), size, CRC-32.
# Rows of other artifacts: `findings/arm64-natives.sh GROUP:ARTIFACT:VERSION[:jar:CLASSIFIER] ...`. Those that Muster brings along
# (functions/readiness/src/main/resources/io/muster/readiness/graviton/arm64-natives.csv) are compared with the artifacts by
# `findings/arm64-natives.sh --check`, and written again by `--all`.
set -eu
. "$(dirname "$0")/packages.inc"
command -v java >/dev/null || untried 'needs a JDK'
command -v python3 >/dev/null || untried 'needs Python 3'
table=$(dirname "$0")/../functions/readiness/src/main/resources/io/muster/readiness/graviton/arm64-natives.csv

# measure ARTIFACT: its rows
measure() {
    rm -rf "$work/jars"
    jars "$1"
    python3 - "$1" "$work"/jars/* <<'PYTHON'
import io, re, struct, sys, zipfile

other = re.compile('sunos|solaris|bsd|android', re.I)

def needed(b):
    """The newest glibc in .gnu.version_r, any where it asks for no library, musl, or unknown."""
    if b[4] != 2 or b[5] != 1:
        return 'unknown'
    at, = struct.unpack_from('<Q', b, 40)
    size, count, names = struct.unpack_from('<3H', b, 58)
    headers = [struct.unpack_from('<2L4Q2L', b, at + i * size) for i in range(count)]
    newest = None
    for name, kind, flags, address, offset, length, link, info in headers:
        if kind != 0x6ffffffe:
            continue
        texts = headers[link][4]
        for file in range(info):
            version, parts, library, first, following = struct.unpack_from('<2H3L', b, offset)
            part = offset + first
            for each in range(parts):
                mark, weak, other, text, further = struct.unpack_from('<L2H2L', b, part)
                label = b[texts + text:b.index(b'\0', texts + text)].decode()
                if label.startswith('GLIBC_2.') and not weak & 2:
                    newest = max(newest or 0, int(label.split('.')[1]))
                part += further
            offset += following
    if newest is not None:
        return '2.%d' % newest
    return 'musl' if b'libc.musl' in b else 'any'

def archive(data, within):
    with zipfile.ZipFile(data) as jar:
        for entry in jar.infolist():
            if entry.filename.endswith('.jar'):
                archive(io.BytesIO(jar.read(entry)), within + entry.filename + '!/')
                continue
            with jar.open(entry) as file:
                head = file.read(20)
            if head[:4] != b'\x7fELF' or head[7] == 9 or other.search(entry.filename):
                continue
            machine = head[18] + 256 * head[19] if head[5] == 1 else head[19] + 256 * head[18]
            content = jar.read(entry)
            if machine not in (62, 183) or ',' in entry.filename:
                continue
            print('%s:%s,%s,%s,%d,%s,%d,%08x' % (*sys.argv[1].split(':')[:2], sys.argv[1].split(':', 2)[2].replace(':jar:', ':'),
                  within + entry.filename, machine, needed(content), entry.file_size, entry.CRC))

archive(sys.argv[2], '')
PYTHON
}

# compare WHAT WANTED ARTIFACT: whether its rows are as wanted.
compare() {
    rows=$(measure "$3")
    expect "$1" "$2" "$rows"
}

case ${1:-} in
--all | --check)
    sed '/^#/d; 1,/^artifact,/d' "$table" | awk -F , '{ split($2, v, ":"); print $1 ":" v[1] (v[2] == "" ? "" : ":jar:" v[2]) }' | uniq |
        while read -r artifact; do measure "$artifact"; done >"$work/rows"
    [ "$1" = --check ] || { cat "$work/rows"; exit 0; }
    expect 'the rows that Muster brings along' "$(sed '/^#/d; 1,/^artifact,/d' "$table")" "$(cat "$work/rows")"
    ;;
'')
    compare 'snappy-java 1.1.1.7' 'org.xerial.snappy:snappy-java,1.1.1.7,org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so,62,2.3,263376,995041f5' org.xerial.snappy:snappy-java:1.1.1.7
    compare 'snappy-java 1.1.2.6' 'org.xerial.snappy:snappy-java,1.1.2.6,org/xerial/snappy/native/Linux/aarch64/libsnappyjava.so,183,any,804776,a8d90449
org.xerial.snappy:snappy-java,1.1.2.6,org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so,62,2.3,263376,995041f5' org.xerial.snappy:snappy-java:1.1.2.6
    compare 'rocksdbjni 5.18.3' 'org.rocksdb:rocksdbjni,5.18.3,librocksdbjni-linux64.so,62,2.12,7921304,2261de78' org.rocksdb:rocksdbjni:5.18.3
    compare 'jffi 1.3.12' 'com.github.jnr:jffi,1.3.12:native,jni/x86_64-Linux/libjffi-1.2.so,62,2.14,137736,d96b395d
com.github.jnr:jffi,1.3.12:native,jni/aarch64-Linux/libjffi-1.2.so,183,2.27,159848,33c3a782' com.github.jnr:jffi:1.3.12:jar:native
    echo 'as written: size and CRC-32 tell these natives, and their names do not'
    ;;
*)
    for artifact; do measure "$artifact"; done
    ;;
esac
