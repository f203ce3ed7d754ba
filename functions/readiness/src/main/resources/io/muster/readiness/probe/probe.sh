#!/bin/sh
# Muster's guest probe, format 1. docs/guest.md describes what it asks and prints.
#
# It reads and it prints. It installs nothing, changes nothing, runs standard tools only and nothing it finds on the
# disk. It must work in dash, bash and busybox ash, as root and, knowing less, as any user.
#
# Names found on the guest are hostile: they reach other programs as whole arguments that begin with a slash, or as
# lines from which names with line feeds and tabs were left out; the shell never evaluates one.
#
# The whole program stands in functions, and its last line calls main: a shell that reads it from a pipe has then read
# all of it before the first tool can take input away from it, and half a script does nothing.

# Seconds after which no tool is left running and every further section answers 124.
readonly WHOLE=52
# Bytes that a tool may print before its pipe is closed; far above every section's budget, far below what hurts.
readonly HARD=1048576
# Files looked at for their ELF header, and jars for their names, before the search says that it is partial.
readonly MAX_FILES=20000
readonly MAX_JARS=400
# The name to resolve: public, answered by every resolver that can reach AWS.
readonly KNOWN_NAME=sts.amazonaws.com

# With arguments, only the sections of these names.
main() {
    ONLY=" $* "
    PATH=/usr/sbin:/usr/bin:/sbin:/bin
    LC_ALL=C
    LANG=C
    TZ=UTC0
    PAGER=cat
    SYSTEMD_PAGER=cat
    SYSTEMD_COLORS=0
    export PATH LC_ALL LANG TZ PAGER SYSTEMD_PAGER SYSTEMD_COLORS
    unset ENV BASH_ENV CDPATH GREP_OPTIONS GREP_COLORS LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT POSIXLY_CORRECT \
        TIME_STYLE BLOCK_SIZE BLOCKSIZE DF_BLOCK_SIZE DU_BLOCK_SIZE LS_BLOCK_SIZE COLUMNS DOCKER_HOST RPM_CONFIGDIR
    IFS=' 	
'
    NL='
'
    TAB='	'
    umask 077
    set -u -f
    exec </dev/null

    be_modest
    find_time_limit
    make_workplace || {
        echo 'muster-probe: no directory for its work could be made under /run, /dev/shm or /tmp' >&2
        exit 73
    }
    trap 'rm -rf "$DIR"' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 141' PIPE
    trap 'exit 143' TERM

    random
    NONCE=$RANDOM_HEX
    random
    # Twenty secret bytes that stand between the files of a stream.
    printf '\n%s00\n' "$RANDOM_HEX" >"$DIR/mark"

    tick
    START=$NOW
    SECTIONS=0
    USER_ID=$(id -u 2>/dev/null) || USER_ID=-1
    KERNEL_MACHINE=$(kernel_machine)
    printf '#muster-probe 1 %s %s %s\n' "$NONCE" "$(date +%s)" "$USER_ID"

    # name, function, seconds (more than its first tool may take, so that the next has its turn), bytes that are kept
    section uname            s_uname              5   512
    section proc-version     s_proc_version       2   512
    section hostnamectl      s_hostnamectl        5  2048
    section lscpu            s_lscpu              7  4096
    section os-release       s_os_release         2  2048
    section filesystems      s_filesystems       12 12288
    section inodes           s_inodes            10  8192
    section mounts           s_mounts             3 12288
    section blocks           s_blocks             9 16384
    section ebs-serials      s_ebs_serials        3  8192
    section big-directories  s_big_directories   12  8192
    section addresses        s_addresses          7 12288
    section host-addresses   s_host_addresses     6  2048
    section listeners        s_listeners          9 16384
    section routes           s_routes             3  4096
    section resolv-conf      s_resolv_conf        2  2048
    section name-resolution  s_name_resolution    7  2048
    section clock            s_clock              8  2048
    section logins           s_logins             9  4096
    section failed-logins    s_failed_logins      7 10240
    section journal          s_journal            8 32768
    section syslog           s_syslog             4 10240
    section kernel           s_kernel             8 12288
    section logrotate-conf   s_logrotate_conf     3 16384
    section logrotate-state  s_logrotate_state    2  8192
    section log-sizes        s_log_sizes          6  6144
    section executables      s_executables        9 32768
    section elf-foreign      s_elf_foreign       14  8192
    section packages         s_packages           8 24576
    section libraries        s_libraries          8 16384
    section containers       s_containers         8  8192
    section modules          s_modules            3  4096
    section processes        s_processes          5  6144
    section meminfo          s_meminfo            2  2048
    section reboot-required  s_reboot_required    5  4096
    printf '@%s done %s\n' "$NONCE" "$SECTIONS"
    exit 0
}

# ---- the frame -------------------------------------------------------------------------------------------------------

# The lowest CPU and I/O priority, for this shell and so for all that it starts.
be_modest() {
    renice -n 19 -p $$ >/dev/null 2>&1
    ionice -c 3 -p $$ >/dev/null 2>&1
    return 0
}

# What a tool has started goes down with it, or its pipe would stay open: coreutils' timeout ends the whole process
# group, busybox's only the tool itself, so that there a watchdog over a session of the tool's own does better. Where
# there is neither: busybox since 1.30 takes `timeout -s KILL 5 true`, before `timeout -t 5 -s KILL true`.
find_time_limit() {
    SESSION=
    ! has setsid || SESSION=setsid
    if timeout --version 2>/dev/null | grep -q coreutils && timeout -s KILL 5 true; then
        LIMITER=timeout
    elif [ -n "$SESSION" ]; then
        LIMITER=watchdog
    elif timeout -s KILL 5 true >/dev/null 2>&1; then
        LIMITER=timeout
    elif timeout -t 5 -s KILL true >/dev/null 2>&1; then
        LIMITER=timeout-t
    else
        LIMITER=watchdog
    fi
}

# /run is memory: a full disk must not break the probe, nor the probe wake a disk.
make_workplace() {
    for parent in /run /dev/shm /tmp; do
        DIR=$(mktemp -d "$parent/muster-probe.XXXXXXXXXX" 2>/dev/null) && [ -d "$DIR" ] && return 0
    done
    return 1
}

# Sixteen hexadecimal digits that a process of this guest cannot foresee.
random() {
    RANDOM_HEX=$(od -An -N8 -tx1 /dev/urandom 2>/dev/null | tr -cd '0-9a-f')
    [ ${#RANDOM_HEX} -eq 16 ] ||
        RANDOM_HEX=$(hexdump -n 8 -e '8/1 "%02x"' /dev/urandom 2>/dev/null | tr -cd '0-9a-f')
    [ ${#RANDOM_HEX} -eq 16 ] || {
        COUNTER=$((${COUNTER:-0} + 1))
        seed="$$ $COUNTER $(date) $(cat /proc/uptime /proc/interrupts 2>/dev/null | cksum)"
        RANDOM_HEX=$(printf '%s' "$seed" | sha256sum 2>/dev/null | cut -c 1-16)
        [ ${#RANDOM_HEX} -eq 16 ] ||
            RANDOM_HEX=$(printf '%08x%08x' "$(printf '%s' "$seed" | cksum | cut -d ' ' -f 1)" $$ | cut -c 1-16)
    }
}

# Seconds of a clock that is not set back, without starting a process where /proc is there.
tick() {
    if read -r NOW _ 2>/dev/null </proc/uptime; then
        NOW=${NOW%%.*}
    else
        NOW=$(date +%s)
    fi
}

# 62, 183 or 3: the e_machine of what this kernel runs, from its own name for itself.
kernel_machine() {
    case $(uname -m 2>/dev/null) in
    x86_64 | amd64) echo 62 ;;
    aarch64 | arm64) echo 183 ;;
    i?86) echo 3 ;;
    arm*) echo 40 ;;
    ppc64*) echo 21 ;;
    s390x) echo 22 ;;
    riscv64) echo 243 ;;
    *) echo 0 ;;
    esac
}

# Runs one section and prints it between its markers.
section() {
    case $ONLY in '  ' | *" $1 "*) ;; *) return ;; esac
    tick
    : >"$DIR/out"
    echo none >"$DIR/tool"
    echo 124 >"$DIR/rc"
    rm -f "$DIR/failed"
    if [ $((NOW - START)) -lt $WHOLE ]; then
        DEADLINE=$((NOW + $3))
        [ $DEADLINE -le $((START + WHOLE)) ] || DEADLINE=$((START + WHOLE))
        {
            "$2" 2>/dev/null
            echo $? >"$DIR/rc"
        } | head -c $HARD >"$DIR/out"
    fi
    read -r tool <"$DIR/tool"
    read -r code <"$DIR/rc"
    bytes=$(wc -c <"$DIR/out")
    bytes=$((bytes))
    printf '@%s begin %s %s\n' "$NONCE" "$1" "$tool"
    state=ok
    [ ! -e "$DIR/failed" ] || state=failed
    if [ "$bytes" -gt "$4" ]; then
        state=cut
        head -c "$4" "$DIR/out"
    else
        cat "$DIR/out"
    fi
    # A marker stands at the beginning of a line, whatever the tool printed last.
    if [ $state = cut ] || [ -n "$(tail -c 1 "$DIR/out")" ]; then echo; fi
    printf '@%s end %s %s %s %s\n' "$NONCE" "$1" "${code:-124}" "$bytes" $state
    SECTIONS=$((SECTIONS + 1))
}

# limit SECONDS COMMAND...: runs it for so long at most, and never past the section's deadline; 124 when that ended it.
limit() {
    seconds=$1
    shift
    tick
    [ $((NOW + seconds)) -le "$DEADLINE" ] || seconds=$((DEADLINE - NOW))
    [ $seconds -ge 1 ] || return 124
    case $LIMITER in
    timeout) timeout -s KILL $seconds "$@" ;;
    timeout-t) timeout -t $seconds -s KILL "$@" ;;
    watchdog) watch_over $seconds "$@" ;;
    esac
    ended=$?
    # Killed by the limit: a tool that waits for a dead file server heeds no other signal.
    [ $ended -eq 137 ] || [ $ended -eq 143 ] || return $ended
    return 124
}

# The same where there is no timeout. The shell puts /dev/null in the place of a background job's input, so that the
# command's own input is handed over on another descriptor.
watch_over() {
    seconds=$1
    shift
    exec 8<&0
    $SESSION "$@" <&8 8<&- &
    watched=$!
    exec 8<&-
    (
        trap 'kill $nap; exit 0' TERM
        sleep "$seconds" &
        nap=$!
        wait $nap
        kill -KILL ${SESSION:+-}$watched
    ) >/dev/null 2>&1 &
    watcher=$!
    wait $watched
    ended=$?
    kill -TERM $watcher 2>/dev/null
    wait $watcher 2>/dev/null
    return $ended
}

# Names the tool whose output follows.
tool() {
    echo "$1" >"$DIR/tool"
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# runs NAME: whether a program of this name, an extended expression, is running.
runs() {
    set +f
    limit 2 grep -s -q -x -E "$1" /proc/[0-9]*/comm
    found=$?
    set -f
    return $found
}

# Whether a program of this name, an extended expression, is running.
runs() {
    (
        set +f
        limit 2 grep -s -q -x -E "$1" /proc/[0-9]*/comm
    )
}

# busybox has an rpm too, which knows no database. $RPM is how to ask it. Berkeley DB, the database until rpm 4.16, has its
# locks in files beside it; those of a reader that was killed stay, until rpm and yum refuse to work. In a directory of
# the probe's own, with links to the database, its locks are the probe's own too, as they are for an ordinary user.
has_rpm() {
    has rpm && { [ -d /usr/lib/sysimage/rpm ] || [ -d /var/lib/rpm ]; } || return
    RPM=rpm
    : >"$DIR/asked"
    [ -e /var/lib/rpm/Packages ] && [ ! -e /var/lib/rpm/rpmdb.sqlite ] || return 0
    (
        set +f
        ln -s /var/lib/rpm/[A-Z]* "$DIR"
    )
    RPM="rpm --dbpath $DIR"
}

# ask_rpm COMMAND...: runs it from the file `asked` to the file `try`, asks it to end two seconds before the section's
# deadline, and then leaves it alone; 124 when it did not end by itself. It is never killed: it is no child of this
# shell, so that it does not go down with its section either.
ask_rpm() {
    rm -f "$DIR/ended"
    tick
    (
        (
            timeout $((DEADLINE - NOW - 2)).1 "$@"
            echo $? >"$DIR/ended"
        ) <"$DIR/asked" >"$DIR/try" &
    )
    until [ -s "$DIR/ended" ]; do
        sleep .1 || sleep 1
        tick
        [ $NOW -lt $DEADLINE ] || return 124
    done
    read -r ended <"$DIR/ended"
    return $ended
}

# try TOOL SECONDS COMMAND...: prints what the command printed, when it is there and printed something or succeeded.
# Otherwise fails, so that the next one is tried; what it complained of is kept for `gave_up`.
try() {
    name=$1
    seconds_to_try=$2
    shift 2
    has "$1" || return 127
    tool "$name"
    {
        limit "$seconds_to_try" "$@" 2>"$DIR/complaint"
        echo $? >"$DIR/try.rc"
    } | head -c $HARD >"$DIR/try"
    read -r tried <"$DIR/try.rc"
    if [ "$tried" -eq 0 ] || [ -s "$DIR/try" ]; then
        cat "$DIR/try"
        return "$tried"
    fi
    return 125
}

# shown CODE: whether `try` printed its output, so that its code is the section's.
shown() {
    [ "$1" -ne 127 ] && [ "$1" -ne 125 ]
}

# The end of a section none of whose tools answered: what the last one said, and its code; 127 when there was none.
gave_up() {
    read -r given <"$DIR/tool"
    [ "$given" != none ] || return 127
    : >"$DIR/failed"
    read -r given <"$DIR/try.rc"
    # The shell's own word about a tool that was killed says nothing.
    [ "$given" -eq 124 ] || head -c 300 "$DIR/complaint"
    return "$given"
}

# file_as TOOL FILE: prints a readable file.
file_as() {
    [ -r "$2" ] && [ -f "$2" ] || return 127
    tool "$1"
    limit 3 cat -- "$2"
}

# From `df` or a mount table: what stands on a device comes first, so that ten thousand container mounts cannot push
# it out of the budget.
devices_first() {
    awk 'NR <= first || /^\/dev\// { print; next }
         { rest[++n] = $0 }
         END { for (i = 1; i <= n; i++) print rest[i] }' first="$1"
}

# ---- architecture ----------------------------------------------------------------------------------------------------

s_uname() {
    try uname 3 uname -s -r -m -p -o && return 0
    try uname-a 3 uname -a && return 0
    gave_up
}

s_proc_version() {
    file_as cat /proc/version
}

# What hostnamectl says, from the files in which systemd finds it: to be answered itself, it starts a service. The
# machine's identifiers and serial numbers stay there.
s_hostnamectl() {
    tool host-files
    echo "machine:$(uname -m)"
    ls -d /.dockerenv /run/.containerenv
    grep -s -H -E '^(CHASSIS|PRETTY_NAME|CPE_NAME)=' /etc/machine-info /etc/os-release
    cd /sys/class/dmi/id || cd /sys
    grep -s -H -m 1 . /etc/hostname /proc/sys/kernel/hostname /proc/sys/kernel/osrelease /run/systemd/container \
        /sys/hypervisor/type sys_vendor product_name chassis_type
    return 0
}

s_lscpu() {
    try lscpu 4 lscpu >"$DIR/cpu"
    code=$?
    if shown $code; then
        grep -v -E '^ *(Flags|Vulnerability|Itlb|L1tf|Mds|Meltdown|Mmio|Retbleed|Spec |Spectre|Srbds|Tsx|Gather|Reg file|Ghostwrite|Indirect|Old micro|Tsa|Vmscape)' "$DIR/cpu"
        return $code
    fi
    [ -r /proc/cpuinfo ] || return 127
    tool cpuinfo
    # The first processor in full, the others by their numbers.
    limit 3 awk '/^flags|^Features|^bugs/ { next } /^$/ { seen = 1 } !seen || /^processor/' /proc/cpuinfo
}

s_os_release() {
    file_as os-release /etc/os-release && return 0
    file_as os-release /usr/lib/os-release && return 0
    for release in /etc/system-release /etc/redhat-release /etc/SuSE-release /etc/alpine-release /etc/debian_version; do
        file_as release-file $release && return 0
    done
    return 127
}

# ---- file systems and blocks -----------------------------------------------------------------------------------------

# df waits for dead file servers: then only what is local is asked for.
s_filesystems() {
    try df-PTk 5 df -P -T -k >"$DIR/df"
    code=$?
    if ! shown $code; then
        try df-Pk 4 df -P -k >"$DIR/df"
        code=$?
    fi
    if ! shown $code || [ $code -eq 124 ]; then
        try df-PTk 3 df -P -T -k -l >"$DIR/df"
        code=$?
    fi
    shown $code || { gave_up; return; }
    devices_first 1 <"$DIR/df"
    return $code
}

s_inodes() {
    try df-Pi 5 df -P -i >"$DIR/df-i"
    code=$?
    if ! shown $code || [ $code -eq 124 ]; then
        try df-Pi 3 df -P -i -l >"$DIR/df-i"
        code=$?
    fi
    shown $code || { gave_up; return; }
    devices_first 1 <"$DIR/df-i"
    return $code
}

s_mounts() {
    [ -r /proc/mounts ] || return 127
    tool proc-mounts
    limit 3 head -c $HARD /proc/mounts | grep -v -E '^(overlay|nsfs|cgroup|shm) ' | devices_first 0
}

s_blocks() {
    columns=NAME,KNAME,PKNAME,TYPE,SIZE,RO,FSTYPE,MOUNTPOINT,LABEL,UUID,SERIAL,MODEL
    # Without memory disks and loops, of which every snap is one.
    for form in json pairs; do
        case $form in
        json) option=-J ;;
        pairs) option=-P ;;
        esac
        try lsblk-$form 4 lsblk $option -b -e 1,7 -o $columns
        code=$?
        shown $code && return $code
    done
    [ -d /sys/block ] || { gave_up; return; }
    tool sys-block
    set +f
    for block in /sys/block/*; do
        case $block in */loop* | */ram* | *'*') continue ;; esac
        sys_block_row "${block##*/}" disk - "$block"
        for part in "$block/${block##*/}"*; do
            [ -r "$part/partition" ] && sys_block_row "${part##*/}" part "${block##*/}" "$part"
        done
    done
    set -f
    return 0
}

# name, type, parent, bytes, read-only
sys_block_row() {
    sectors=0
    read_only=0
    read -r sectors 2>/dev/null <"$4/size"
    read -r read_only 2>/dev/null <"$4/ro"
    printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" $((sectors * 512)) "$read_only"
}

# kernel name, serial (of an EBS volume: its id without the hyphen), model
s_ebs_serials() {
    [ -d /sys/block ] || return 127
    tool sys-nvme
    set +f
    for block in /sys/block/nvme*; do
        [ -r "$block/device/serial" ] || continue
        serial=
        model=
        read -r serial <"$block/device/serial"
        read -r model <"$block/device/model"
        printf '%s\t%s\t%s\n' "${block##*/}" "$serial" "$model"
    done
    set -f
    return 0
}

# Mount points of local file systems, the fullest first. One whose name needs escaping in the table is left out.
local_mounts() {
    limit 4 df -P -k -l 2>/dev/null | head -c $HARD | awk '
        NR > 1 && $1 ~ /^\/dev\// && $1 !~ /^\/dev\/loop/ && NF == 6 { sub(/%/, "", $5); print $5 "\t" $6 }' |
        sort -rn | cut -f 2 | awk '!seen[$0]++' | head -n 8
}

# What du says of the directories in the top directories of each local file system, the biggest first.
s_big_directories() {
    has du || return 127
    tool du-xk
    if du -d 0 /dev/null >/dev/null 2>&1; then depth='-d 2'; else depth=--max-depth=2; fi
    local_mounts >"$DIR/tops"
    [ -s "$DIR/tops" ] || echo / >"$DIR/tops"
    set +f
    code=0
    : >"$DIR/du.rc"
    while IFS= read -r mount; do
        for top in "${mount%/}"/*; do
            [ -d "$top" ] && [ ! -L "$top" ] || continue
            case $top in
            /proc | /sys | /dev | /run | *"$NL"* | *"$TAB"*) continue ;;
            esac
            # What is mounted there is asked as a file system of its own.
            grep -q -x -F -e "$top" "$DIR/tops" && continue
            biggest_below "$top"
        done
    done <"$DIR/tops" >"$DIR/du.all"
    sort -rn "$DIR/du.all" | awk 'NR <= 70'
    if [ -s "$DIR/du.rc" ]; then
        # Directories whose size is not known, because du did not come to an end.
        head -n 10 "$DIR/du.rc"
        return 124
    fi
    return 0
}

# A name with a line feed could make lines of its own: no directory is bigger than the one it is in.
biggest_below() {
    limit 4 du -x -k $depth -- "$1" >"$DIR/du" 2>/dev/null
    [ $? -ne 124 ] || printf 'timeout\t%s\n' "$1" >>"$DIR/du.rc"
    tail -n 4000 "$DIR/du" | awk -F '\t' '
        { size[NR] = $1; line[NR] = $0; name[NR] = $2 }
        END {
            most = size[NR] + 0
            for (i = 1; i <= NR; i++)
                if (size[i] ~ /^[0-9]+$/ && name[i] ~ /^\// && size[i] + 0 <= most && size[i] >= 1024) print line[i]
        }' | sort -rn | awk 'NR <= 25'
}

# ---- network ---------------------------------------------------------------------------------------------------------

s_addresses() {
    try ip-json 3 ip -j addr && return 0
    try ip-o 3 ip -o addr && return 0
    try ifconfig 3 ifconfig -a && return 0
    gave_up
}

s_host_addresses() {
    try hostname-I 3 hostname -I && return 0
    try hostname-i 3 hostname -i && return 0
    gave_up
}

s_listeners() {
    try ss 4 ss -H -t -n -l -p && return 0
    try ss 4 ss -t -n -l -p && return 0
    try netstat 4 netstat -t -n -l -p && return 0
    [ -r /proc/net/tcp ] || { gave_up; return; }
    tool proc-net-tcp
    limit 3 cat /proc/net/tcp /proc/net/tcp6 | awk '$4 == "0A" || $1 == "sl"'
}

s_routes() {
    if [ -r /proc/net/route ]; then
        tool proc-net-route
        limit 3 cat /proc/net/route
        return
    fi
    try ip-route 3 ip route && return 0
    gave_up
}

s_resolv_conf() {
    file_as cat /etc/resolv.conf
}

s_name_resolution() {
    if has getent; then
        try getent 6 getent ahosts $KNOWN_NAME && return 0
        gave_up
        return
    fi
    try nslookup 6 nslookup $KNOWN_NAME
    code=$?
    shown $code && return $code
    gave_up
}

# ---- clock -----------------------------------------------------------------------------------------------------------

# timedatectl is not asked, because it starts a service to be answered. Where no time service says anything: whether one
# runs at all.
s_clock() {
    for ask in 'chronyc -n tracking' 'ntpq -p -n'; do
        try ${ask%% *} 3 $ask >"$DIR/clock" && grep . "$DIR/clock" && return 0
    done
    if cd /run/systemd/timesync; then
        tool timesync
        stat -c '%Y %n' . synchronized
        return 0
    fi
    try adjtimex 2 adjtimex && return 0
    if [ "$USER_ID" = 0 ] && ! runs 'chronyd|ntpd|sntp|systemd-timesyn|timemaster|ptp4l|phc2sys'; then
        tool time-services
        echo absent
    else
        gave_up
    fi
}

# ---- log-ins and logs ------------------------------------------------------------------------------------------------

s_logins() {
    for way in lastlog lastlog2 last; do
        case $way in
        last) try last 4 last -n 40 >"$DIR/last" ;;
        *) try $way 4 $way >"$DIR/last" ;;
        esac
        code=$?
        shown $code || continue
        grep -v -F '**Never logged in**' "$DIR/last" | awk 'NR <= 60'
        return $code
    done
    gave_up
}

# How the lines of sshd begin that end a connection without a try, or open none.
readonly WITHOUT_TRY='^(Invalid user |Illegal user |(Connection (closed|reset) by|Disconnected from|Disconnecting) (authenticating|invalid) user |error: maximum authentication attempts exceeded for )'

# Of refused log-ins, the sources with the most attempts: attempts, address, some of the names that were tried; then how
# many attempts of how many other sources. An attempt is a failed try, or a connection that ended without one. The
# address stands before the last `port`: a user name is chosen by the attacker, and comes before it. From a log file
# only the lines of the last 24 hours count, by the guest's own clock and time zone.
failed_sources() {
    awk '
        function recent(line) {
            if (today == "" || index(line, today " ") == 1 || index(line, today_iso "T") == 1) return 1
            if (index(line, yesterday " ") == 1) return substr(line, length(yesterday) + 2, 8) >= now
            return index(line, yesterday_iso "T") == 1 && substr(line, 12, 8) >= now
        }
        function remember(address, from, to,  name, i) {
            for (i = from; i <= to; i++) name = name (i > from ? " " : "") word[i]
            gsub(/[^ -~]/, "?", name)
            name = substr(name, 1, 32)
            if (name == "" || named[address] >= 3 || (address, name) in tried) return
            tried[address, name] = 1
            named[address]++
            names[address] = names[address] "\t" name
        }
        !recent($0) || !match($0, / sshd[^ ]*: /) { next }
        {
            message = substr($0, RSTART + RLENGTH)
            times = 1
            if (match(message, /^message repeated [0-9]+ times: \[ /)) {
                split(message, word, " ")
                times = word[3] + 0
                message = substr(message, RLENGTH + 1)
                sub(/\]$/, "", message)
            }
            if (message ~ /^Failed .* for /) tries = times
            else if (message ~ without) tries = 0
            else next
            count = split(message, word, " ")
            for (port = count; port > 2 && word[port] != "port"; port--) { }
            if (port <= 2 || port == count) next
            address = substr(word[port - 1], 1, 64)
            named_from = word[port - 2] == "from"
            if (!named_from && address !~ /^[0-9A-Fa-f.:]+$/) next
            if (!((address, word[port + 1]) in connection)) {
                if (connections >= 50000) next
                connections++
            }
            connection[address, word[port + 1]] += tries
            end = named_from ? port - 3 : port - 2
            for (i = 1; i <= end && word[i] != "user"; i++) { }
            if (i > end) for (i = 1; i <= end && word[i] != "for"; i++) { }
            if (i < end) remember(address, i + 1, end)
        }
        END {
            for (each in connection) {
                split(each, part, SUBSEP)
                attempts[part[1]] += connection[each] > 0 ? connection[each] : 1
            }
            for (address in attempts) print "source\t" attempts[address] "\t" address names[address]
        }' without="$WITHOUT_TRY" today="$1" today_iso="$2" yesterday="$3" yesterday_iso="$4" now="$5" - |
        sort -t "$TAB" -k 2,2rn -k 3,3 | awk -F '\t' '
            NR <= 60 { print; next }
            { attempts += $2; sources++ }
            END { if (sources) print "rest\t" attempts "\t" sources }'
}

# Whether what the system logs can be read: without a file there is none, and an ordinary user sees only their own.
journal_is_readable() {
    has journalctl || return 1
    set +f
    for journal in /run/log/journal/*/system*.journal /var/log/journal/*/system*.journal; do
        [ ! -r "$journal" ] || { set -f; return 0; }
    done
    set -f
    return 1
}

# unreadable TOOL WORDS: why a source that there is, or should be, tells nothing.
unreadable() {
    tool "$1"
    : >"$DIR/failed"
    printf '%s' "$2"
    return 1
}

s_failed_logins() {
    if journal_is_readable; then
        tool journalctl-sshd
        {
            limit 5 journalctl -q --no-pager -o short-iso --since=-24h -t sshd -t sshd-session
            echo $? >"$DIR/try.rc"
        } | failed_sources '' '' '' '' ''
        read -r tried <"$DIR/try.rc"
        return "$tried"
    fi
    for log in /var/log/auth.log /var/log/secure /var/log/messages; do
        [ -f $log ] && [ -r $log ] || continue
        tool auth-log
        seconds=$(($(date +%s) - 86400))
        limit 4 tail -c 16777216 $log | grep -a sshd | failed_sources \
            "$(env -u TZ date '+%b %e')" "$(env -u TZ date +%Y-%m-%d)" \
            "$(env -u TZ date -d @$seconds '+%b %e')" "$(env -u TZ date -d @$seconds +%Y-%m-%d)" \
            "$(env -u TZ date +%H:%M:%S)"
        return 0
    done
    for log in /var/log/auth.log /var/log/secure /var/log/messages; do
        [ ! -f $log ] || { unreadable auth-log "$log may not be read by this user"; return; }
    done
    return 127
}

# Errors of this boot. Fields that only burden the answer, or that differ in every entry and so defeat compression,
# are dropped; in a message the quotes are escaped, so that nothing there can look like a field.
s_journal() {
    has journalctl || return 127
    journal_is_readable || {
        unreadable journalctl-json 'no journal of the system is kept, or this user may not read it'
        return
    }
    fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_SYSTEMD_UNIT,_COMM
    try journalctl-json 5 journalctl -q -b -p err -o json -n 200 --no-pager --output-fields=$fields >"$DIR/journal"
    code=$?
    if ! shown $code; then
        # Before systemd 236 there was no choice of fields.
        try journalctl-json 5 journalctl -q -b -p err -o json -n 200 --no-pager >"$DIR/journal"
        code=$?
    fi
    shown $code || { gave_up; return; }
    set --
    for field in __CURSOR __MONOTONIC_TIMESTAMP __SEQNUM __SEQNUM_ID _BOOT_ID _MACHINE_ID _HOSTNAME _CAP_EFFECTIVE \
        _SELINUX_CONTEXT _AUDIT_SESSION _AUDIT_LOGINUID _SOURCE_REALTIME_TIMESTAMP _SOURCE_MONOTONIC_TIMESTAMP \
        _RUNTIME_SCOPE _STREAM_ID _SYSTEMD_INVOCATION_ID _SYSTEMD_CGROUP _SYSTEMD_SLICE _TRANSPORT _GID _UID \
        _CMDLINE _EXE SYSLOG_FACILITY SYSLOG_PID SYSLOG_TIMESTAMP SYSLOG_RAW INVOCATION_ID CODE_FILE CODE_LINE \
        CODE_FUNC TID MESSAGE_ID; do
        set -- "$@" -e 's/"'$field'" *: *"[^"\\]*"[, ]*//'
    done
    tail -n 200 "$DIR/journal" | sed "$@"
    return $code
}

readonly TROUBLE='error|fail|fatal|panic|denied|refused|out of memory|oom|no space|segfault|timed? ?out|corrupt|read-only|exhaust|too many open'

s_syslog() {
    for log in /var/log/syslog /var/log/messages; do
        [ -f $log ] && [ -r $log ] || continue
        tool "tail-${log##*/}"
        limit 3 tail -c 262144 $log | grep -a -i -E "$TROUBLE" | tail -n 50
        return 0
    done
    for log in /var/log/syslog /var/log/messages; do
        [ ! -f $log ] || { unreadable "tail-${log##*/}" "$log may not be read by this user"; return; }
    done
    return 127
}

# Warnings and worse, with their level in front (<0> to <4>), and what the kernel says of a process's death at a
# lower level. Kernel addresses are not sent.
s_kernel() {
    try dmesg 4 dmesg -r >"$DIR/dmesg"
    code=$?
    if shown $code && [ $code -eq 0 ]; then
        grep -a -E '^<[0-4]>|segfault|oom-kill|general protection|traps:' "$DIR/dmesg" | tail -n 100
        return 0
    fi
    journal_is_readable || { gave_up; return; }
    try journalctl-k 4 journalctl -q -k -b -p warning -o short-iso -n 100 --no-pager
    code=$?
    shown $code && return $code
    gave_up
}

# ---- log rotation ----------------------------------------------------------------------------------------------------

s_logrotate_conf() {
    set +f
    set -- /etc/logrotate.conf /usr/etc/logrotate.conf /etc/logrotate.d/* /usr/etc/logrotate.d/*
    set -f
    for conf; do
        shift
        [ -f "$conf" ] && [ -r "$conf" ] && set -- "$@" "$conf"
    done
    [ $# -gt 0 ] || return 127
    tool head-v
    limit 3 head -v -n 150 -- "$@" | grep -a -v -E '^[[:space:]]*(#|$)'
}

s_logrotate_state() {
    for state_file in /var/lib/logrotate/logrotate.status /var/lib/logrotate/status /var/lib/misc/logrotate.status \
        /var/lib/logrotate.status; do
        file_as cat $state_file && return 0
    done
    return 127
}

# First the whole of /var/log in KiB, then its biggest files: bytes, time of last change, name.
s_log_sizes() {
    [ -d /var/log ] || return 127
    tool stat
    limit 3 du -x -s -k /var/log | awk -F '\t' 'NR == 1 { print "total\t" $1 "\t/var/log" }'
    limit 4 find /var/log -xdev -type f -size +0 ! -path "*$NL*" ! -path "*$TAB*" | head -n 20000 >"$DIR/logs"
    [ -s "$DIR/logs" ] || return 0
    tr '\n' '\0' <"$DIR/logs" | limit 3 xargs -0 stat -c "%s$TAB%Y$TAB%n" -- >"$DIR/logs.stat" 2>/dev/null
    if [ ! -s "$DIR/logs.stat" ]; then
        tool ls-ln
        tr '\n' '\0' <"$DIR/logs" | limit 3 xargs -0 ls -l -n -- >"$DIR/logs.stat"
        sort -k 5,5rn "$DIR/logs.stat" | awk 'NR <= 60'
        return 0
    fi
    sort -rn "$DIR/logs.stat" | awk 'NR <= 60'
}

# ---- what runs, and for which architecture ---------------------------------------------------------------------------

# Reads lines `file to open<TAB>anything` from $1 and prints `e_machine<TAB>e_type<TAB>anything` for those that are
# ELF files: one process reads the first twenty bytes of all of them, with the secret mark between one and the next,
# so that a file that went away or is short cannot shift the others.
elf_headers() {
    cut -f 1 "$1" | awk '{ print mark; print }' mark="$DIR/mark" | tr '\n' '\0' |
        limit "$2" xargs -0 head -q -c 20 -- 2>/dev/null | od -An -v -tx1 | awk '
        function digit(h) { return index("0123456789abcdef", h) - 1 }
        function byte(at) { return digit(substr(head, 2 * at + 1, 1)) * 16 + digit(substr(head, 2 * at + 2, 1)) }
        function file_ends() {
            if (files < 1 || substr(head, 1, 8) != "7f454c46" || length(head) < 40) return
            if (byte(5) == 1) { type = byte(16) + 256 * byte(17); machine = byte(18) + 256 * byte(19) }
            else { type = 256 * byte(16) + byte(17); machine = 256 * byte(18) + byte(19) }
            print machine "\t" type "\t" label[files]
        }
        FILENAME != "-" { at = index($0, "\t"); label[++labels] = substr($0, at + 1); next }
        FNR == 1 { gsub(/[^0-9a-f]/, "", mark) }
        {
            gsub(/ /, "")
            stream = stream $0
            while ((at = index(stream, mark)) > 0) {
                head = substr(stream, 1, at - 1)
                file_ends()
                files++
                stream = substr(stream, at + length(mark))
            }
        }
        END { head = stream; file_ends() }' mark="$(od -An -v -tx1 "$DIR/mark" | tr -d ' \n')" "$1" -
}

# Every file that a process runs code from, once: kind, processes, a process, container, file to open, name.
# The kernel escapes line feeds in these names. The first executable mapping with a file is the program; its other
# mappings are libraries. Through map_files the mapped file itself is opened, in whichever container and even when its
# name was removed or taken by something else; who may not do that goes through the process's root.
running_files() {
    set +f
    printf '%s\n' /proc/[0-9]*/cgroup |
        limit 3 xargs grep -s -H -E -o '[0-9a-f]{64}|(docker|libpod|crio|cri-containerd)-[0-9a-f]{12,64}' >"$DIR/cgroups"
    if [ "$USER_ID" = 0 ] && ls /proc/self/map_files >/dev/null 2>&1; then direct=1; else direct=0; fi
    printf '%s\n' /proc/[0-9]*/maps | limit 6 xargs grep -s -H -E ' r-xp .* /' | awk '
        FILENAME != "-" {
            split($0, part, "/")
            id = substr($0, index($0, ":") + 1)
            sub(/^.*-/, "", id)
            container[part[3]] = substr(id, 1, 12)
            next
        }
        {
            split($0, part, "/")
            pid = part[3]
            at = index($0, " /")
            name = substr($0, at + 1)
            sub(/ \(deleted\)$/, "", name)
            range = $1
            sub(/^[^:]*:/, "", range)
            split(range, ends, "-")
            sub(/^0+/, "", ends[1])
            sub(/^0+/, "", ends[2])
            kind = (pid in seen) ? "lib" : "exe"
            seen[pid] = 1
            where = (pid in container) ? container[pid] : "-"
            key = kind SUBSEP where SUBSEP name
            if (!(key in first)) {
                if (files >= 4000) next
                files++
                order[files] = key
                first[key] = pid
                if (direct) open[key] = "/proc/" pid "/map_files/" ends[1] "-" ends[2]
                else open[key] = "/proc/" pid "/root" name
            }
            if (last[key] != pid) { processes[key]++; last[key] = pid }
        }
        END {
            for (i = 1; i <= files; i++) {
                split(order[i], k, SUBSEP)
                if (open[order[i]] !~ /\t/)
                    print open[order[i]] "\t" k[1] "\t" processes[order[i]] "\t" first[order[i]] "\t" k[2] "\t" k[3]
            }
        }' direct=$direct "$DIR/cgroups" -
    set -f
}

# Reads names from $1 and prints `name<TAB>package` for those that a package owns. On a merged /usr a package may list
# /lib/x for what the kernel calls /usr/lib/x.
owners() {
    if [ -d /var/lib/dpkg/info ]; then
        awk '{ print } sub(/^\/usr\//, "/")' "$1" >"$DIR/names"
        set +f
        printf '%s\n' /var/lib/dpkg/info/*.list | grep -v '[^A-Za-z0-9/.+:_-]' |
            limit 5 xargs grep -H -x -F -f "$DIR/names" | awk '
                {
                    at = index($0, ".list:")
                    package = substr($0, 20, at - 20)
                    sub(/:.*/, "", package)
                    print substr($0, at + 6) "\t" package
                }' | awk -F '\t' '{ print } !/^\/usr\// { print "/usr" $0 }'
        set -f
    elif has_rpm; then
        # rpm does not say which file an answer is for: before each stands a file that no package owns, which is none of
        # the others.
        grep -v -F -e "$DIR" "$1" >"$DIR/names"
        awk '{ print names; print }' names="$DIR/names" "$DIR/names" | tr '\n' '\0' >"$DIR/asked"
        ask_rpm xargs -0 $RPM -q -f --qf '%{NAME}\n' --
        awk '
            FILENAME == names { name[++all] = $0; next }
            index($0, "file " names " ") == 1 { at++; next }
            !/ / && name[at] != "" { print name[at] "\t" $0; name[at] = "" }' names="$DIR/names" "$DIR/names" "$DIR/try"
    else
        for database in /lib/apk/db/installed /usr/lib/apk/db/installed; do
            [ -r $database ] || continue
            limit 4 awk '
                FILENAME == names { wanted[$0] = 1; next }
                /^P:/ { package = substr($0, 3) }
                /^F:/ { directory = substr($0, 3) }
                /^R:/ {
                    name = "/" directory "/" substr($0, 3)
                    if (name in wanted) print name "\t" package
                    else if ("/usr" name in wanted) print "/usr" name "\t" package
                }' names="$1" "$1" $database
            return
        done
    fi
}

# kind, e_machine, processes, a process, package, container, name. Libraries that a package of the host brought, and
# those of containers, are told only when they are of another architecture: their package or image speaks for them.
s_executables() {
    [ -d /proc/self ] || return 127
    has xargs || return 127
    tool proc-maps
    running_files >"$DIR/running"
    elf_headers "$DIR/running" 4 >"$DIR/running.elf"
    awk -F '\t' '$6 == "-" { print substr($0, index($0, "\t-\t/") + 3) }' "$DIR/running.elf" | sort -u >"$DIR/host.files"
    owners "$DIR/host.files" >"$DIR/owned"
    printf 'kernel\t%s\n' "$KERNEL_MACHINE"
    awk -F '\t' '
        FILENAME != "-" { package[$1] = $2; next }
        {
            name = $7
            for (i = 8; i <= NF; i++) name = name "\t" $i
            owner = ($6 == "-" && (name in package)) ? package[name] : "-"
            if ($3 == "exe" || $1 != kernel || ($6 == "-" && owner == "-"))
                print $3 "\t" $1 "\t" $4 "\t" $5 "\t" owner "\t" $6 "\t" name
            else quiet++
        }
        END { print "owned-libraries\t" quiet + 0 }' kernel="$KERNEL_MACHINE" "$DIR/owned" - <"$DIR/running.elf" |
        sort -k 1,1 -k 2,2n | awk 'NR <= 400'
}

# Where programs are that no package brought: the usual places, directories of / that the standard does not know, and
# every other local file system.
program_roots() {
    printf '%s\n' /usr/local /opt /srv /root /home /var/www
    set +f
    for top in /*; do
        case $top in
        /bin | /boot | /dev | /etc | /home | /lib* | /lost+found | /media | /mnt | /opt | /proc | /root | /run | \
            /sbin | /snap | /srv | /sys | /tmp | /usr | /var | /usr.* | /bin.* | /sbin.* | *"$NL"* | *"$TAB"*) ;;
        *) [ -d "$top" ] && [ ! -L "$top" ] && printf '%s\n' "$top" ;;
        esac
    done
    set -f
    local_mounts | grep -v -x -E '/|/boot(/.*)?|/var(/log.*)?|/home|/opt|/srv|/root|/usr(/local)?|/tmp|/var/lib/(docker|containerd|kubelet).*'
}

# Programs, libraries, jars, wheels and add-ons below the roots, by names and modes alone; once for two sections.
search_disk() {
    : >"$DIR/found"
    : >"$DIR/partial"
    program_roots | awk '!seen[$0]++' >"$DIR/roots"
    while IFS= read -r root; do
        [ -d "$root" ] || continue
        limit 6 find "$root" -xdev \( -name overlay2 -o -name .git -o -name .snapshot -o -name .snapshots \) -prune -o \
            -type f \( -name '*.jar' -o -name '*.war' -o -name '*.ear' -o -name '*.so' -o -name '*.so.*' \
            -o -name '*.node' -o -path '*.dist-info/WHEEL' -o -perm -100 -o -perm -010 -o -perm -001 \) \
            -size +63c ! -path "*$NL*" ! -path "*$TAB*" -print 2>/dev/null >"$DIR/find"
        [ $? -ne 124 ] || printf 'partial\t%s\n' "$root" >>"$DIR/partial"
        head -n $MAX_FILES "$DIR/find" >>"$DIR/found"
    done <"$DIR/roots"
    # What packages brought: programs for their headers, the rest by names only, which needs no look at the files.
    for root in /usr/bin /usr/sbin /bin /sbin /usr/libexec; do
        [ -d $root ] && [ ! -L $root ] || continue
        limit 3 find $root -maxdepth 1 -type f -size +63c ! -path "*$NL*" ! -path "*$TAB*" -print >>"$DIR/found.usr"
    done
    limit 5 find /usr/lib /usr/lib64 /usr/share -xdev \( -name '*.jar' -o -name '*.node' -o -path '*.dist-info/WHEEL' \) \
        -type f ! -path "*$NL*" ! -path "*$TAB*" -print >>"$DIR/found.usr" 2>/dev/null
    cat "$DIR/found.usr" >>"$DIR/found"
    lines=$(wc -l <"$DIR/found")
    if [ $((lines)) -gt $MAX_FILES ]; then
        printf 'partial\t%s files of %s\n' $MAX_FILES $((lines)) >>"$DIR/partial"
        head -n $MAX_FILES "$DIR/found" >"$DIR/find"
        mv -f "$DIR/find" "$DIR/found"
    fi
}

# e_machine and name of each program and library that this kernel does not run; executables (2) and shared objects (3)
# only, since firmware and kernel objects are ELF files too.
s_elf_foreign() {
    has find && has xargs || return 127
    tool elf-header
    # The search leaves time to look at what it found.
    until=$DEADLINE
    DEADLINE=$((DEADLINE - 5))
    search_disk
    DEADLINE=$until
    grep -v -E '\.(jar|war|ear)$|/WHEEL$' "$DIR/found" | sed "s/.*/&$TAB&/" >"$DIR/programs"
    elf_headers "$DIR/programs" 6 >"$DIR/programs.elf"
    printf 'kernel\t%s\n' "$KERNEL_MACHINE"
    awk -F '\t' '$1 != kernel && ($2 == 2 || $2 == 3) && n++ < 80 { print "elf\t" $1 "\t" $3 }
        END { print "scanned\t" NR "\t" n + 0 }' kernel="$KERNEL_MACHINE" "$DIR/programs.elf"
    cat "$DIR/partial"
    [ ! -s "$DIR/partial" ] || return 124
}

readonly TELLING='^(java|jdk|jre|openjdk|temurin|zulu|corretto|node|python|perl|ruby|php|golang|dotnet|aspnet|mono|docker|containerd|podman|runc|cri-o|kernel|linux-image|nginx|httpd|apache2|haproxy|redis|valkey|mysql|mariadb|postgres|mongo|elastic|kibana|logstash|opensearch|filebeat|metricbeat|fluent|td-agent|telegraf|grafana|prometheus|datadog|newrelic|splunk|amazon-|aws|nvidia|cuda|glibc|libc6$|musl|openssl$|systemd$|openssh-server|chrony|ena|qemu)'

# name, version, architecture, vendor of the packages that are built for one architecture. The version is told of those
# whose version says something about moving, and of those that the distribution did not make; `-` for the rest.
s_packages() {
    if has dpkg-query && [ -r /var/lib/dpkg/status ]; then
        tool dpkg-query
        limit 6 dpkg-query -W -f '${Package}\t${Version}\t${Architecture}\t-\t${db:Status-Abbrev}\n' >"$DIR/packages"
        code=$?
        awk -F '\t' -v OFS='\t' '$5 ~ /^.i/ { print $1, $2, $3, $4 }' "$DIR/packages" >"$DIR/try"
    elif has_rpm; then
        tool rpm
        ask_rpm $RPM -q -a --qf '%{NAME}\t%{VERSION}-%{RELEASE}\t%{ARCH}\t%{VENDOR}\n'
        code=$?
    elif [ -r /lib/apk/db/installed ] || [ -r /usr/lib/apk/db/installed ]; then
        tool apk-db
        database=/lib/apk/db/installed
        [ -r $database ] || database=/usr/lib/apk/db/installed
        limit 4 awk -F : -v OFS='\t' '/^P:/ { p = $2 } /^V:/ { v = $2 } /^A:/ { a = $2 }
            /^$/ && p != "" { print p, v, a, "-"; p = "" } END { if (p != "") print p, v, a, "-" }' $database >"$DIR/try"
        code=$?
    else
        return 127
    fi
    sort "$DIR/try" | awk -F '\t' -v OFS='\t' '
        { line[NR] = $0; made[$4]++ }
        END {
            for (vendor in made) if (made[vendor] > most) { most = made[vendor]; usual = vendor }
            print "count", NR
            for (i = 1; i <= NR && told < 900; i++) {
                split(line[i], p, "\t")
                if (p[3] == "all" || p[3] == "noarch" || p[3] == "(none)") continue
                told++
                strange = p[4] != usual
                print p[1], ((strange || p[1] ~ telling) ? p[2] : "-"), p[3], (strange ? p[4] : "-")
            }
        }' telling="$TELLING" || return
    return $code
}

# What is in a jar is told by the table of contents at its end, in which the names stand in the clear; one process reads
# the ends of all jars. In an application jar the jars inside are stored as they are, so that reading the whole of it
# shows their tables too.
readonly AFTER='(PK|UT|[uU]x)?'

jar_names() {
    tr '\n' '\0' <"$1" | limit 5 xargs -0 tail -q -c 98304 -- 2>/dev/null | tr -cs '\041-\176' '\n' |
        grep -a -E "$2" | awk '
            FILENAME != "-" { if (NR % 2 == 0) jar[++jars] = $0; next }
            $0 == mark { now++; next }
            /(BOOT|WEB)-INF\/lib\// && !(now in whole) { whole[now] = 1; print "whole\t-\t" jar[now] }
            { sub("(PK|UT|[uU]x)$", "") }
            /\.jar$/ && !/x86|amd64|aarch|arm64|linux/ { next }
            /(darwin|macos|osx|sunos|solaris|[a-z]+bsd|aix|win32|windows)[^\/]*\//  { next }
            {
                key = now SUBSEP $0
                if (!(key in seen) && told[now]++ < 24 && length($0) <= 200) print "jar\t" $0 "\t" jar[now]
                seen[key] = 1
            }' mark="$(tr -d '\n' <"$DIR/mark")" "$1" -
}

# kind, what, name: jar (entry), wheel (tag), node (e_machine), native (e_machine, files in that directory, one of them).
s_libraries() {
    has find && has xargs || return 127
    [ -e "$DIR/found" ] || return 124
    tool names
    # A file of a hundred megabytes without an end of line must not become memory.
    ulimit -v 262144 2>/dev/null
    secret=$(tr -d '\n' <"$DIR/mark")
    native="\.(so(\.[0-9.]+)?|jar)$AFTER\$"
    grep -E '\.(jar|war|ear)$' "$DIR/found" | awk 'NR <= most { print mark; print }' mark="$DIR/mark" most=$MAX_JARS \
        >"$DIR/jars"
    jar_names "$DIR/jars" "^$secret\$|$native" >"$DIR/jar.names"
    grep "^jar$TAB" "$DIR/jar.names" | awk 'NR <= 300'
    grep "^whole$TAB" "$DIR/jar.names" | cut -f 3 | awk 'NR <= 3' | while IFS= read -r fat; do
        limit 4 head -c 67108864 -- "$fat" | tr -cs '\041-\176' '\n' | grep -a -E "\.so$AFTER\$" | awk '
            { sub("(PK|UT|[uU]x)$", "") } !seen[$0]++ && told++ < 40 && length($0) <= 200 { print "jar\t" $0 "\t" jar }
        ' jar="$(printf '%s' "$fat" | sed 's/\\/\\\\/g')"
    done
    grep '/WHEEL$' "$DIR/found" | awk 'NR <= 2000' | tr '\n' '\0' |
        limit 3 xargs -0 grep -s -H '^Tag: .*[^y]$' -- | awk '
            { at = index($0, "/WHEEL:Tag: "); if (at) print "wheel\t" substr($0, at + 12) "\t" substr($0, 1, at - 1) }
        ' | awk 'NR <= 200'
    awk -F '\t' '
        $3 ~ /\.node$/ && nodes++ < 60 { print "node\t" $1 "\t" $3; next }
        $3 ~ /^\/(usr\/)?(s?bin|libexec)\// || ($2 != 2 && $2 != 3) { next }
        {
            count = split($3, part, "/")
            directory = $1
            for (i = 2; i < count && i <= 5; i++) directory = directory "/" part[i]
            if (!(directory in files)) { example[directory] = $3; machine[directory] = $1 }
            files[directory]++
        }
        END { for (d in files) print "native\t" machine[d] "\t" files[d] "\t" example[d] }
    ' "$DIR/programs.elf" | sort | awk 'NR <= 120'
}

# ---- containers, modules, processes, memory --------------------------------------------------------------------------

# container: its id, the image's id, the image's name; image: its id, the architecture that its label claims.
s_containers() {
    # Two braces together would be a parameter to the SSM document that carries this script.
    O='{''{'
    C='}''}'
    # Only engines that have worked since the start: podman and nerdctl would make their directories, docker's socket would
    # start it.
    for engine in docker podman nerdctl; do
        has $engine || continue
        case $engine in
        docker) runs 'dockerd.*' ;;
        podman) [ -d /run/libpod ] ;;
        nerdctl) [ -d /var/lib/nerdctl ] ;;
        esac || continue
        try $engine 4 $engine ps -q --no-trunc >"$DIR/containers"
        shown $? || continue
        grep -x -E '[0-9a-f]{12,64}' "$DIR/containers" | awk 'NR <= 100' >"$DIR/ids"
        [ -s "$DIR/ids" ] || return 0
        limit 4 xargs $engine inspect --format "container$TAB$O.Id$C$TAB$O.Image$C$TAB$O.Config.Image$C" <"$DIR/ids" |
            tee "$DIR/inspected"
        cut -f 3 "$DIR/inspected" | grep -x -E '(sha256:)?[0-9a-f]{12,64}' | sort -u |
            limit 4 xargs $engine image inspect --format "image$TAB$O.Id$C$TAB$O.Architecture$C"
        return
    done
    runs 'containerd|crio' && try crictl-json 5 crictl ps -o json && return 0
    [ -d /proc/self ] || return 127
    tool proc-cgroup
    [ -e "$DIR/cgroups" ] || return 124
    sed 's/^[^:]*://; s/^.*-//' "$DIR/cgroups" | cut -c 1-64 | sort -u | sed "s/^/container$TAB/" | awk 'NR <= 100'
}

# The kernel's own list without its addresses: modules that are not the kernel's own (O, P, E), and the drivers that a
# Nitro instance needs; then whether this kernel has those drivers at all.
s_modules() {
    [ -r /proc/modules ] || return 127
    tool proc-modules
    limit 2 awk '/\(.*[OPE].*\)$/ || /^(ena|nvme|nvme_core|ixgbevf|xen_blkfront|virtio_net|virtio_blk|efa) / {
        $6 = "0x0"; print }' /proc/modules
    release=$(uname -r)
    for driver in ena nvme; do
        for list in modules.builtin modules.dep; do
            grep -q -s "/$driver\.ko" "/lib/modules/$release/$list" &&
                printf 'driver\t%s\t%s\n' $driver $list && break
        done
    done
    return 0
}

# Names, never arguments: those hold passwords.
s_processes() {
    if try ps 4 ps -e -o pid=,ppid=,user=,rss=,pcpu=,etime=,comm= >"$DIR/ps"; then
        awk '$4 > 0' "$DIR/ps" | sort -k 4,4rn | awk 'NR <= 60'
        printf 'count\t%s\n' $(($(wc -l <"$DIR/ps")))
        return 0
    fi
    if try ps-busybox 4 ps -o pid,ppid,user,rss,comm >"$DIR/ps"; then
        awk 'NR > 1 && $4 != "0"' "$DIR/ps" | awk 'NR <= 60'
        printf 'count\t%s\n' $(($(wc -l <"$DIR/ps") - 1))
        return 0
    fi
    gave_up
}

s_meminfo() {
    [ -r /proc/meminfo ] || return 127
    tool proc-meminfo
    limit 2 grep -E '^(MemTotal|MemFree|MemAvailable|Buffers|Cached|SwapTotal|SwapFree|Shmem|SReclaimable|HugePages_Total|Hugepagesize):' /proc/meminfo
}

# What only a reboot brings into use. mark, file; package, name; keeper, what would leave the mark; running and next, a
# kernel; booted, seconds; installed, seconds, name: the comparison of `needs-restarting -r`, which is Python and writes a log.
s_reboot_required() {
    tool marks
    printf 'running\t%s\n' "$(uname -r)"
    for mark in /run/reboot-required /var/run/reboot-required /run/reboot-needed; do
        [ -e $mark ] || continue
        printf 'mark\t%s\n' $mark
        limit 1 head -n 20 $mark.pkgs | sed "s/^/package$TAB/"
        break
    done
    for keeper in /usr/share/update-notifier/notify-reboot-required /etc/kernel/postinst.d/unattended-upgrades; do
        [ ! -e $keeper ] || printf 'keeper\t%s\n' $keeper
    done
    for link in /boot/vmlinuz /vmlinuz; do
        next=$(readlink $link) && printf 'next\t%s\n' "${next##*vmlinuz-}" && break
    done
    has_rpm || return 0
    tool rpm
    limit 1 awk '$1 == "btime" { print "booted\t" $2 }' /proc/stat
    ask_rpm $RPM -q -a --qf 'installed\t%{INSTALLTIME}\t%{NAME}\n' 'kernel*' glibc linux-firmware systemd 'dbus*' \
        microcode_ctl || return
    grep -E "$TAB(kernel[0-9.]*(-core|-rt|-default)?|dbus(-broker|-daemon)?|[^kd].*)\$" "$DIR/try"
    return 0
}

main "$@"
