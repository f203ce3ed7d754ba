#!/bin/sh
# What the probe costs: runs it with 300 more processes and 100,000 files below one of the directories that it searches,
# in mounts and processes of its own, and prints CPU, wall time, peak memory and the size of the compressed answer.
# Needs root, unshare and GNU time. Leaves nothing behind.
#
#   probe-cost.sh [SHELL]        sh, or for example "busybox ash"
set -eu
shell=${1:-sh}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What is sent, with the catalogue's expression in it; PROBE names another script.
if [ -n "${PROBE:-}" ]; then cp "$PROBE" "$work/probe.sh"; else "$here/../../../../../muster" guest --script >"$work/probe.sh"; fi
cat >"$work/inside.sh" <<'INSIDE'
set -eu
# The directories that a host fills with its own; what this machine keeps there is not the probe's cost.
for place in /opt /root /home /usr/local /srv /data; do
    [ ! -d $place ] || [ -L $place ] || mount -t tmpfs tmpfs $place
done
mkdir /opt/app
cd /opt/app
for i in $(seq 1 100); do mkdir -p modules/$i/lib; done
seq 1 100000 | awk '{ printf "modules/%d/lib/file%d.js%c", $1 % 100 + 1, $1, 0 }' | xargs -0 touch
# One program and one library in each directory are ELF files; one jar in each tenth.
for i in $(seq 1 100); do
    head -c 4096 /bin/sh >modules/$i/lib/program$i
    head -c 4096 /bin/sh >modules/$i/lib/libx$i.so
    chmod 755 modules/$i/lib/program$i
done
cd /
for i in $(seq 1 300); do sleep 600 & done
files=$(find /opt/app -type f | wc -l)
processes=$(ls -d /proc/[0-9]* | wc -l)
/usr/bin/time -o "$2/time" -f '%U %S %e %M' $1 "$2/probe.sh" >"$2/out"
read -r user system wall memory <"$2/time"
echo "shell:       $1"
echo "processes:   $processes"
echo "files:       $files"
echo "CPU:         $user s user, $system s system"
echo "wall:        $wall s"
echo "peak memory: $((memory / 1024)) MiB in any one process"
echo "answer:      $(wc -c <"$2/out") bytes, compressed $(gzip -9 -c <"$2/out" | wc -c)"
echo "cut or late: $(grep -a -E '^@[0-9a-f]{16} end [a-z-]* (124 [0-9]* [a-z]*|[0-9]* [0-9]* cut)$' "$2/out" | cut -d ' ' -f 3 | tr '\n' ' ')"
INSIDE
unshare --mount --pid --fork --kill-child --mount-proc sh "$work/inside.sh" "$shell" "$work" </dev/null
