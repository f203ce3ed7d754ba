# A root file system of a test's own, in a name space of its own: what a distribution has is borrowed from this machine,
# all else is empty memory, which calls itself a disk so that the probe looks into it. Functions then make what a test
# wants to be there; `probe SHELL SECTION...` runs /probe.sh within, and ends.
set -u
root=/mnt
mount -t tmpfs -o size=2g /dev/nvme0n1p1 $root || exit 1
mkdir $root/proc $root/sys $root/dev $root/run $root/tmp $root/etc $root/usr $root/var $root/var/log $root/var/lib \
    $root/root $root/home $root/opt $root/srv
for place in /bin /sbin /lib /lib32 /lib64 /libx32; do
    if [ -L $place ]; then
        cp -a $place $root$place
    elif [ -d $place ]; then
        mkdir $root$place && mount --bind $place $root$place
    fi
done
# An overlay is no disk of the guest's own, whose sizes would be asked for.
mount -t tmpfs tmpfs /srv
mkdir /srv/upper /srv/work
mount -t overlay -o lowerdir=/usr,upperdir=/srv/upper,workdir=/srv/work overlay $root/usr || exit 1
mount -t proc proc $root/proc
mount --rbind /dev $root/dev
mount -t tmpfs tmpfs $root/run
mount -t tmpfs tmpfs $root/tmp
mount -t tmpfs tmpfs $root/dev/shm
cp /etc/passwd /etc/group $root/etc
cp -r /etc/alternatives $root/etc 2>/dev/null

# A FUSE file system whose daemon says hello, takes every question and answers none: who asks it something hangs in the
# kernel, where no signal reaches it, until the daemon ends.
dead() {
    mkdir -p "$1"
    exec 9<>/dev/fuse
    mount -i -t fuse.dead -o fd=9,rootmode=40000,user_id=0,group_id=0,allow_other dead "$1" || exit 1
    dd bs=135168 count=1 <&9 2>/dev/null >$root/hello
    number=$(od -An -v -to1 -j 8 -N 8 $root/hello | sed 's/ /\\/g')
    rm $root/hello
    zeros='\000\000\000\000'
    printf "\120\000\000\000$zeros$number\007\000\000\000\027\000\000\000$zeros$zeros$zeros\000\020\000\000$zeros$zeros$zeros$zeros$zeros$zeros$zeros$zeros$zeros$zeros" >&9
    dd bs=135168 <&9 >/dev/null 2>&1 &
    exec 9<&-
}

# Not at the lowest priority, at which nothing is done in time beside the tests of other modules.
probe() {
    ln -s -f /bin/true $root/usr/bin/renice
    exec chroot $root env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@" </dev/null
}
