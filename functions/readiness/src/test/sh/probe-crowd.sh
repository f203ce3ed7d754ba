#!/bin/sh
# What the probe costs in a crowded guest: runs it with 10,000 mounts, 3,500 processes and 1,000 containers, in mounts,
# processes and a root directory of its own, and prints CPU, wall time, peak memory, the size of the compressed answer and
# the sections that say that they are not whole. Needs root, unshare, busybox and GNU time. Leaves nothing behind.
#
#   probe-crowd.sh [SHELL]        sh, or for example "busybox ash"
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat "$here/own-root.sh" - >"$work/inside.sh" <<'INSIDE'
shell=$1
cp "$2" $root/probe.sh
mkdir $root/var/lib/docker
# The memory of each is a device of its own, as a container's layers are.
for i in $(seq 1 10000); do echo $root/var/lib/docker/$i; done | xargs mkdir
for i in $(seq 1 10000); do
    busybox mount -t tmpfs shm $root/var/lib/docker/$i
done
# An engine that knows of a thousand containers.
cat >$root/usr/bin/docker <<'DOCKER'
#!/bin/sh
case $1 in
ps) seq -f %064.0f 1 1000 ;;
inspect) shift 3; for id; do printf 'container\t%s\tsha256:%064d\tapplication:latest\n' "$id" 7; done ;;
image) printf 'image\tsha256:%064d\tamd64\n' 7 ;;
esac
DOCKER
chmod 755 $root/usr/bin/docker
cp /bin/sleep $root/usr/bin/dockerd
chroot $root dockerd 600 </dev/null >/dev/null 2>&1 &
until grep -s -q -x dockerd /proc/[0-9]*/comm; do :; done
for i in $(seq 1 3500); do chroot $root sleep 600 </dev/null >/dev/null 2>&1 & done
mounts=$(chroot $root cat /proc/self/mountinfo | wc -l)
until processes=$(ls -d /proc/[0-9]* | wc -l) && [ $processes -ge 3500 ]; do :; done
/usr/bin/time -o "$3/time" -f '%U %S %e %M' chroot $root env -i PATH=/usr/bin:/bin $shell /probe.sh </dev/null >"$3/out"
read -r user system wall memory <"$3/time"
echo "shell:       $shell"
echo "processes:   $processes"
echo "mounts:      $mounts"
echo "CPU:         $user s user, $system s system"
echo "wall:        $wall s"
echo "peak memory: $((memory / 1024)) MiB in any one process"
echo "answer:      $(wc -c <"$3/out") bytes, compressed $(gzip -9 -c <"$3/out" | wc -c)"
echo "cut or late: $(grep -a -E '^@[0-9a-f]{16} end [a-z-]* (124 [0-9]* [a-z]*|[0-9]* [0-9]* cut)$' "$3/out" | cut -d ' ' -f 3 | tr '\n' ' ')"
INSIDE
unshare --mount --pid --fork --kill-child --mount-proc sh "$work/inside.sh" "${1:-sh}" \
    "${PROBE:-$here/../../main/resources/io/muster/readiness/probe/probe.sh}" "$work" </dev/null
