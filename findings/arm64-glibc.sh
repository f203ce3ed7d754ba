#!/bin/sh
# Date: 2026-11-30. Artifacts: com.github.jnr:jffi:1.3.12:native and org.fusesource.jansi:jansi:2.4.0 (Maven); Debian binutils 2.40-2.
# Guess: the natives in one jar are built from one source by one project, so the one for aarch64 asks for the glibc that its x86-64 twin
#   asks for: where the jar runs on x86-64, and has an aarch64 file, it runs on arm64 with the same distribution.
# True: of jffi 1.3.12 the x86-64 file wants glibc 2.14, the aarch64 one 2.27. Amazon Linux 2 has 2.26: there the jar works on x86-64, and
#   on arm64 the loader refuses a file that is there and is for the right processor. It depends on the machine that each was built
#   on, and not on the project's age or care: jansi 2.4.0 wants 2.2.5 and 2.17, the oldest that each processor has, and jffi 1.3.13 2.17 again.
# Seen: the table below, the highest version that each file's .gnu.version_r names.
# Another row of a table of such figures is measured by `findings/arm64-glibc.sh GROUP:ARTIFACT:VERSION[:jar:CLASSIFIER]`.
set -eu
. "$(dirname "$0")/packages.inc"
command -v java >/dev/null || untried 'needs a JDK'
command -v jar >/dev/null || untried 'needs a JDK'
debs binutils-x86-64-linux-gnu=2.40-2 binutils-common=2.40-2 libbinutils=2.40-2 libctf0=2.40-2 libctf-nobfd0=2.40-2 libjansson4=2.14-2
readelf=$work/debs/usr/bin/x86_64-linux-gnu-readelf

# measure ARTIFACT: processor and highest glibc version of each ELF file for Linux in it, each line once
measure() {
    rm -rf "$work/jars" "$work/content"
    mkdir -p "$work/content"
    jars "$1"
    (cd "$work/content" && jar xf "$work"/jars/*.jar)
    find "$work/content" -type f | while IFS= read -r file; do
        head=$("$readelf" -h "$file" 2>/dev/null) || continue
        machine=$(printf '%s\n' "$head" | sed -n 's/^ *Machine: *//p')
        case $machine in *X86-64*) machine=x86-64 ;; *AArch64*) machine=aarch64 ;; *) continue ;; esac
        case $file in *[Ff]ree[Bb][Ss][Dd]* | *[Aa]ndroid* | *musl* | *[Oo]pen[Bb][Ss][Dd]* | *[Dd]ragon[Ff]ly* | *[Ss]un[Oo][Ss]* | *[Ss]olaris*) continue ;; esac
        newest=$("$readelf" -V -W "$file" 2>/dev/null | sed -n 's/.*Name: GLIBC_\([0-9.]*\) .*/\1/p' | sort -V | tail -n 1)
        printf '%s %s\n' "$machine" "${newest:-none}"
    done | sort -u
}

if [ $# -gt 0 ]; then
    measure "$1"
    exit 0
fi
expect 'jffi 1.3.12' 'aarch64 2.27
x86-64 2.14' "$(measure com.github.jnr:jffi:1.3.12:jar:native)"
expect 'jffi 1.3.13' 'aarch64 2.17
x86-64 2.14' "$(measure com.github.jnr:jffi:1.3.13:jar:native)"
expect 'jansi 2.4.0' 'aarch64 2.17
x86-64 2.2.5' "$(measure org.fusesource.jansi:jansi:2.4.0)"
echo 'as written: the aarch64 file of jffi asks for a newer glibc than its x86-64 twin'
