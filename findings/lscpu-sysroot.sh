#!/bin/sh
# Date: 2026-11-29. Package: Debian util-linux 2.38.1-5+deb12u3 (lscpu).
# Guess: `lscpu --sysroot DIR`, made for looking at another machine's /proc and /sys, leaves out the line Architecture, for
#   no file of a dump holds it.
# True: it prints the line, with the architecture of the machine on which lscpu runs, beside the other machine's vendor and
#   model. A dump of a Graviton server that is read on a PC is "x86_64" and "Neoverse-N1" at once, and nothing says that
#   the two come from different machines.
# Seen, on x86_64: Architecture: x86_64 / Vendor ID: ARM / Model name: Neoverse-N1
set -eu
. "$(dirname "$0")/packages.inc"
debs util-linux=2.38.1-5+deb12u3 libsmartcols1=2.38.1-5+deb12u3

case $(uname -m) in
aarch64 | arm*) untried 'needs a machine that is not ARM' ;;
esac
cpus=$work/dump/sys/devices/system/cpu
mkdir -p "$work/dump/proc" "$cpus/cpu0/topology"
cat >"$work/dump/proc/cpuinfo" <<'CPUINFO'
processor	: 0
BogoMIPS	: 243.75
Features	: fp asimd aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm lrcpc dcpop asimddp ssbs
CPU implementer	: 0x41
CPU architecture: 8
CPU variant	: 0x3
CPU part	: 0xd0c
CPU revision	: 1

CPUINFO
for file in online possible present; do echo 0 >"$cpus/$file"; done
echo 31 >"$cpus/kernel_max"
for file in physical_package_id core_id; do echo 0 >"$cpus/cpu0/topology/$file"; done
for file in thread_siblings core_siblings core_cpus package_cpus; do echo 1 >"$cpus/cpu0/topology/$file"; done

"$work"/debs/usr/bin/lscpu --sysroot "$work/dump" >"$work/out" || changed "it fails now"
value() {
    sed -n "s/^$1: *//p" "$work/out"
}
expect 'Vendor ID' ARM "$(value 'Vendor ID')"
expect 'Model name' Neoverse-N1 "$(value 'Model name')"
expect 'Architecture' "$(uname -m)" "$(value Architecture)"
echo "as written: $(value 'Vendor ID') $(value 'Model name') is told to be $(value Architecture)"
