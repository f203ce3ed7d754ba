#!/bin/sh
# What Linux 6.12 and the tools of Debian 13 say of bcachefs, asked by the probe in an emulated machine: one file system of
# one device, one of two, one of two that lacks one, and one that nothing mounts. Debian has no bcachefs-tools: BCACHEFS is
# the program that makes the file systems, built from its sources (v1.3 without Rust: NO_RUST=1 make VERSION=v1.3). Writes the probe's
# answers and the versions. Needs root, qemu-system-x86_64, e2fsprogs, a mirror, and debootstrap for a ROOT that is not
# there yet; three minutes.
#
#   record-bcachefs.sh PROBE BCACHEFS ROOT OUT
set -eu
probe=$1 bcachefs=$2 root=$3 out=$4
packages=linux-image-amd64,initramfs-tools,systemd-sysv,udev,kmod,e2fsprogs
[ -e "$root/etc/debian_version" ] ||
    debootstrap --variant=minbase --include=$packages trixie "$root" >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out" "$work/system"
tar c -C "$root" --exclude=./boot --exclude=./proc --exclude=./dev --exclude=./usr/share/doc --exclude=./usr/share/locale \
    --exclude=./usr/share/man --exclude=./var/cache --exclude=./var/lib/apt . | tar x -C "$work/system"
cd "$work/system"
mkdir -p proc dev sys srv
cp "$probe" probe.sh
rm -f etc/fstab
for unit in apt-daily.timer apt-daily-upgrade.timer getty@tty1.service serial-getty@ttyS0.service; do
    ln -sf /dev/null etc/systemd/system/$unit
done
mkdir -p etc/systemd/system/multi-user.target.wants
cat >etc/systemd/system/record.service <<'UNIT'
[Service]
Type=oneshot
TimeoutStartSec=infinity
StandardOutput=tty
TTYPath=/dev/ttyS0
ExecStart=/record.sh
[Install]
WantedBy=multi-user.target
UNIT
ln -sf /etc/systemd/system/record.service etc/systemd/system/multi-user.target.wants/record.service
"$bcachefs" version >bcachefs-version
cat >record.sh <<'INSIDE'
#!/bin/sh
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
mkdir -p /run/out /srv/one /srv/two /srv/degraded
modprobe bcachefs
udevadm settle --timeout=60
# disk NUMBER: the device of that serial number, as the kernel numbers devices in the order in which they answer.
disk() { echo /dev/$(grep -l "000$1" /sys/block/nvme*/device/serial | cut -d / -f 4); }
mount -t bcachefs "$(disk 00)" /srv/one
mount -t bcachefs "$(disk 01):$(disk 02)" /srv/two
mount -t bcachefs -o degraded "$(disk 03)" /srv/degraded
udevadm settle --timeout=60
dd if=/dev/zero of=/srv/two/fill bs=1M count=64 conv=fsync
uname -sr >/run/out/versions-bcachefs.txt
dpkg-query -W -f '${Package} ${Version}\n' util-linux coreutils udev >>/run/out/versions-bcachefs.txt
printf 'bcachefs-tools %s\n' "$(awk 'END { print $NF }' /bcachefs-version)" >>/run/out/versions-bcachefs.txt
asked="filesystems inodes mounts blocks kernel"
cd /run
sh /probe.sh $asked </dev/null >/run/out/storage-bcachefs.out
sed 's/for form in json pairs/for form in pairs/' /probe.sh >/run/pairs.sh
sh /run/pairs.sh $asked </dev/null >/run/out/storage-bcachefs-pairs.out
tar c -C /run out >/dev/vdb
sync
echo recorded
echo o >/proc/sysrq-trigger
INSIDE
chmod +x record.sh
cd "$work"
mke2fs -q -t ext4 -d system root.img 1600M
truncate -s 16M out.img
set -- -drive file=root.img,if=virtio,format=raw -drive file=out.img,if=virtio,format=raw
for disk in 0 1 2 3 4 5; do
    truncate -s 2G disk$disk.img
done
"$bcachefs" format -q disk0.img
"$bcachefs" format -q --replicas=1 disk1.img disk2.img
"$bcachefs" format -q --replicas=2 disk3.img disk4.img
"$bcachefs" format -q disk5.img
for disk in 0 1 2 3 5; do
    set -- "$@" -drive file=disk$disk.img,if=none,id=d$disk,format=raw \
        -device nvme,drive=d$disk,serial=vol0a0b0c0d0e0f000$(printf %02d $disk)
done
timeout 600 qemu-system-x86_64 -machine q35,accel=tcg -cpu max -smp 2 -m 2048 -display none -serial file:console.log -no-reboot \
    -kernel "$(ls "$root"/boot/vmlinuz-* | tail -1)" -initrd "$(ls "$root"/boot/initrd.img-* | tail -1)" \
    -append 'root=/dev/vda rw console=ttyS0 panic=-1 systemd.show_status=0' "$@" </dev/null || :
tar x -C "$out" --strip-components=1 <out.img 2>/dev/null || { tail -40 console.log >&2; exit 1; }
