#!/bin/sh
# What the tools of a Debian release say of storage in layers and of services that systemd restarts, asked by the probe in
# an emulated machine with the release's kernel and systemd: md, LVM thin, dm-crypt, dm-verity, multipath, btrfs, an
# external journal; whole, and with a full thin pool and a failed disk. Writes the probe's answers and the versions.
# Needs root, qemu-system-x86_64, e2fsprogs, a mirror, and debootstrap for a ROOT that is not there yet; five minutes.
#
#   record-machine.sh PROBE RELEASE ROOT OUT
set -eu
probe=$1 release=$2 root=$3 out=$4
packages=linux-image-cloud-amd64,initramfs-tools,systemd-sysv,udev,kmod,mdadm,lvm2,thin-provisioning-tools,cryptsetup-bin,multipath-tools,btrfs-progs,xfsprogs,e2fsprogs
[ -e "$root/etc/debian_version" ] ||
    debootstrap --variant=minbase --include=$packages "$release" "$root" >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out" "$work/system"
tar c -C "$root" --exclude=./boot --exclude=./proc --exclude=./dev --exclude=./usr/share/doc --exclude=./usr/share/locale \
    --exclude=./usr/share/man --exclude=./usr/lib/jvm --exclude='./usr/lib/go-*' --exclude='./usr/share/go-*' \
    --exclude=./usr/lib/gcc --exclude=./usr/libexec/gcc --exclude=./var/cache --exclude=./var/lib/apt . | tar x -C "$work/system"
cd "$work/system"
mkdir -p proc dev sys srv
cp "$probe" probe.sh
rm -f etc/fstab
for unit in apt-daily.timer apt-daily-upgrade.timer getty@tty1.service serial-getty@ttyS0.service nginx.service \
    apache2.service haproxy.service ssh.service ntpsec.service cron.service anacron.service rsyslog.service \
    earlyoom.service systemd-timesyncd.service multipathd.service; do
    ln -sf /dev/null etc/systemd/system/$unit
done
# unit NAME LINE...: a service of the shop.
unit() {
    name=$1
    shift
    printf '[Unit]\nDescription=%s of the shop\n' "$name" >etc/systemd/system/$name.service
    printf '%s\n' "$@" '[Install]' 'WantedBy=multi-user.target' >>etc/systemd/system/$name.service
    ln -sf /etc/systemd/system/$name.service etc/systemd/system/multi-user.target.wants/$name.service
}
mkdir -p etc/systemd/system/multi-user.target.wants
unit loops StartLimitIntervalSec=0 '[Service]' Restart=always RestartSec=2 "ExecStart=/bin/sh -c 'exit 3'"
unit gives-up StartLimitIntervalSec=300 StartLimitBurst=3 '[Service]' Restart=on-failure RestartSec=1 "ExecStart=/bin/sh -c 'exit 4'"
unit steady '[Service]' Restart=always 'ExecStart=/bin/sleep 100000'
unit fails-once '[Service]' Type=oneshot 'ExecStart=/bin/false'
unit ends-well StartLimitIntervalSec=0 '[Service]' Restart=always RestartSec=2 'ExecStart=/bin/true'
unit record '[Service]' Type=oneshot TimeoutStartSec=infinity StandardOutput=tty TTYPath=/dev/ttyS0 ExecStart=/record.sh
cat >record.sh <<'INSIDE'
#!/bin/sh
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
mkdir -p /run/out
for module in dm-thin-pool dm-crypt dm-verity dm-multipath raid1 xfs btrfs virtio_scsi sd_mod; do modprobe $module; done
settled() { udevadm settle --timeout=60; }
settled
for place in md thin crypt verity btrfs shared journal; do mkdir -p /srv/$place; done
mdadm --create /dev/md0 --run --level=1 --raid-devices=2 --metadata=1.2 /dev/nvme0n1 /dev/nvme1n1
settled
mkfs.ext4 -q /dev/md0 && mount /dev/md0 /srv/md
pvcreate -q /dev/nvme2n1 && vgcreate -q shop /dev/nvme2n1 && lvcreate -q -y --type thin-pool -L 600M -n pool shop &&
    lvcreate -q -y -V 2G -T shop/pool -n data
settled
mkfs.xfs -q /dev/shop/data && mount /dev/shop/data /srv/thin
printf secret >/run/key
cryptsetup luksFormat -q --pbkdf pbkdf2 --pbkdf-force-iterations 1000 --key-file /run/key /dev/nvme3n1 &&
    cryptsetup open --key-file /run/key /dev/nvme3n1 vault
settled
mkfs.ext4 -q /dev/mapper/vault && mount /dev/mapper/vault /srv/crypt
mkfs.ext4 -q /dev/nvme4n1
hash=$(veritysetup format /dev/nvme4n1 /dev/nvme5n1 | sed -n 's/^Root hash:[[:space:]]*//p')
veritysetup open /dev/nvme4n1 sealed /dev/nvme5n1 "$hash"
settled
mount -o ro /dev/mapper/sealed /srv/verity
mkfs.btrfs -q /dev/nvme6n1 /dev/nvme7n1
settled
mount /dev/nvme6n1 /srv/btrfs
mke2fs -q -O journal_dev /dev/nvme8n1 && mkfs.ext4 -q -J device=/dev/nvme8n1 /dev/nvme9n1 && mount /dev/nvme9n1 /srv/journal
mkfs.ext4 -q /dev/nvme10n1
printf 'defaults {\n user_friendly_names yes\n find_multipaths no\n}\nblacklist {\n devnode "^(nvme|vd)"\n}\n' >/etc/multipath.conf
multipathd
tries=0
until [ -e /dev/mapper/mpatha ] || [ $tries = 60 ]; do
    sleep 1
    tries=$((tries + 1))
done
settled
mkfs.ext4 -q -F /dev/mapper/mpatha && mount /dev/mapper/mpatha /srv/shared
settled
uname -sr >/run/out/versions-machine.txt
dpkg-query -W -f '${Package} ${Version}\n' systemd util-linux coreutils lvm2 mdadm cryptsetup-bin multipath-tools btrfs-progs \
    xfsprogs e2fsprogs >>/run/out/versions-machine.txt
asked="filesystems inodes mounts blocks kernel"
cd /run
sh /probe.sh $asked </dev/null >/run/out/storage-whole.out
sed 's/for form in json pairs/for form in pairs/' /probe.sh >/run/pairs.sh
sh /run/pairs.sh $asked </dev/null >/run/out/storage-pairs.out
mount --bind /dev/null "$(command -v lsblk)"
sh /probe.sh $asked </dev/null >/run/out/storage-sys.out
umount "$(command -v lsblk)"
dd if=/dev/zero of=/srv/thin/fill bs=1M count=900 conv=fsync 2>/dev/null &
mdadm --fail /dev/md0 /dev/nvme1n1
tries=0
until dmesg | grep -q 'out-of-data-space' || [ $tries = 60 ]; do
    sleep 1
    tries=$((tries + 1))
done
sh /probe.sh $asked </dev/null >/run/out/storage-failed.out
tries=0
until systemctl is-failed -q gives-up.service || [ $tries = 60 ]; do
    sleep 1
    tries=$((tries + 1))
done
sh /probe.sh unit-restarts failed-units </dev/null >/run/out/units-restarts.out
tar c -C /run out >/dev/vdb
sync
echo recorded
echo o >/proc/sysrq-trigger
INSIDE
chmod +x record.sh
cd "$work"
mke2fs -q -t ext4 -d system root.img 1600M
truncate -s 16M out.img
truncate -s 1G shared.img
set -- -drive file=root.img,if=virtio,format=raw -drive file=out.img,if=virtio,format=raw
for disk in 0 1 2 3 4 5 6 7 8 9 10; do
    truncate -s 1G disk$disk.img
    set -- "$@" -drive file=disk$disk.img,if=none,id=d$disk,format=raw \
        -device nvme,drive=d$disk,serial=vol0a0b0c0d0e0f000$(printf %02d $disk)
done
for path in 0 1; do
    set -- "$@" -device virtio-scsi-pci,id=s$path \
        -drive file=shared.img,if=none,id=m$path,format=raw,file.locking=off \
        -device scsi-hd,bus=s$path.0,drive=m$path,serial=shared1,share-rw=on
done
timeout 900 qemu-system-x86_64 -machine q35,accel=tcg -cpu max -smp 2 -m 2048 -display none -serial file:console.log -no-reboot \
    -kernel "$(ls "$root"/boot/vmlinuz-* | tail -1)" -initrd "$(ls "$root"/boot/initrd.img-* | tail -1)" \
    -append 'root=/dev/vda rw console=ttyS0 panic=-1 systemd.show_status=0' "$@" </dev/null || :
tar x -C "$out" --strip-components=1 <out.img 2>/dev/null || { tail -40 console.log >&2; exit 1; }
