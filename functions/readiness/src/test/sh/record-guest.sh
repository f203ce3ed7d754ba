#!/bin/sh
# Records a guest: runs the probe in a root file system of another distribution, in namespaces of its own (processes,
# mounts, network, host name), on a real ext4 of its own, with sshd and nginx running where they are installed.
# Needs root, loop devices, e2fsprogs and util-linux. Leaves nothing mounted: the mounts die with the namespace.
#
#   record-guest.sh ROOT HOSTNAME GIBIBYTES OUTPUT [SETUP]
#
# ROOT is a directory such as debootstrap makes, for example
#   debootstrap --variant=minbase --include=iproute2,procps,kmod,logrotate,openssh-server,nginx-light bookworm ROOT
#   debootstrap --arch=arm64 ...   (runs under qemu-user, registered with binfmt_misc)
# SETUP is a script that is run inside before the probe; the guests that have one keep it beside their recording.
set -eu
root=$1
host=$2
size=$3
output=$4
setup=${5:-}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
probe=$work/probe.sh
"$here/../../../../../muster" guest --script >"$probe"

truncate -s "${size}G" "$work/disk"
mkfs.ext4 -q -m 5 -E lazy_itable_init=1,nodiscard "$work/disk"
loop=$(losetup --find --show "$work/disk")
trap 'losetup -d "$loop"; rm -rf "$work"' EXIT
minor=$((0x$(stat -c %T "$loop")))
[ -z "$setup" ] || cp "$setup" "$work/setup.sh"

cat >"$work/inside.sh" <<'INSIDE'
mount -t tmpfs -o mode=755 tmpfs /run
mount -t tmpfs tmpfs /dev/shm
mkdir -p /run/sshd /run/lock
[ ! -x /usr/sbin/sshd ] || /usr/sbin/sshd 2>/dev/null
[ ! -x /usr/sbin/nginx ] || /usr/sbin/nginx 2>/dev/null
[ ! -f /setup.sh ] || sh /setup.sh >/dev/null 2>&1
rm -f /setup.sh
sh </probe.sh
INSIDE
cat >"$work/outside.sh" <<'OUTSIDE'
set -eu
root=$1 host=$2 work=$3 probe=$4 minor=$5
mount --make-rprivate /
# The same block device by the name that an EBS volume has on Nitro.
mount -t tmpfs tmpfs /dev
mknod -m 666 /dev/null c 1 3
mknod /dev/nvme0n1p1 b 7 "$minor"
mkdir "$work/root"
mount -t ext4 /dev/nvme0n1p1 "$work/root"
cp -a "$root/." "$work/root/"
cp "$probe" "$work/root/probe.sh"
cp "$work/inside.sh" "$work/root/inside.sh"
[ ! -f "$work/setup.sh" ] || cp "$work/setup.sh" "$work/root/setup.sh"
hostname "$host"
ip link set lo up
ip link add eth0 type veth peer name peer0
ip addr add 172.31.5.10/20 dev eth0
ip link set eth0 up
ip link set peer0 up
ip route add default via 172.31.0.1 dev eth0
mkdir -p "$work/root/dev/shm" "$work/root/dev/pts" "$work/root/etc"
for node in 'null 1 3' 'zero 1 5' 'urandom 1 9' 'random 1 8'; do
    set -- $node
    [ -e "$work/root/dev/$1" ] || mknod -m 666 "$work/root/dev/$1" c "$2" "$3"
done
printf 'search eu-central-1.compute.internal\nnameserver 172.31.0.2\n' >"$work/root/etc/resolv.conf"
echo "$host" >"$work/root/etc/hostname"
cd "$work/root"
mkdir -p mnt/old
pivot_root . mnt/old
mount -t proc proc /proc
umount -l /mnt/old
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin sh /inside.sh
OUTSIDE
unshare --mount --pid --net --uts --ipc --fork --kill-child sh "$work/outside.sh" "$root" "$host" "$work" "$probe" "$minor" \
    </dev/null >"$work/out" 2>"$work/err" || { cat "$work/err" >&2; exit 1; }
# Under emulation each process runs the emulator, which no arm64 machine has.
awk '
    /^exe\t.*\/qemu-[a-z0-9_]+-static$/ { left += length($0) + 1; next }
    left && $2 == "end" { $5 -= left; left = 0 }
    { print }' "$work/out" >"$output"
