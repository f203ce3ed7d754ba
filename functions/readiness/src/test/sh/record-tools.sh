#!/bin/sh
# What the tools of a Debian release say of sockets, of routes that lead nowhere, of log-ins and of a clock that follows
# itself, asked by the probe in namespaces of their own. Writes one answer of the probe for each tool, and versions.txt.
# Needs root, unshare, python3, the network of a mirror, and debootstrap for a ROOT that is not there yet.
#
#   record-tools.sh PROBE RELEASE ROOT OUT
set -eu
probe=$1 release=$2 root=$3 out=$4
# debootstrap resolves no virtual package: python3-cffi-backend is what cloud-init needs by another name.
packages=iproute2,net-tools,util-linux,chrony,procps,cloud-init,python3-cffi-backend
case $release in
trixie) packages=$packages,wtmpdb,lastlog2,util-linux-extra ;;
esac
[ -e "$root/etc/debian_version" ] ||
    debootstrap --variant=minbase --include=$packages "$release" "$root" >&2
mkdir -p "$out"
chroot "$root" dpkg-query -W -f '${Package} ${Version}\n' $(echo $packages | tr , ' ') >"$out/versions.txt"
export probe root out
exec unshare --mount --pid --fork --kill-child --mount-proc --net sh -eu <<'INSIDE'
mount -t proc proc "$root/proc"
for place in run tmp var/log dev; do mount -t tmpfs tmpfs "$root/$place"; done
mkdir "$root/dev/shm"
for device in null zero urandom; do
    : >"$root/dev/$device"
    mount --bind /dev/$device "$root/dev/$device"
done
ip link set lo up
ip link add eth9 type veth peer name far9
ip link set eth9 up
ip link set far9 up
ip addr add 10.9.0.2/24 dev eth9
ip addr add 2001:db8:1234:5678:9abc:def0:1234:5678/64 dev eth9 nodad
ip addr add fe80::7a:45ff:fe3a:8020/64 dev eth9 nodad
python3 - <<'PYTHON' &
import socket, time
held = []
for family, address in (
        (socket.AF_INET, ("0.0.0.0", 8080)),
        (socket.AF_INET, ("127.0.0.1", 3306)),
        (socket.AF_INET6, ("::1", 8053)),
        (socket.AF_INET6, ("2001:db8:1234:5678:9abc:def0:1234:5678", 8443)),
        (socket.AF_INET6, ("fe80::7a:45ff:fe3a:8020", 53, 0, socket.if_nametoindex("eth9")))):
    one = socket.socket(family, socket.SOCK_STREAM)
    one.bind(address)
    one.listen()
    held.append(one)
time.sleep(600)
PYTHON
until [ "$(cat /proc/net/tcp /proc/net/tcp6 | grep -c ' 0A ')" -eq 5 ]; do :; done

# ask NAME SECTION EXPRESSION [TOOL...]: the probe's answer, changed by an expression of sed, without some tools.
ask() {
    name=$1 section=$2 expression=$3
    shift 3
    sed "$expression" "$probe" >"$root/tmp/probe.sh"
    hidden=
    for tool; do
        for place in usr/bin usr/sbin bin sbin; do
            [ ! -e "$root/$place/$tool" ] || [ -L "$root/$place" ] || {
                mount --bind "$root/dev/null" "$root/$place/$tool"
                hidden="$hidden $root/$place/$tool"
            }
        done
    done
    chroot "$root" sh /tmp/probe.sh "$section" </dev/null >"$out/$name.out"
    for tool in $hidden; do umount "$tool"; done
}

ask listeners-ss listeners ''
ask listeners-ss-header listeners '/ss -H /d'
ask listeners-netstat listeners '' ss
ask listeners-netstat-cut listeners '/netstat -W/d' ss
ask listeners-proc listeners '' ss netstat
for nowhere in blackhole unreachable prohibit; do
    ip route add $nowhere default
    ask routes-$nowhere-proc routes ''
    ask routes-$nowhere-ip routes 's|\[ -r /proc/net/route ]|false|'
    ip route del $nowhere default
done
ip route add default via 10.9.0.1 dev eth9
ask routes-gateway-proc routes ''
ask routes-gateway-ip routes 's|\[ -r /proc/net/route ]|false|'
# A second after midnight of today.
printf '[7] [00911] [ts/0] [%-8s] [%-12s] [%-20s] [%-15s] [%s,000000+00:00]\n' \
    deploy pts/0 203.0.113.9 203.0.113.9 "$(date -u +%Y-%m-%dT00:00:01)" >"$root/tmp/wtmp"
utmpdump -r <"$root/tmp/wtmp" >"$root/var/log/wtmp" 2>/dev/null
if [ -x "$root/usr/bin/wtmpdb" ]; then
    mkdir -p "$root/var/lib/wtmpdb"
    chroot "$root" wtmpdb import /var/log/wtmp >&2
fi
ask logins-last logins '' lastlog lastlog2
cp "$root/etc/passwd" "$root/tmp/passwd"
echo 'deploy:x:1000:1000::/srv/deploy:/bin/sh' >>"$root/tmp/passwd"
mount --bind "$root/tmp/passwd" "$root/etc/passwd"
python3 - "$root/var/log/lastlog" <<'PYTHON'
import struct, sys, time
with open(sys.argv[1], "wb") as file:
    file.seek(1000 * 292)
    file.write(struct.pack("<i32s256s", int(time.time()) // 86400 * 86400 + 1, b"pts/0", b"203.0.113.9"))
PYTHON
if [ -x "$root/usr/bin/lastlog2" ]; then
    mkdir -p "$root/var/lib/lastlog"
    chroot "$root" lastlog2 --import /var/log/lastlog >&2
fi
ask logins-each logins ''
printf 'local stratum 8\n' >"$root/tmp/chrony.conf"
mkdir -p "$root/run/chrony"
chroot "$root" chronyd -x -u root -f /tmp/chrony.conf -n >"$out/chronyd.log" 2>&1 &
for wait in 1 2 3 4 5 6 7 8 9 10; do
    ! chroot "$root" chronyc -n tracking >/dev/null 2>&1 || break
    sleep 1
done
ask clock-own clock ''
rm -f "$out/chronyd.log"

# user_data NAME TEXT: what cloud-init makes of it at a first boot.
mkdir -p "$root/var/lib/cloud"
cat >"$root/tmp/cloud.cfg" <<'CONFIG'
datasource_list: [NoCloud]
network: {config: disabled}
cloud_init_modules: []
cloud_config_modules: []
cloud_final_modules: [scripts-user]
CONFIG
mount --bind "$root/tmp/cloud.cfg" "$root/etc/cloud/cloud.cfg"
user_data() {
    mount -t tmpfs tmpfs "$root/var/lib/cloud"
    mkdir -p "$root/var/lib/cloud/seed/nocloud"
    echo 'instance-id: i-0123456789abcdef0' >"$root/var/lib/cloud/seed/nocloud/meta-data"
    printf '%b' "$2" >"$root/var/lib/cloud/seed/nocloud/user-data"
    rm -rf "$root/run/cloud-init" "$root/var/log/cloud-init.log"
    for stage in 'init --local' init 'modules --mode=config' 'modules --mode=final'; do
        chroot "$root" cloud-init $stage </dev/null >/dev/null 2>&1 || :
    done
    ask "$1" user-data ''
    umount "$root/var/lib/cloud"
}
user_data userdata-ran '#!/bin/sh\ntrue\n'
user_data userdata-failed '#!/bin/sh\nexit 3\n'
user_data userdata-blank '\n#!/bin/sh\ntrue\n'
user_data userdata-unknown 'apt-get install -y nginx\n'
user_data userdata-empty '#cloud-config\n# nothing\n'
user_data userdata-yaml '#cloud-config\npackages: [nginx\nruncmd: - true\n'
INSIDE
