#!/bin/sh
# What ntpq of a Debian release says, asked by the probe: ntp 4.2.8 of Debian 11, ntpsec of 12 and 13. Its ntpd follows
# servers in namespaces of the network, of which one is wrong; servers that contradict each other; one that is far off; one
# with a long address; none that answers; itself. Writes one answer of the probe for each, and versions-ntpq.txt. No clock is
# set: ntpd may not. Needs root, unshare, setpriv, ip, python3, and a mirror and debootstrap for a ROOT that is not there
# yet; ten minutes a release.
#
#   record-ntpq.sh PROBE RELEASE ROOT OUT
set -eu
probe=$1 release=$2 root=$3 out=$4
package=ntpsec
[ "$release" != bullseye ] || package=ntp
[ -e "$root/etc/debian_version" ] ||
    debootstrap --variant=minbase --include=$package,iproute2,procps "$release" "$root" >&2
mkdir -p "$out"
chroot "$root" dpkg-query -W -f '${Package} ${Version}\n' $package >"$out/versions-ntpq.txt"
export probe root out package
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
unshare --net sleep infinity &
far=$!
until [ "$(readlink /proc/$far/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do :; done
ip link set far9 netns $far
there() { nsenter --net=/proc/$far/ns/net "$@"; }
there ip link set far9 up
for server in 2 3 4 5 6; do there ip addr add 10.9.0.$server/24 dev far9; done
there ip addr add 2001:db8:1234:5678:9abc:def0:1234:5678/64 dev far9 nodad
ip link set eth9 up
ip addr add 10.9.0.1/24 dev eth9
ip addr add 2001:db8:1234:5678::1/64 dev eth9 nodad
# Servers that are right, 5 that is 400 ms ahead and 6 that is 400 ms behind.
cat >"$root/tmp/servers.py" <<'PYTHON'
import select, socket, struct, time
servers = {}
for family, address, ahead in [(socket.AF_INET, "10.9.0.%d" % n, {5: .4, 6: -.4}.get(n, 0)) for n in range(2, 7)] + [
        (socket.AF_INET6, "2001:db8:1234:5678:9abc:def0:1234:5678", 0)]:
    one = socket.socket(family, socket.SOCK_DGRAM)
    one.bind((address, 123))
    servers[one] = ahead
def stamp(seconds):
    return struct.pack(">II", int(seconds) + 2208988800, int(seconds % 1 * 2**32))
while True:
    for one in select.select(list(servers), [], [])[0]:
        asked, client = one.recvfrom(1024)
        now = time.time() + servers[one]
        one.sendto(struct.pack(">BBbbII4s", asked[0] & 0x38 | 4, 1, asked[2], -20, 0, 16, b"GPS\0") + stamp(now - 8)
                   + asked[40:48] + stamp(now) + stamp(time.time() + servers[one]), client)
PYTHON
there python3 "$root/tmp/servers.py" &
# The probe gives ntpq three seconds, which a busy machine does not.
sed 's/try ${ask%% \*} 3 /try ${ask%% *} 60 /; s/^    section clock .*/    section clock s_clock 80 2048/; s/WHOLE=52/WHOLE=100/' \
    "$probe" >"$root/tmp/probe.sh"

# ask NAME TALLY COUNT LINE...: the answer once COUNT peers bear a mark, with lines of ntp.conf.
ask() {
    name=$1 tally=$2 count=$3
    shift 3
    {
        printf '%s\n' 'disable ntp' 'restrict 127.0.0.1' 'restrict ::1' "$@"
        [ "$package" = ntpsec ] || echo 'disable kernel'
    } >"$root/tmp/ntp.conf"
    setpriv --bounding-set -sys_time --inh-caps -sys_time chroot "$root" ntpd -n -g \
        -c /tmp/ntp.conf >"$root/tmp/ntpd.log" 2>&1 &
    running=$!
    for wait in $(seq 90); do
        [ "$(chroot "$root" ntpq -p -n 2>/dev/null | grep -c "^[$tally]")" -lt "$count" ] || break
        sleep 4
    done
    chroot "$root" sh /tmp/probe.sh clock </dev/null >"$out/clock-ntpq-$name.out"
    kill $running
    wait $running || :
}
server='iburst minpoll 3 maxpoll 3'
ask servers 'x-' 1 "server 10.9.0.2 $server" "server 10.9.0.3 $server" "server 10.9.0.4 $server" "server 10.9.0.5 $server"
ask contradiction x 2 "server 10.9.0.5 $server" "server 10.9.0.6 $server"
ask far '*' 1 "server 10.9.0.5 $server"
ask address '*' 1 "server 2001:db8:1234:5678:9abc:def0:1234:5678 $server"
ask silent ' ' 1 "server 10.9.0.77 $server"
if [ "$package" = ntpsec ]; then
    ask itself '*' 1 'tos orphanwait 16' 'refclock local stratum 10 minpoll 4 maxpoll 4'
else
    ask itself '*' 1 'tos orphanwait 16' 'server 127.127.1.0 minpoll 4 maxpoll 4' 'fudge 127.127.1.0 stratum 10'
fi
INSIDE
