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
# What one file of the workplace may take, in units of 512 bytes, of 1,024 in bash: for the maps of thousands of processes.
readonly BLOCKS=32768
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
    IFS=' 	
'
    NL='
'
    TAB='	'
    export NL TAB PATH LC_ALL LANG TZ PAGER SYSTEMD_PAGER SYSTEMD_COLORS
    unset ENV BASH_ENV CDPATH GREP_OPTIONS GREP_COLORS LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT POSIXLY_CORRECT \
        TIME_STYLE BLOCK_SIZE BLOCKSIZE DF_BLOCK_SIZE DU_BLOCK_SIZE LS_BLOCK_SIZE COLUMNS DOCKER_HOST RPM_CONFIGDIR
    umask 077
    set -u -f
    exec </dev/null

    # Not $$, which in parentheses is the shell outside of them.
    SELF=$(exec sh -c 'echo $PPID')
    be_modest
    find_time_limit
    make_workplace || {
        echo 'muster-probe: no directory for its work could be made under /run, /dev/shm or /tmp' >&2
        exit 73
    }
    # Here are all the files that are named without a directory.
    cd "$DIR"
    JOB=
    TICKER=
    trap clean_up EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 141' PIPE
    trap 'exit 143' TERM
    trap 'RANG=1' ALRM
    (
        trap 'kill $nap; exit' TERM
        while kill -ALRM "$SELF"; do
            sleep 1 &
            nap=$!
            wait $nap
        done
    ) >/dev/null 2>&1 &
    TICKER=$!

    random
    NONCE=$RANDOM_HEX
    random
    # Nineteen secret bytes that stand between the files of a stream. They are read from these files alone: every user
    # can read the arguments of a program.
    printf '\n%s00\n' "$RANDOM_HEX" >mark
    od -An -v -tx1 mark | tr -d ' \n' >mark.hex
    echo >>mark.hex

    tick
    START=$NOW
    SECTIONS=0
    USER_ID=$(id -u 2>/dev/null) || USER_ID=-1
    KERNEL_MACHINE=$(kernel_machine)
    remove_leftovers
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
    section failed-units     s_failed_units       4  4096
    section unit-restarts    s_unit_restarts      4  4096
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
    section user-data        s_user_data          3  4096
    printf '@%s done %s\n' "$NONCE" "$SECTIONS"
    exit 0
}

# ---- the frame -------------------------------------------------------------------------------------------------------

# The lowest CPU and I/O priority, for this shell and so for all that it starts.
be_modest() {
    renice -n 19 -p "$SELF" >/dev/null 2>&1
    ionice -c 3 -p "$SELF" >/dev/null 2>&1
    return 0
}

# Only GNU's timeout ends its process group and itself with it: others wait for a tool that hangs in the kernel.
find_time_limit() {
    LIMITER=watch_over
    ! timeout --version 2>/dev/null | grep -q 'GNU coreutils' || LIMITER=timeout
}

# /run is memory: a full disk must not break the probe, nor the probe wake a disk. Where there is room, else where a
# section can at least begin.
make_workplace() {
    for room in 8388608 65536; do
        for parent in /run /dev/shm /tmp; do
            DIR=$(mktemp -d "$parent/muster-probe.XXXXXXXXXX" 2>/dev/null) && [ -d "$DIR" ] || continue
            head -c $room /dev/zero 2>/dev/null >"$DIR/room" && : >"$DIR/room" && return 0
            rm -rf "$DIR"
        done
    done
    return 1
}

# What runs left behind that were killed more than an hour ago. A link is no directory, and nothing of another user's
# is touched.
remove_leftovers() {
    DEADLINE=$((START + 5))
    set +f
    limit 3 find /run/muster-[pr][ru]*.* /dev/shm/muster-[pr][ru]*.* /tmp/muster-[pr][ru]*.* -type d -prune \
        -user "$USER_ID" -mmin +60 -exec rm -rf {} \; >/dev/null 2>&1
    set -f
}

clean_up() {
    [ -z "$JOB" ] || end_tree "$JOB"
    [ -z "$TICKER" ] || kill "$TICKER"
    rm -rf "$DIR"
} 2>/dev/null

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
    : >out
    : >whole
    echo none >tool
    echo 124 >rc
    [ ! -e failed ] || rm -f failed
    if [ $((NOW - START)) -lt $WHOLE ]; then
        DEADLINE=$((NOW + $3))
        [ $DEADLINE -le $((START + WHOLE)) ] || DEADLINE=$((START + WHOLE))
        (
            # Which may have gone to another directory.
            "$2"
            echo $? >"$DIR/rc"
        ) >out 2>/dev/null &
        JOB=$!
        await
    fi
    # What is told, whose length is announced: the reader sees whether all of it arrived.
    head -c "$4" out >kept
    redact <kept >told || left_out
    has_room || left_out
    read -r tool <tool
    read -r code <rc
    bytes=$(($(wc -c <out)))
    printf '@%s begin %s %s\n' "$NONCE" "$1" "${tool:-none}"
    state=ok
    if [ -e failed ]; then
        state=failed
    elif [ ! -e whole ]; then
        state=cut
        [ "$code" != 0 ] || code=124
    fi
    if [ "$bytes" -gt "$4" ]; then
        state=cut
    else
        bytes=$(($(wc -c <told)))
    fi
    cat told
    # The reader drops the last line of what is cut, which may be a part of one: here it is an empty one.
    if [ $state = cut ] && [ -z "$(tail -c 1 kept | tr '\0' 0)" ]; then echo; fi
    printf '@%s end %s %s %s %s\n' "$NONCE" "$1" "${code:-124}" "$bytes" $state
    SECTIONS=$((SECTIONS + 1))
}

# Waits for the section's job. A process that hangs in the kernel can neither be ended nor waited for; so the ticker
# interrupts the waiting each second, and what is late is left behind.
await() {
    while
        RANG=
        wait "$JOB"
        [ -n "$RANG" ]
    do
        tick
        [ $NOW -gt $((DEADLINE + 1)) ] || continue
        left_out
        end_tree "$JOB"
        break
    done
    JOB=
}

# Ends a process and all below it, as far as the kernel lets it. Process names cannot forge a line there.
end_tree() {
    set +f
    kill -KILL $(grep -s ^PPid: /proc/[0-9]*/status | awk -F '[/:\t ]+' '
        { parent[$3] = $NF }
        END {
            for (list = " " top " "; list != last; ) {
                last = list
                for (pid in parent)
                    if (index(list, " " parent[pid] " ") && !index(list, " " pid " ")) list = list pid " "
            }
            print list
        }' top="$1" -)
    set -f
}

# Says that a stage of the section stopped before its end. By taking something away, which works on a full disk, too.
left_out() {
    rm -f "$DIR/whole"
}

has_room() {
    printf '%08192d' 0 2>/dev/null >"$DIR/room" && : >"$DIR/room"
}

# limit SECONDS COMMAND...: runs it for so long at most, and never past the section's deadline; 124 when that ended it.
# What touches paths that may hang prints into a file and reads from one: a pipe stays open as long as the tool hangs.
limit() {
    seconds=$1
    shift
    tick
    [ $((NOW + seconds)) -le "$DEADLINE" ] || seconds=$((DEADLINE - NOW))
    [ $seconds -ge 1 ] || {
        left_out
        return 124
    }
    if [ $LIMITER = timeout ]; then
        (
            bound "$1"
            exec timeout -s KILL $seconds "$@"
        )
    else
        watch_over $seconds "$@"
    fi
    ended=$?
    case $ended in
    0) return 0 ;;
    # Killed by the limit: a tool that waits for a dead file server heeds no other signal. 125: one that xargs ran.
    124 | 125 | 137 | 143)
        left_out
        return 124
        ;;
    esac
    # Perhaps because it could not write.
    { has_room && ! is_full; } 7>&1 || left_out
    return $ended
}

# Whether the file that is standard output, here number 7, has reached its bound.
is_full() {
    [ -f /dev/fd/7 ] && [ $(($(wc -c </dev/fd/7))) -ge $((BLOCKS * 512)) ]
}

# What a tool prints must not fill the memory. Those that write files of their own are not disturbed.
bound() {
    case $1 in
    docker | podman | nerdctl | crictl | rpm) ;;
    *)
        trap '' XFSZ
        ulimit -S -f $BLOCKS
        ;;
    esac
}

# The same where there is no such timeout. Waited for is a shell between, which can always be ended. The shell puts
# /dev/null in the place of a background job's input, so that the command's own is handed over on another descriptor.
watch_over() {
    seconds=$1
    shift
    exec 8<&0
    (
        bound "$1"
        "$@" <&8 8<&-
        exit
    ) &
    watched=$!
    exec 8<&-
    (
        trap 'kill $nap; exit 0' TERM
        sleep "$seconds" &
        nap=$!
        wait $nap
        end_tree $watched
    ) >/dev/null 2>&1 &
    watcher=$!
    wait $watched
    ended=$?
    kill -TERM $watcher 2>/dev/null
    wait $watcher 2>/dev/null
    return $ended
}

# Names the tool whose output follows; where an earlier one stopped no longer matters.
tool() {
    echo "$1" >"$DIR/tool"
    : >"$DIR/whole"
}

has() {
    command -v "$1" >/dev/null 2>&1
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
    rm -f ended
    : >try
    tick
    [ $((DEADLINE - NOW)) -gt 2 ] || {
        left_out
        return 124
    }
    (
        (
            timeout $((DEADLINE - NOW - 2)).1 "$@" 2>complaint
            echo $? >ended
        ) <asked >try &
    )
    until [ -s ended ]; do
        sleep .1 || sleep 1
        tick
        [ $NOW -lt $DEADLINE ] || {
            left_out
            return 124
        }
    done
    read -r ended <ended
    [ $ended -ne 124 ] || left_out
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
    limit "$seconds_to_try" "$@" >try 2>complaint
    tried=$?
    echo $tried >try.rc
    if [ $tried -eq 0 ] || [ -s try ]; then
        cat try
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
    read -r given <tool
    [ "$given" != none ] || return 127
    : >failed
    read -r given <try.rc
    # The shell's own word about a tool that was killed says nothing.
    [ "$given" -eq 124 ] || head -c 300 complaint
    return "$given"
}

# file_as TOOL FILE: prints a readable file.
file_as() {
    [ -r "$2" ] && [ -f "$2" ] || return 127
    tool "$1"
    limit 3 cat -- "$2"
}

# Replaces secrets in what tools print by ***, as Redaction does in Java once more, byte for byte. Its names are short,
# because the document carries them: r is the rest of the line, l the same in small letters, d what is done of it.
redact() {
    awk '
        # Moves n letters from what is left to what is done, or puts s in their place.
        function t(n, s) {
            d = d (s ? s : substr(r, 1, n))
            r = substr(r, n + 1)
            l = substr(l, n + 1)
        }
        # How many backslashes end at n; substr gives the first letter for 0, in three awks of four.
        function e(s, n,  k) {
            while (n > k && substr(s, n - k, 1) == "\\") k++
            return k + 0
        }
        # The length of a value: up to the closing quote, where k backslashes stood before the opening one, or of a word.
        function v(q, k,  n, i) {
            if (f()) return 0
            if (q != "\"" && q != "\047") {
                match(r, /^(\\*[^]\\ \t"\047<>|&;,)}])*/)
                return RLENGTH
            }
            while ((i = index(substr(r, n + 1), q)) > 0) {
                n += i
                i = e(r, n - 1)
                if (i <= k) return n - 1 - i
            }
            return q == "\"" ? length(r) : v("\"", 0)
        }
        # The length of a user name: all before the last address and port.
        function u(  s) {
            s = substr(r, 1, 1024)
            if (match(s, /^[^"]* port [0-9]/)) {
                s = substr(s, 1, RLENGTH - 7)
                if (!sub(/ [^ ]*$/, "", s)) return 0
                sub(/ from$/, "", s)
                return length(s)
            }
            return match(s, /^[^"]* from /) ? RLENGTH - 6 : v("", 0)
        }
        {
            gsub(/:\/\/[^\/?# \t"\047<>\\]*@/, "://***@")
            # The four kinds of Redaction: assigned, tokens, users, after a scheme.
            for (c = 1; c < 5; c++) {
                d = ""
                l = tolower(r = $0)
                while (g()) {
                    t(RSTART + RLENGTH - 1)
                    n = length(d)
                    q = substr(d, n)
                    if (c == 2) {
                        match(r, /^[A-Za-z0-9_.-]*/)
                        n = RLENGTH
                    } else n = c == 3 && q == " " ? u() : v(q, e(d, n - 1))
                    if (n >= (c % 2 ? 1 : 16)) t(n, "***")
                }
                $0 = d r
            }
            # Private keys: y more lines may belong to one, w tells whether the line before did.
            if (/^@/) y = 0
            d = ""
            r = $0
            if (b()) {
                y = w = 0
                do {
                    t(RSTART + RLENGTH - 1)
                    if (!(n = index(r, "-----END")) && !(n = index(r, "\""))) {
                        n = length(r) + 1
                        y = 8
                    }
                    n -= e(r, n - 1) + 1
                    if (n) t(n, "***")
                } while (b())
            } else if (index(r, "-----END")) y = 0
            else if (y) {
                y--
                while (match(r, /[A-Za-z0-9+\057=]+/)) {
                    n = RLENGTH
                    t(RSTART - 1)
                    s = ""
                    if (n > 39) y = 8
                    if (n > 39 || w && n % 4 == 0 && substr(r, 1, n) ~ /[a-z]/ && (length(r) == n || substr(r, n + 1, 1) d ~ /^".*"$/)) s = "***"
                    t(n, s)
                }
                w = y == 8
            }
            # E-mail addresses, by what stands on both sides of their sign.
            n = split(d r, p, "@")
            d = ""
            for (i = 1; i < n; i++) {
                match(substr(p[i], length(p[i]) - 63), /[A-Za-z0-9._%+-]*$/)
                k = RLENGTH
                match(p[i + 1], /^[A-Za-z0-9.-]*[A-Za-z0-9]/)
                m = substr(p[i + 1], 1, RLENGTH)
                if (k && m ~ /[.][A-Za-z][A-Za-z]+$/ && !z()) {
                    d = d substr(p[i], 1, length(p[i]) - k) "***"
                    p[i + 1] = substr(p[i + 1], RLENGTH + 1)
                } else d = d p[i] "@"
            }
            print d p[n]
        }
        function b() { return match(r, /-----BEGIN [A-Z ]*PRIVATE KEY[A-Z ]*-----/) }
        # From here made of redaction.list by RedactionListTest
        function f() { return r ~ /^\/(bin|dev|etc|home|lib|mnt|opt|proc|r(oot|un)|s(bin|rv|ys)|tmp|usr|var)\// }
        function z() { return m ~ /[.](device|mount|s(cope|ervice|lice|ocket)|t(arget|imer))$/ }
        function g() {
            if (c == 1) return match(l, /((p(ass(w(d|ord)|phrase|code)|wd)|s(e(cret|ssion(_id|id))|ignature)|token|key|c(redential|ookie)|authorization)(s|[_-]?(value|base|hash|string))?[0-9_]*["\047\\]*[ \t]*[=:>]>?[ \t]*|(^|[^a-z])(pass|a(uth|cct)|user(name)?|ruser|logname)(["\047\\]*=|["\047\\]+[ \t]*:[ \t]*)|(^|[^a-z0-9_-])-[a-z0-9_-]*(p(ass(w(d|ord)|phrase|code)|wd)|s(e(cret|ssion(_id|id))|ignature)|token|key|c(redential|ookie)|authorization)s?[ \t]+|[?&][^?&= \t"\047<>]*=)\[?(\\*["\047<])?((b(earer|asic)|token|negotiate)[ \t]+)?/)
            if (c == 2) return match(r, /(A(KIA|SIA|Iza)|g(h(p_|o_|u_|s_|r_)|ithub_pat_|lpat-)|xox|ya29[.]|eyJ|dop_v1_|sk_live_|pypi-)|(^|[^A-Za-z0-9])(sk-|npm_|hf_|SG[.])/)
            if (c == 3) return match(l, /((failed (p(assword|ublickey)|none|keyboard-interactive\/pam)|a(uthentication fail(ed|ure(s)?)|ttempts exceeded|ccess denied)) for|(i(nvalid|llegal)|unknown|authenticating) user) ((invalid|illegal) user )?((user |role )?\\*["\047])?/)
            if (c == 4) return match(l, /(b(earer|asic)|token|negotiate)[ \t]+/)
        }
        # to here
    '
}

# From a mount table, or what `df` says of file servers: what stands on a device comes first, so that ten thousand container mounts cannot push
# it out of the budget; of a source, what stands before the host is not sent.
devices_first() {
    awk '{ sub(/^\/\/[^\/ ]*@/, "//"); sub(/^[^\/ ]*@/, "") }
         /^\/dev\// { print; next }
         { rest[++n] = $0 }
         END { for (i = 1; i <= n; i++) print rest[i] }'
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
    try lscpu 4 lscpu >cpu
    code=$?
    if shown $code; then
        grep -v -E '^ *(Flags|Vulnerability|Itlb|L1tf|Mds|Meltdown|Mmio|Retbleed|Spec |Spectre|Srbds|Tsx|Gather|Reg file|Ghostwrite|Indirect|Old micro|Tsa|Vmscape)' cpu
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

# What is mounted, by the kernel's own table, which waits for no file server: `points`, every mount point; `far`, those of
# file servers and FUSE, and `away` their devices; `local`, the first mount point of / and of each other file system on a
# device. What has more than blanks to escape in its name is left out of `local`.
mount_table() {
    : >away
    : >far
    limit 3 awk '
        FILENAME != mounts { if ($1 != "nodev" && $1 !~ /^fuse/) disk[$1]; next }
        {
            for (i = 7; i < NF && $i != "-"; i++) { }
            gsub(/\\040/, " ", $5)
            if (!($5 in kind)) point[++points] = $5
            kind[$5] = $(i + 1)
            source[$5] = $(i + 2)
            device[$5] = $3
        }
        END {
            for (i = 1; i <= points; i++) {
                name = point[i]
                type = kind[name]
                print name >"points"
                if (name == "/" || type in disk || type == "zfs") {
                    if (name !~ /\\/ && !done[device[name]]++) print name
                } else if (type ~ /^(fuse($|[.b])|9p|afs|autofs|ceph|lustre|virtiofs)/ || source[name] ~ /^[^\/]*:|^\/\//) {
                    split(device[name], part, ":")
                    printf "%02x:%02x\n", part[1], part[2] >"away"
                    print name >"far"
                }
            }
        }' mounts=/proc/self/mountinfo /proc/filesystems /proc/self/mountinfo | tr '\n' '\0' >local
}

# ask_df TOOL SECONDS OPTIONS...: of the local file systems by their names; of all where those are not known.
ask_df() {
    as=$1
    for_seconds=$2
    shift 2
    if [ -s local ]; then
        try $as $for_seconds xargs -0 df -P "$@" -- <local
    else
        try $as $for_seconds df -P "$@"
    fi
}

s_filesystems() {
    mount_table
    # File servers, too, if they answer.
    head -n 20 far | tr '\n' '\0' >names
    [ ! -s far ] || limit 2 xargs -0 df -P -T -k -- <names >df.far
    ask_df df-PTk 5 -T -k >df
    code=$?
    if ! shown $code; then
        : >df.far
        ask_df df-Pk 4 -k >df
        code=$?
    fi
    shown $code || { gave_up; return; }
    cat df
    sed 1d df.far | devices_first
    return $code
}

s_inodes() {
    [ -e points ] || mount_table
    ask_df df-Pi 5 -i && return 0
    code=$?
    shown $code || { gave_up; return; }
    return $code
}

s_mounts() {
    [ -r /proc/mounts ] || return 127
    tool proc-mounts
    # Of the options those that have no value: the others name users, domains and files of credentials.
    limit 3 head -c $HARD /proc/mounts | awk '
        !/^(overlay|nsfs|cgroup|shm) / {
            count = split($4, option, ",")
            $4 = option[1]
            for (i = 2; i <= count; i++) if (option[i] !~ /=/) $4 = $4 "," option[i]
            print
        }' | devices_first
}

s_blocks() {
    columns=NAME,KNAME,PKNAME,TYPE,SIZE,RO,FSTYPE,MOUNTPOINT,LABEL,UUID,SERIAL,MODEL
    # Without memory disks and loops, of which every snap is one.
    for form in json pairs; do
        case $form in
        json) option=-J ;;
        pairs) option=-P ;;
        esac
        try lsblk-$form 4 lsblk $option -b -e 1,7 -o $columns >"$DIR/blocks"
        code=$?
        shown $code || continue
        # Of serial numbers, those that are the ids of EBS volumes.
        sed -e '/"serial": *"vol-*[0-9a-f]*"/!s/"serial": *"[^"]*"/"serial":null/' \
            -e '/SERIAL="vol-*[0-9a-f]*"/!s/SERIAL="[^"]*"/SERIAL=""/' "$DIR/blocks"
        return $code
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

# kernel name, serial of an EBS volume (its id without the hyphen), model
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
        case $serial in vol*) ;; *) serial= ;; esac
        printf '%s\t%s\t%s\n' "${block##*/}" "$serial" "$model"
    done
    set -f
    return 0
}

# Mount points of local file systems on a device, the fullest first. One whose name holds a blank is left out.
local_mounts() {
    [ -s df ] || {
        [ -e points ] || mount_table
        ask_df df-Pk 4 -k >df
    }
    awk '$1 ~ /^\/dev\// && $1 !~ /^\/dev\/loop/ && NF <= 7 && $NF ~ /^\// {
        sub(/%/, "", $(NF - 1))
        print $(NF - 1) "\t" $NF
    }' df | sort -rn | cut -f 2
}

# not_in LIST FILE: the names in the file that are not in the list, each once.
not_in() {
    awk 'FILENAME == list { listed[$0]; next } !($0 in listed) && !seen[$0]++' list="$1" "$1" "$2"
}

# What du says of the directories in the top directories of each local file system, the biggest first. All names are
# touched by children alone, and what is mounted there is asked as a file system of its own.
s_big_directories() {
    has du || return 127
    local_mounts | head -n 8 >tops
    tool du-xk
    [ -s tops ] || echo / >tops
    if du -d 0 /dev/null >/dev/null 2>&1; then depth='-d 2'; else depth=--max-depth=2; fi
    : >du.late
    : >du.all
    while IFS= read -r mount; do
        limit 2 sh -c 'printf "%s\n" "$1"/*' sh "${mount%/}" >names || echo "$mount" >>du.late
        # A part of a name after a line feed does not begin so.
        grep -v -x -E "/proc|/sys|/dev|/run|.*$TAB.*" names | awk 'index($0, top "/") == 1' top="${mount%/}" >in
        not_in points in | tr '\n' '\0' >names
        limit 3 xargs -0 sh -c 'for name; do [ -L "$name" ] || [ ! -d "$name" ] || printf "%s\n" "$name"; done' sh \
            <names >in || echo "$mount" >>du.late
        if [ $(($(wc -l <in))) -gt 40 ]; then
            # Only the biggest of many are looked into.
            tr '\n' '\0' <in >names
            limit 6 xargs -0 du -x -s -k -- <names 2>/dev/null | sort -rn >du
            cut -f 2- du >names
            not_in names in >>du.late
            head -n 12 names >in
        fi
        while IFS= read -r top; do
            biggest_below "$top"
        done <in
    done <tops
    sort -rn du.all | awk 'NR <= 70'
    if [ -s du.late ]; then
        # Directories whose size is not known, because du did not come to an end.
        awk 'NR <= 10 { print "timeout\t" $0 }' du.late
        return 124
    fi
}

# A name with a line feed could make lines of its own: no directory is bigger than the one it is in.
biggest_below() {
    limit 4 du -x -k $depth -- "$1" >du 2>/dev/null
    [ $? -ne 124 ] || printf '%s\n' "$1" >>du.late
    tail -n 4000 du | awk -F '\t' '
        { size[NR] = $1; line[NR] = $0; name[NR] = $2 }
        END {
            most = size[NR] + 0
            for (i = 1; i <= NR; i++)
                if (size[i] ~ /^[0-9]+$/ && name[i] ~ /^\// && size[i] + 0 <= most && size[i] >= 1024) print line[i]
        }' | sort -rn | awk 'NR <= 25' >>du.all
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
    # Without -W, long addresses are cut.
    try netstat 4 netstat -W -t -n -l -p && return 0
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
    runs 'chronyd|ntpd|sntp|systemd-timesyn|timemaster|ptp4l|phc2sys'
    running=$?
    # 124: whether one does was not seen.
    if [ "$USER_ID" = 0 ] && [ $running -ne 0 ] && [ $running -ne 124 ]; then
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
        last) try last 4 last -n 40 >last ;;
        *) try $way 4 $way >last ;;
        esac
        code=$?
        shown $code || continue
        grep -v -F '**Never logged in**' last | awk 'NR <= 60'
        return $code
    done
    gave_up
}

# How the lines of sshd begin that end a connection without a try, or open none.
readonly WITHOUT_TRY='^(Invalid user |Illegal user |(Connection (closed|reset) by|Disconnected from|Disconnecting) (authenticating|invalid) user |error: maximum authentication attempts exceeded for )'

# Of refused log-ins, the sources with the most attempts: attempts, address, never a user name; then how many attempts of
# how many other sources. An attempt is a failed try, an offered key of a connection that was never accepted, or a
# connection that ended without either. The address stands before the last `port`: a user name is chosen by the attacker,
# and comes before it; what a certificate calls itself comes behind it. From a log file only the lines of the last 24
# hours count, by the guest's own clock and time zone; those that begin with no date that is known are counted as unread.
failed_sources() {
    awk '
        function recent(line) {
            if (today == "" || index(line, today " ") == 1 || index(line, today_iso "T") == 1) return 1
            if (index(line, yesterday " ") == 1) return substr(line, length(yesterday) + 2, 8) >= now
            return index(line, yesterday_iso "T") == 1 && substr(line, 12, 8) >= now
        }
        # RFC 5424 has the level and a version in front, and no colon behind the program.
        { line = $0; rfc = sub(/^<[0-9]+>1 /, "", line) }
        today != "" && line !~ /^([A-Z][a-z][a-z] [ 0-9][0-9] |[0-9][0-9][0-9][0-9]-)/ { unread++; next }
        # Where the first line is of the last day, there may be others before it.
        NR == 1 && edge != "" && recent(line) { print "edge" >edge }
        !recent(line) { next }
        !match(line, rfc ? "^[^ ]+ [^ ]+ sshd[^ ]* [^ ]+ [^ ]+ (-|[[].*[]]) +" : " sshd[^ ]*: ") { next }
        {
            message = substr(line, RSTART + RLENGTH)
            times = 1
            if (match(message, /^message repeated [0-9]+ times: \[ /)) {
                split(message, word, " ")
                times = word[3] + 0
                message = substr(message, RLENGTH + 1)
                sub(/\]$/, "", message)
            }
            sub(/ ssh2: [^ ]*-CERT .*/, "", message)
            tries = offered = 0
            if (message ~ /^Failed publickey for /) offered = times
            else if (message ~ /^Failed .* for /) tries = times
            else if (message !~ /^Accepted / && message !~ without) next
            count = split(message, word, " ")
            for (port = count; port > 2 && word[port] != "port"; port--) { }
            if (port <= 2 || port == count) next
            address = substr(word[port - 1], 1, 64)
            if (word[port - 2] != "from" && address !~ /^[0-9A-Fa-f.:]+$/) next
            if (!((address, word[port + 1]) in connection)) {
                if (connections >= 50000) next
                connections++
            }
            connection[address, word[port + 1]] += tries
            keys[address, word[port + 1]] += offered
            if (message ~ /^Accepted /) accepted[address, word[port + 1]] = 1
        }
        END {
            for (each in connection) {
                split(each, part, SUBSEP)
                if (each in accepted) attempts[part[1]] += connection[each]
                else attempts[part[1]] += connection[each] + keys[each] > 0 ? connection[each] + keys[each] : 1
            }
            for (address in attempts) if (attempts[address]) print "source\t" attempts[address] "\t" address
            if (unread) print "unread\t" unread
        }' without="$WITHOUT_TRY" today="$1" today_iso="$2" yesterday="$3" yesterday_iso="$4" now="$5" edge="$6" - |
        sort -t "$TAB" -k 2,2rn -k 3,3 | awk -F '\t' '
            NR <= 60 || /^unread/ { print; next }
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

# Bytes of the end of a log file that are read.
readonly MAX_TAIL=16777216

size_of() {
    echo $(($(wc -c <"$1")))
}

# The files that hold the newest of a log: itself, and before it PART, what was rotated away last, where that is not
# compressed. COMPLETE is empty where something older is left out.
parts_of() {
    PART=
    COMPLETE=
    : >late
    [ $(size_of "$1") -le $MAX_TAIL ] || return
    others=0
    set +f
    for each in "$1"-* "$1".*; do
        [ -e "$each" ] || continue
        others=$((others + 1))
        case $each in
        *.bz2) ;;
        "$1"-*[0-9] | "$1.1") [ ! -f "$each" ] || [ ! -r "$each" ] || [ -L "$each" ] || PART=$each ;;
        esac
    done
    set -f
    # Also where there is but one: what was before it may have been deleted.
    [ $others -gt 0 ] || COMPLETE=1
}

# The end of each of them, the oldest first.
tails() {
    for each in "$PART" "$1"; do
        [ -z "$each" ] || limit 3 tail -c $MAX_TAIL "$each" || echo late >late
    done
}

# unreadable TOOL WORDS: why a source that there is, or should be, tells nothing.
unreadable() {
    tool "$1"
    : >failed
    printf '%s' "$2"
    return 1
}

# Whether a log is a file that may be read; `log_refused` says that one may not.
readable() {
    [ -f "$1" ] || return 1
    [ ! -r "$1" ] || [ -L "$1" ] || return 0
    refused=$1
    return 1
}

log_refused() {
    [ -n "$refused" ] || return 127
    unreadable "$1" "$refused is a symbolic link, or this user may not read it"
}

s_failed_logins() {
    if journal_is_readable; then
        tool journalctl-sshd
        {
            limit 5 journalctl -q --no-pager -o short-iso --since=-24h -t sshd -t sshd-session
            echo $? >try.rc
        } | failed_sources '' '' '' '' '' ''
        read -r tried <try.rc
        return "$tried"
    fi
    refused=
    for log in /var/log/auth.log /var/log/secure /var/log/messages; do
        readable $log || continue
        tool auth-log
        parts_of $log
        edge=
        [ -n "$COMPLETE" ] || edge=late
        seconds=$(($(date +%s) - 86400))
        tails $log | grep -a sshd | failed_sources \
            "$(env -u TZ date '+%b %e')" "$(env -u TZ date +%Y-%m-%d)" \
            "$(env -u TZ date -d @$seconds '+%b %e')" "$(env -u TZ date -d @$seconds +%Y-%m-%d)" \
            "$(env -u TZ date +%H:%M:%S)" "$edge"
        [ ! -s late ] || return 124
        return 0
    done
    log_refused auth-log
}

# What known faults say, for grep -i -E and awk: made of the catalogue of signatures when this script is put together.
readonly FAULTS='@FAULTS@'
# Entries of faults that are told of one log.
readonly MAX_FAULTS=100
# More seconds than any guest has been up: back to the beginning.
readonly EVER=2000000000

# The lines that may tell of a fault; with -v the others.
faults() {
    grep -a -i -E "$@" -e "$FAULTS"
}

# Entries, each behind a blank: a line of the probe's own has none. Of a long one, its beginning and what is around the
# fault.
entries() {
    awk -v faults="$FAULTS" '
        length($0) > 999 {
            print "cut\tlong"
            match(tolower($0), tolower(faults))
            $0 = substr($0, 1, 99) " ... " substr($0, RSTART, 800)
        }
        { print " " $0 }'
}

# The last $1 lines, the newest first, and whether there were more.
newest() {
    awk '{ line[NR % most] = $0 }
        END {
            if (NR > most) print "cut\tfull"
            for (i = NR; i > 0 && i > NR - most; i--) print line[i % most]
        }' most="$1" -
}

# Entries of this boot, the newest first: time, host, program and message alone, whatever other fields there are. -a: a
# message with colours in it is a text, too.
readonly JOURNAL='journalctl -q -b -r -a -o short-iso'

# KEPT: how many seconds ago the oldest entry of this boot was written, EVER when that was in the first minutes of the
# boot. Fails when the journal has none.
oldest_entry() {
    KEPT=$(limit 2 journalctl -q -b --system -o short-monotonic 2>complaint | awk -F '[][ .]+' '/^\[/ { print $2 + 0; exit }')
    [ -n "$KEPT" ] || { KEPT=$EVER; return 1; }
    tick
    if [ "$KEPT" -le 300 ]; then KEPT=$EVER; else KEPT=$((NOW - KEPT)); fi
}

# search SECONDS AGE MATCH...: of the entries of this boot that match and are older than AGE seconds, those that may tell
# of a fault. It goes back step by step, so that no line that a program wrote says how far it came: SEEN is how many
# seconds back, and WHY is what ended it there; a file of the journal that is damaged is left out.
search() {
    tick
    ends=$((NOW + $1))
    SEEN=$2
    shift 2
    # A minute more than the hours and days that are asked for, because the answer has an earlier date than this section.
    for back in 3660 21660 86460 259260 604860 $EVER; do
        [ $back -gt $SEEN ] || continue
        range=
        [ $SEEN -eq 0 ] || range=--until=@$((CLOCK - SEEN))
        [ $back -eq $EVER ] || range="$range --since=@$((CLOCK - back))"
        tick
        {
            limit $((ends - NOW)) $JOURNAL $range "$@" 2>complaint
            echo $? >try.rc
        } | faults | head -n $MAX_FAULTS >some
        [ ! -s some ] || printf 'until\t%s\n' $((CLOCK - SEEN))
        entries <some
        WHY=
        [ ! -s complaint ] || WHY=damaged
        read -r tried <try.rc
        [ "$tried" -eq 0 ] || WHY=late
        [ $(wc -l <some) -lt $MAX_FAULTS ] || WHY=full
        [ -z "$WHY" ] || return 0
        SEEN=$back
    done
}

# The first line of a section that looked for faults: down to which time it saw everything, and what ended it there.
seen() {
    [ $SEEN -lt $KEPT ] || {
        SEEN=$KEPT
        WHY=lost
    }
    if [ $SEEN -eq $EVER ]; then
        printf 'seen\tall\n'
    else
        printf 'seen\t%s\t%s\n' $((CLOCK - SEEN)) "$WHY"
    fi
    # This says it, and better.
    : >whole
}

# Faults of this boot in what services wrote, whatever its priority: what a service prints has that of a notice. Where
# the time is up before the boot's beginning, errors, and what systemd itself says, are found further back through the
# journal's index. Then the newest other errors.
s_journal() {
    has journalctl || return 127
    : >complaint
    journal_is_readable && oldest_entry || {
        [ -s complaint ] || echo 'the journal has no entry of this boot, or this user may not read it' >complaint
        unreadable journalctl-short "$(head -n 1 complaint | head -c 300)"
        return
    }
    tool journalctl-short
    CLOCK=$(date +%s)
    # What journald says itself, as of messages that it dropped, is the driver's.
    set -- _TRANSPORT=stdout _TRANSPORT=syslog _TRANSPORT=journal _TRANSPORT=driver
    search 4 0 "$@" >faults
    age=$SEEN
    seen
    [ $age -eq $EVER ] ||
        search 2 $age PRIORITY=0 PRIORITY=1 PRIORITY=2 PRIORITY=3 "$@" + _PID=1 >>faults
    # What was printed of the last step is found again.
    awk '!told[$0]++' faults
    limit 1 $JOURNAL -p err -n 60 "$@" | faults -v | sed -n 's/^[^ ]/<3>&/p' | cut -c 1-300 | entries
    : >whole
}

readonly TROUBLE='error|fail|fatal|panic|denied|refused|timed? ?out|corrupt|exhaust'

# Faults in the end of the log, and in its part before, the newest first, below the beginning of the oldest line that was
# read; then the newest other lines of trouble.
s_syslog() {
    refused=
    stale=
    for log in /var/log/syslog /var/log/messages; do
        readable $log || continue
        # What no program writes to any more says nothing of today.
        [ -n "$(limit 1 find $log -mmin -1440)" ] || {
            stale=$log
            continue
        }
        tool "grep-${log##*/}"
        parts_of $log
        if [ -n "$COMPLETE" ]; then
            printf 'seen\tall\n'
        else
            # Of the first line only the end may have been read.
            printf 'from\t%s\n' "$(tails $log | sed -n '2{p;q;}' | cut -c 1-64)"
            : >late
        fi
        tails $log | faults | entries | newest $MAX_FAULTS
        tail -c 262144 $log | faults -v | grep -a -i -E "$TROUBLE" | cut -c 1-200 | entries | newest 40 | grep '^ '
        [ ! -s late ] || return 124
        return 0
    done
    [ -z "$stale" ] || unreadable grep-syslog "$stale was not written to for a day" || return
    log_refused grep-syslog
}

# Faults, and whatever the kernel finds critical, in its ring, the newest first; where the ring's first line is not the
# boot's, in the journal before that, too. Then the newest other warnings. The level is in front: <2>. Kernel addresses
# are not sent.
s_kernel() {
    CLOCK=$(date +%s)
    KEPT=$EVER
    SEEN=0
    WHY=lost
    echo 127 >try.rc
    : >faults
    : >dmesg
    if has dmesg; then
        tool dmesg-r
        {
            limit 4 dmesg -r 2>complaint
            echo $? >try.rc
        } | tail -c $HARD >dmesg
    fi
    read -r tried <try.rc
    tick
    if [ "$tried" -eq 0 ] && [ -s dmesg ]; then
        # The uptime at the first line, 0 for the boot's own; lines may have no time.
        ring=$(awk -F '[][<> .]+' '/^<[0-9]+>/ { print ($3 ~ /^[0-9]+$/ ? $3 + ($4 > 0) : $3 == "Linux" ? 0 : now); exit }' \
            now=$NOW dmesg)
        [ -n "$ring" ] || ring=$NOW
        SEEN=$((NOW - ring))
        [ "$ring" -gt 0 ] || SEEN=$EVER
    fi
    if [ $SEEN -lt $EVER ] && journal_is_readable && oldest_entry; then
        [ $SEEN -gt 0 ] || tool journalctl-kernel
        age=$SEEN
        [ $KEPT -ge $age ] || KEPT=$age
        {
            limit 1 $JOURNAL --until=@$((CLOCK - age)) -p crit -n 50 _TRANSPORT=kernel
            echo $? >crit.rc
        } | sed -n 's/^[^ ]/<2>&/p' | entries >faults
        search 3 $age _TRANSPORT=kernel >>faults
        read -r tried <crit.rc
        [ "$tried" -eq 0 ] || {
            SEEN=$age
            WHY=late
        }
    elif [ $SEEN -eq 0 ]; then
        gave_up
        return
    fi
    seen
    printf 'booted\t%s\n' $((CLOCK - NOW))
    faults -e '^<[0-2]>' dmesg | entries | newest $MAX_FAULTS
    cat faults
    # Whether what stopped was mounted again.
    mounted=
    ! grep -q -a -i -E 'down filesystem|filesystem read-only' dmesg || mounted='|\): (re-)?[Mm]ount(ed|ing) '
    grep -a -E "^<[34]>|general protection|traps:$mounted" dmesg | faults -v | cut -c 1-200 | entries |
        newest 40 | grep '^ '
    return 0
}

# The names of units that are in the state failed now.
s_failed_units() {
    [ -d /run/systemd/system ] || return 127
    try systemctl 3 systemctl --failed --full --plain --no-legend >units || { gave_up; return; }
    # Old ones put a mark before the name.
    awk '{ print ($1 ~ /[.]/ ? $1 : $2) }' units
}

# Services that systemd started again: name, how often, state, result and status of the last end, Restart=, seconds since
# it runs. A loop of ends and starts is in no list of what failed.
s_unit_restarts() {
    [ -d /run/systemd/system ] || return 127
    try systemctl-show 3 systemctl show -p Id -p NRestarts -p SubState -p Result -p ExecMainStatus -p Restart \
        -p ActiveEnterTimestampMonotonic '*.service' >units || { gave_up; return; }
    awk '
        { at = index($0, "="); v[substr($0, 1, at - 1)] = substr($0, at + 1) }
        !NF { told() }
        END { told() }
        function told() {
            n = "NRestarts" in v ? v["NRestarts"] : "-"
            if (n + 0 > 2 || v["SubState"] ~ /^auto-restart/)
                printf "%s\t%s\t%s\t%s\t%s\t%s\t%.0f\n", v["Id"], n, v["SubState"], v["Result"], v["ExecMainStatus"],
                    v["Restart"], now - v["ActiveEnterTimestampMonotonic"] / 1000000
            split("", v)
        }' now="$NOW" units
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
    # All lines but those of comments and scripts; of commands and addresses only how many words they have. A brace behind
    # blanks does not end a block that logrotate passes over, so that one blank stays.
    limit 3 awk '
        FNR == 1 { print "==> " FILENAME " <=="; script = 0 }
        script && !/^[ \t]*endscript([^A-Za-z]|$)/ || /^[ \t]*(#|$)/ { next }
        {
            script = 0
            sub(/^[ \t]+/, " ")
            if (/^=/) $0 = " " $0
            word = $1
            sub(/[^A-Za-z].*/, "", word)
        }
        word ~ /^((pre|post)rotate|(first|last)action|preremove)$/ { script = 1; $0 = word }
        word ~ /^(mail|(un)?compresscmd)$/ { gsub(/[^ \t=]+/, "x"); sub(/x/, word) }
        word != "compressoptions"
        ' "$@"
}

s_logrotate_state() {
    for state_file in /var/lib/logrotate/logrotate.status /var/lib/logrotate/status /var/lib/misc/logrotate.status \
        /var/lib/logrotate.status; do
        file_as cat $state_file && return 0
    done
    return 127
}

# First the whole of /var/log in KiB, then its biggest files: bytes that they take or hold, whichever is less, time of last
# change, that of the newest rotated file beside it behind a plus where there are hard links, name. The large are looked for
# first, and those that a rotation or journald left are named last, so that neither can push out what grows.
s_log_sizes() {
    [ -d /var/log ] || return 127
    # Without the sum, the section is whole nevertheless.
    limit 3 du -x -s -k /var/log 2>/dev/null | awk -F '\t' 'NR == 1 { print "total\t" $1 "\t/var/log" }'
    tool stat
    : >logs
    for size in '-size +20479' '-size +0 -size -20480'; do
        limit 3 find /var/log -xdev -type f $size ! -path "*$NL*" ! -path "*$TAB*" >>logs
    done
    tr '\n' '\0' <logs >names
    limit 3 xargs -0 stat -c "%s$TAB%b$TAB%h$TAB%Y$TAB%n" -- <names 2>/dev/null >logs
    # A name without what a rotation adds to it is that of the log.
    awk -F '\t' '
        {
            base = $5
            sub(/\.(gz|xz|bz2|zst|lz4)$/, "", base)
            sub(/[._-]([0-9][0-9T_.:-]*|old)$/, "", base)
        }
        NR == FNR { if (base != $5 && newest[base] < $4) newest[base] = $4; next }
        {
            size = $2 * 512 < $1 ? sprintf("%.0f", $2 * 512) : $1
            print (base != $5 || /\/var\/log\/journal\// || size + 0 < 1048576) "\t" size "\t" $4 "\t" \
                ($3 > 1 ? "+" : "") (newest[$5] ? newest[$5] : 0) "\t" $5
        }' logs logs |
        sort -k 1,1n -k 2,2rn | awk '
        $1 == 0 && ++grown > 45 { if ($2 >= 10485760) more = 1; next }
        ++told <= 60 { print substr($0, 3) }
        END { exit more }' >names || left_out
    sort -rn names
}

# ---- what runs, and for which architecture ---------------------------------------------------------------------------

# Reads lines `file to open<TAB>anything` from $1 and prints `e_machine<TAB>e_type<TAB>anything` for those that are
# ELF files: one process reads the first twenty bytes of all of them, with the secret mark between one and the next,
# so that a file that went away or is short cannot shift the others.
elf_headers() {
    cut -f 1 "$1" | awk '{ print "mark"; print }' | tr '\n' '\0' >names
    limit "$2" xargs -0 head -q -c 20 -- <names >heads 2>/dev/null
    od -An -v -tx1 heads | awk '
        function digit(h) { return index("0123456789abcdef", h) - 1 }
        function byte(at) { return digit(substr(head, 2 * at + 1, 1)) * 16 + digit(substr(head, 2 * at + 2, 1)) }
        function file_ends() {
            if (files < 1 || substr(head, 1, 8) != "7f454c46" || length(head) < 40) return
            if (byte(5) == 1) { type = byte(16) + 256 * byte(17); machine = byte(18) + 256 * byte(19) }
            else { type = 256 * byte(16) + byte(17); machine = 256 * byte(18) + byte(19) }
            print machine "\t" type "\t" label[files]
        }
        FILENAME == "mark.hex" { mark = $0; next }
        FILENAME != "-" { at = index($0, "\t"); label[++labels] = substr($0, at + 1); next }
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
        END { head = stream; file_ends() }' mark.hex "$1" -
}

# Every file that a process runs code from, once: kind, processes, a process, container, file to open, name.
# The kernel escapes line feeds in these names. The first executable mapping with a file is the program; its other
# mappings are libraries. Through map_files the mapped file itself is opened, in whichever container and even when its
# name was removed or taken by something else; who may not do that goes through the process's root.
running_files() {
    set +f
    printf '%s\n' /proc/[0-9]*/cgroup >pids
    set -f
    limit 3 xargs grep -s -H -E -o '[0-9a-f]{64}|(docker|libpod|crio|cri-containerd)-[0-9a-f]{12,64}' <pids \
        >cgroups
    # The oldest first, programs apart from libraries: who comes later cannot push them out.
    sed 's/cgroup$/maps/' pids | sort -t / -k 3,3n >names
    limit 6 xargs grep -s -H -E ' r-xp .* /' <names >maps
    if [ "$USER_ID" = 0 ] && ls /proc/self/map_files >/dev/null 2>&1; then direct=1; else direct=0; fi
    awk '
        FILENAME == "away" { away[$0]; next }
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
                if (files[kind] >= 2000) { over = 1; next }
                files[kind]++
                order[++all] = key
                first[key] = pid
                far[key] = ($4 in away)
                if (direct) open[key] = "/proc/" pid "/map_files/" ends[1] "-" ends[2]
                else open[key] = "/proc/" pid "/root" name
            }
            if (last[key] != pid) { processes[key]++; last[key] = pid }
        }
        END {
            for (i = 1; i <= all; i++) {
                key = order[i]
                split(key, k, SUBSEP)
                line = open[key] "\t" k[1] "\t" processes[key] "\t" first[key] "\t" k[2] "\t" k[3]
                if (open[key] ~ /\t/) continue
                if (far[key]) print line >"away.files"
                else print line
            }
            exit over
        }' direct=$direct away cgroups - <maps >running || left_out
}

# Reads names from $1 and prints `name<TAB>package` for those that a package owns. On a merged /usr a package may list
# /lib/x for what the kernel calls /usr/lib/x.
owners() {
    if [ -d /var/lib/dpkg/info ]; then
        awk '{ print } sub(/^\/usr\//, "/")' "$1" >names
        set +f
        printf '%s\n' /var/lib/dpkg/info/*.list | grep -v '[^A-Za-z0-9/.+:_-]' |
            limit 5 xargs grep -H -x -F -f names | awk '
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
        grep -v -F -e "$DIR" "$1" >names
        awk '{ print names; print }' names="$DIR/names" names | tr '\n' '\0' >asked
        ask_rpm xargs -0 $RPM -q -f --qf '%{NAME}\n' -- || [ -s try ] || left_out
        awk '
            FILENAME == names { name[++all] = $0; next }
            index($0, "file " names " ") == 1 { at++; next }
            !/ / && name[at] != "" { print name[at] "\t" $0; name[at] = "" }' names="$DIR/names" "$DIR/names" try
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
    [ -e points ] || mount_table
    tool proc-maps
    : >away.files
    running_files
    elf_headers running 4 >running.elf
    # What runs from a file server comes last, in case that does not answer.
    [ ! -s away.files ] || elf_headers away.files 2 >>running.elf
    awk -F '\t' '$6 == "-" { print substr($0, index($0, "\t-\t/") + 3) }' running.elf | sort -u >host.files
    owners host.files >owned
    printf 'kernel\t%s\n' "$KERNEL_MACHINE"
    awk -F '\t' '
        FILENAME != "-" { package[$1] = $2; next }
        {
            name = $7
            for (i = 8; i <= NF; i++) name = name "\t" $i
            owner = ($6 == "-" && (name in package)) ? package[name] : "-"
            # Programs before libraries, strange ones first; then those of a package, and the oldest.
            rank = ($3 != "exe") * 4 + ($1 == kernel) * 2 + (owner == "-")
            if ($3 == "exe" || $1 != kernel || ($6 == "-" && owner == "-"))
                print rank "\t" $5 "\t" $3 "\t" $1 "\t" $4 "\t" $5 "\t" owner "\t" $6 "\t" name
            else quiet++
        }
        END { print "0\t0\towned-libraries\t" quiet + 0 }' kernel="$KERNEL_MACHINE" owned - \
        <running.elf | sort -k 1,1n -k 2,2n | cut -f 3- | awk 'NR <= 400'
}

# Where programs are that no package brought: the usual places; directories of / that the standard does not know, by
# their names alone, all of them in one line; and every other local file system. A file server is not searched.
program_roots() {
    printf '%s\n' /usr/local /opt /srv /root /home /var/www >in
    set +f
    printf '%s\n' /* | grep -v -x -E "/(bin|boot|dev|etc|home|lib.*|lost\+found|media|mnt|opt|proc|root|run|sbin|snap|srv|sys|tmp|usr|var|usr\..*|bin\..*|sbin\..*)|.*$TAB.*|[^/].*" \
        >others
    set -f
    not_in far in
    grep -v -x -E '/|/boot(/.*)?|/var(/log.*)?|/home|/opt|/srv|/root|/usr(/local)?|/tmp|/var/lib/(docker|containerd|kubelet).*' disks
    not_in far others >in
    # busybox's find looks at what a link among its arguments leads to.
    not_in disks in | while IFS= read -r top; do
        [ -L "$top" ] || printf '%s\n' "$top"
    done >others
    [ ! -s others ] || echo /
}

# Below what is named as NUL-terminated words in $1. Links among them are not followed.
find_code() {
    limit 6 xargs -0 sh -c 'exec find "$@" \
        -xdev \( -name overlay2 -o -name .git -o -name .snapshot -o -name .snapshots \) -prune -o \
        -type f \( -name "*.jar" -o -name "*.war" -o -name "*.ear" -o -name "*.so" -o -name "*.so.*" \
        -o -name "*.node" -o -path "*.dist-info/WHEEL" -o -name chromium.br -o -path "*/ibm_db/build.zip" -o -perm -100 -o -perm -010 -o -perm -001 \) \
        -size +63c ! -path "*$NL*" ! -path "*$TAB*" -print' sh <"$1" >find 2>/dev/null
}

# Programs, libraries, jars, wheels and add-ons below the roots, by names and modes alone; once for two sections.
search_disk() {
    : >found
    : >partial
    # Last where a file server is mounted below, which the search may have to wait for.
    program_roots | awk '
        FILENAME == "far" { far = far "\n" $0; next }
        index(far, "\n" $0 "/") { last = last $0 "\n"; next }
        { print }
        END { printf "%s", last }' far - >roots
    while IFS= read -r root; do
        [ ! -L "$root" ] || continue
        if [ "$root" = / ]; then
            tr '\n' '\0' <others >names
        else
            printf '%s\0' "$root" >names
        fi
        find_code names
        code=$?
        lines=$(wc -l <find)
        if [ $code -eq 124 ] || [ $((lines)) -gt $MAX_FILES ]; then printf 'partial\t%s\n' "$root" >>partial; fi
        head -n $MAX_FILES find >>found
    done <roots
    # What packages brought: programs for their headers, the rest by names only, which needs no look at the files.
    for root in /usr/bin /usr/sbin /bin /sbin /usr/libexec; do
        [ -d $root ] && [ ! -L $root ] || continue
        limit 3 find $root -maxdepth 1 -type f -size +63c ! -path "*$NL*" ! -path "*$TAB*" -print >>found.usr
    done
    limit 5 find /usr/lib /usr/lib64 /usr/share -xdev \( -name '*.jar' -o -name '*.node' -o -path '*.dist-info/WHEEL' \) \
        -type f ! -path "*$NL*" ! -path "*$TAB*" -print >>found.usr 2>/dev/null
    cat found.usr >>found
    lines=$(wc -l <found)
    if [ $((lines)) -gt $MAX_FILES ]; then
        printf 'partial\t%s files of %s\n' $MAX_FILES $((lines)) >>partial
        head -n $MAX_FILES found >find
        mv -f find found
    fi
}

# e_machine and name of each program and library that this kernel does not run; executables (2) and shared objects (3)
# only, since firmware and kernel objects are ELF files too.
s_elf_foreign() {
    has find && has xargs || return 127
    local_mounts >disks
    tool elf-header
    [ -s df ] || left_out
    # The search leaves time to look at what it found.
    until=$DEADLINE
    DEADLINE=$((DEADLINE - 5))
    search_disk
    DEADLINE=$until
    grep -v -E '\.(jar|war|ear)$|/WHEEL$' found | sed "s/.*/&$TAB&/" >programs
    elf_headers programs 6 >programs.elf
    printf 'kernel\t%s\n' "$KERNEL_MACHINE"
    awk -F '\t' '$1 != kernel && ($2 == 2 || $2 == 3) && n++ < 80 { print "elf\t" $1 "\t" $3 }
        END { print "scanned\t" NR "\t" n + 0 }' kernel="$KERNEL_MACHINE" programs.elf
    head -n 30 partial
    [ ! -s partial ] || return 124
    [ ! -e whole ] || : >searched
}

readonly TELLING='^(java|jdk|jre|openjdk|temurin|zulu|corretto|node|python|perl|ruby|php|golang|dotnet|aspnet|mono|docker|containerd|podman|runc|cri-o|kernel|linux-image|nginx|httpd|apache2|haproxy|redis|valkey|mysql|mariadb|postgres|mongo|elastic|kibana|logstash|opensearch|filebeat|metricbeat|fluent|td-agent|telegraf|grafana|prometheus|datadog|newrelic|splunk|amazon-|aws|nvidia|cuda|glibc|libc6$|musl|openssl$|systemd$|openssh-server|chrony|ena|qemu)'

# name, version, architecture, vendor of the packages that are built for one architecture. The version is told of those
# whose version says something about moving, and of those that the distribution did not make; `-` for the rest.
s_packages() {
    if has dpkg-query && [ -r /var/lib/dpkg/status ]; then
        tool dpkg-query
        limit 6 dpkg-query -W -f '${Package}\t${Version}\t${Architecture}\t-\t${db:Status-Abbrev}\n' >packages
        code=$?
        awk -F '\t' -v OFS='\t' '$5 ~ /^.i/ { print $1, $2, $3, $4 }' packages >try
    elif has_rpm; then
        tool rpm
        ask_rpm $RPM -q -a --qf '%{NAME}\t%{VERSION}-%{RELEASE}\t%{ARCH}\t%{VENDOR}\n'
        code=$?
        # A locked or damaged database is not one without packages.
        [ $code -eq 0 ] || [ $code -eq 124 ] || [ -s try ] || {
            : >failed
            head -c 300 complaint
            return $code
        }
    elif [ -r /lib/apk/db/installed ] || [ -r /usr/lib/apk/db/installed ]; then
        tool apk-db
        database=/lib/apk/db/installed
        [ -r $database ] || database=/usr/lib/apk/db/installed
        limit 4 awk -F : -v OFS='\t' '/^P:/ { p = $2 } /^V:/ { v = $2 } /^A:/ { a = $2 }
            /^$/ && p != "" { print p, v, a, "-"; p = "" } END { if (p != "") print p, v, a, "-" }' $database >try
        code=$?
    else
        return 127
    fi
    sort try | awk -F '\t' -v OFS='\t' '
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

# Names in jars, where nothing there reads more: those in the last 96 KiB of the table of contents, where they stand in the
# clear; one process reads the ends of all jars.
readonly AFTER='(PK|UT|[uU]x)?'

jar_names() {
    tr '\n' '\0' <"$1" >names
    limit 5 sh -c 'xargs -0 tail -q -c 98304 -- | tr -cs "\041-\176" "\n" | grep -a -E -f "$1"' sh "$2" \
        <names >jar.text 2>/dev/null
    awk '
        FILENAME == "mark" { mark = $0; next }
        FILENAME != "-" { if (FNR % 2 == 0) jar[++jars] = $0; next }
        $0 == mark { now++; next }
        { sub("(PK|UT|[uU]x)$", "") }
        /(darwin|macos|osx|sunos|solaris|[a-z]+bsd|aix|win32|windows)[^\/]*\//  { next }
        {
            key = now SUBSEP $0
            if (!(key in seen) && told[now]++ < 24 && length($0) <= 200) print "jar\t" $0 "\t" jar[now]
            seen[key] = 1
        }' mark "$1" - <jar.text
}

# How names spell processors and systems, as ProcessorSpelling has it, which a test compares.
readonly ARM64='aarch64|aarch_64|arm64|arm64v8|arm_64|armv8'
readonly X86_64='amd64|linux-64|linux64|x64|x86-64|x86_64'
readonly OF_32_BITS='i[3-6]86|ia32|linux32|x32|x86([-_]32)?|arm|arme[a-z]*|armhf|armv[567][a-z]*|armv8l'
readonly OTHERS='(ia64|itanium|loongarch|mips|ppc|riscv|s390|sparc)[a-z0-9_]*'
readonly SYSTEMS='aix|android|arm64-v8a|darwin|(dragonfly|free|net|open)bsd|mac(os)?x?|osx|solaris|sunos|win(dows|32|64)'

# read_code PYTHON: what the jars are that `jars.all` names, and the files that `add-ons` does, by their bytes. Of a jar the
# whole table of contents, and the jars in it. Of what may be machine code for Linux, unless its name says that it is for
# another processor than arm64, the first 64 KiB, 40 times at most: the processor, and the newest version of glibc among
# the names of versions that a linker puts there. Ends with 9 where a file was left out. For Python 2.7 and later,
# which finds no module but its own. Counts the kernel's ticks, which setting the clock does not move.
read_code() {
    limit 6 $1 -E -s -S -B - "$ARM64" "$X86_64|$OF_32_BITS" "$OTHERS" "$SYSTEMS" <<'PYTHON' >code
import io,os,re,struct,sys,zlib
out=getattr(sys.stdout,'buffer',sys.stdout)
arm,x86,rest,away=[re.compile(('(?<![a-z0-9])(%s)(?![a-z0-9])'%w).encode())for w in sys.argv[1:]]
reads=40
lines=150
code=0
seen={}
stop=os.times()[4]+5
bad=ValueError,IOError,OSError,struct.error,zlib.error,MemoryError,AttributeError
def say(*words):
 out.write(b'\t'.join(words)+b'\n')
def lost(path):
 global code,lines
 if read==go:return
 code=9
 lines-=1
 if lines>0:say(b'unread',path)
def check():
 t=os.times()
 if t[4]>stop or t[0]+t[1]>2.5 or lines<1:raise KeyboardInterrupt
def get(path):
 check()
 f=io.open(os.open(path,os.O_RDONLY|os.O_NONBLOCK|os.O_NOFOLLOW),'rb')
 return f,0,os.fstat(f.fileno()).st_size,path
def begin(f,at):
 f.seek(at)
 h=f.read(30)
 if h[:4]!=b'PK\3\4':raise ValueError
 return at+30+sum(struct.unpack('<2H',h[26:]))
def take(most,f,at,how,packed,full):
 f.seek(begin(f,at))
 b=f.read(min(packed,most+999))
 if how==8:b=zlib.decompressobj(-15).decompress(b,most)
 elif how:raise ValueError
 if len(b)<min(full,most):raise ValueError
 return b[:most]
def elf(b,full):
 v=bytearray(b[:20])
 if b[:4]!=b'\x7fELF'or len(v)<20:return '',''
 m=v[18]+256*v[19]if v[5]==1 else v[19]+256*v[18]
 if m not in(3,40,62,183)or v[7]==9 or b'Android\0'in b[:4096]:return '',''
 need=list(re.finditer(br'GLIBC_2\.(\d{1,3})[.\0]',b))
 if need and(full<=len(b)or need[-1].end()<len(b)-256):return m,'2.%d'%max([int(x.group(1))for x in need])
 return m,'musl'if b'libc.musl'in b else '?'if full>len(b)else 'any'
def archive(f,start,end,path,depth=0):
 global reads,lines
 check()
 n=min(end-start,65557)
 f.seek(end-n)
 t=f.read(n)
 i=t.rfind(b'PK\5\6')
 count,size,at=struct.unpack('<10xH2L',t[i:i+20])
 base=end-n+i-size-at
 if i<0 or depth>2 or base<start or size>1<<23:raise ValueError
 f.seek(base+at)
 d=f.read(size)
 p=n=0
 poms=[]
 jars=[]
 natives=b''
 while p<size:
  sign,how,crc,packed,full,a,b,c,at=struct.unpack_from('<4s6xH4x3L3H8xL',d,p)
  if sign!=b'PK\1\2':raise ValueError
  name=d[p+46:p+46+a]
  p+=46+a+b+c
  n+=1
  low=name.lower()
  if low.endswith((b'.class',b'/')):continue
  where=f,base+at,how,packed,full
  if low.endswith(b'/pom.properties'):poms.append((name,where))
  inner=low.endswith((b'.jar',b'.war',b'.zip'))
  plain=re.search(br'\.so([._][\w.]*)?$|\.node$',low)
  if not inner and not plain and(not(b'linux'in low or arm.search(low)or x86.search(low))or re.search(br'\.(?!(exe|bin|br|tar|t?[gx]z|bz2|zst|7z)$)[a-z]\w*$',low)):continue
  if len(name)>200 or re.search(br'[\0-\37\177]',name):
   lost(path)
   continue
  if inner:jars.append((path+b'!/'+name,where))
  mine=arm.search(low)
  other=not mine and x86.search(low)
  if inner or rest.search(low)or away.search(low)and(mine or other):continue
  m,need='-','?'
  if mine or not other or not plain:
   m,need=seen.get((crc,full),('?','?'))
   if m=='?'and reads:
    reads-=1
    try:m,need=elf(take(65536,*where),full)
    except bad:pass
    if m==''and re.search(br'\.(tar|t?[gx]z|bz2|zst|br|7z)$',low):m='?'
    seen[crc,full]=m,need
  if m=='':continue
  lines-=1
  if not natives:say(b'in',path)
  natives+=low
  say(('code\t%s\t%s\t%d\t%08x'%(m,need,full,crc)).encode(),name)
 if n%65536!=count:raise ValueError
 for name,where in poms:
  g=name.split(b'/')[-3:-1]
  if not natives or len(poms)>3 and g[-1].split(b'-')[0]not in natives:continue
  try:v=re.search(br'^version=(\d[\w.+-]{0,60})\s*$',take(4096,*where),re.M).group(1)
  except bad:continue
  if re.match(br'[\w.:-]{1,120}$',b':'.join(g)):say(b'of',b':'.join(g+[v]))
 for path,where in jars:
  f,at,how,packed,full=where
  try:
   if how==0:
    at=begin(f,at)
    archive(f,at,at+full,path,depth+1)
   elif full<1<<23:archive(io.BytesIO(take(full,*where)),0,full,path,depth+1)
   else:raise ValueError
  except bad:lost(path)
def add_on(f,start,size,path):
 global reads
 say(b'in',path)
 b=f.read(20)
 if b[18:20]==b'\xb7\0':
  say(b'need',(elf(b+f.read(65516),size)[1]if reads>0 else '?').encode())
  reads-=1
 p=re.match(br'.*/node_modules/((?:@[^/]+/)?[^/]+)/',path)
 try:v=re.search(br'"version"\s*:\s*"(\d[\w.+-]{0,60})"',get(p.group()+b'package.json')[0].read(1<<18)).group(1)
 except bad:return
 if re.match(br'[\w@/.~-]{1,120}$',p.group(1)):say(b'of',p.group(1)+b'@'+v)
def go(f,start,size,path):
 b=f.read(4096)
 for i in range(struct.unpack_from('<H',b,56)[0]):
  k,w,at,n=struct.unpack_from('<2LQ16xQ',b,64+56*i)
  if k!=1 or not w&2:continue
  f.seek(at)
  m=re.search(br'(?s)\xff Go buildinf:(?:.{19}(?:devel )?(go1[\w.]*)(?:.{,300}?\nmod\t([!-~]{1,99})\t([!-~]{1,60}))?)?',f.read(min(n,1<<23)))
  if m:
   say(b'go',*[x or b'-'for x in m.groups()]+[path])
   break
for names,read in('own',go),('jars.all',archive),('add-ons',add_on):
 for line in io.open(names,'rb').read().split(b'\n')[:-1]:
  try:read(*get(line))
  except bad:lost(line)
  except KeyboardInterrupt:
   lost(line)
   break
out.flush()
sys.exit(code)
PYTHON
}

# kind, what, name: wheel (tag), node (e_machine), native (e_machine, files in that directory, one of them), packed (no
# more than the name tells), jar (entry; where nothing could read more than names). What read_code prints: in, a jar or
# file; code, e_machine (? not read, - by its name), C library (? not read), bytes, CRC-32, entry; need, C library; of, what
# it says that it is; unread, a jar; go, version of Go, module, its version, program that runs.
s_libraries() {
    has find && has xargs || return 127
    [ -e found ] || return 124
    tool names
    # The search did not come to its end.
    [ -e searched ] || left_out
    # A file of a hundred megabytes without an end of line must not become memory.
    ulimit -v 262144 2>/dev/null
    grep '/WHEEL$' found | awk 'NR <= 2000 { print } END { exit (NR > 2000) }' >wheels || left_out
    tr '\n' '\0' <wheels >names
    limit 3 xargs -0 grep -s -H '^Tag: .*[^y]$' -- <names >tags
    awk '
        { at = index($0, "/WHEEL:Tag: "); if (at) print "wheel\t" substr($0, at + 12) "\t" substr($0, 1, at - 1) }
    ' tags | awk 'NR <= 200'
    # Compressed machine code, known by its package.
    : >add-ons
    grep -E '/chromium\.br$|/ibm_db/build\.zip$' found | awk 'NR <= 20 { print "packed\t" $0; print >"add-ons" }'
    # An x86-64 file whose name with the other processor is a file for it needs nothing.
    awk -F '\t' '
        function key(name) {
            name = tolower(name) "/"
            gsub(/linux-?64/, "linux", name)
            while (match(name, words)) name = substr(name, 1, RSTART) substr(name, RSTART + RLENGTH - 1)
            gsub(/[^a-z0-9]+/, "/", name)
            return name
        }
        NR == FNR {
            if ($1 == 183 && kernel == 62) arm[key($3)] = any = 1
            next
        }
        { twins = any && key($3) in arm }
        ($3 ~ /\.node$|\/node_modules\//) && nodes++ < 60 {
            print "node\t" $1 "\t" $3
            print $3 >>"add-ons"
            next
        }
        $3 ~ /^\/(usr\/)?(s?bin|libexec)\// || ($2 != 2 && $2 != 3) || twins && $1 == 62 { next }
        twins && $1 == 183 && told++ < 40 {
            print "native\t183\t1\t" $3
            print $3 >>"add-ons"
            next
        }
        {
            count = split($3, part, "/")
            directory = $1
            for (i = 2; i < count && i <= 5; i++) directory = directory "/" part[i]
            if (!(directory in files)) { example[directory] = $3; machine[directory] = $1 }
            files[directory]++
        }
        END { for (d in files) print "native\t" machine[d] "\t" files[d] "\t" example[d] }
    ' kernel="$KERNEL_MACHINE" words="[^a-z0-9]($ARM64|$X86_64|glibc|gnu)[^a-z0-9]" programs.elf programs.elf |
        sort | awk 'NR <= 200'
    grep -E '\.(jar|war|ear)$' found >jars
    awk 'NR <= most { print } END { exit (NR > most) }' most=$MAX_JARS jars >jars.all || left_out
    # What runs that no package brought: of what is written in Go the bytes say so, and what it was built from.
    awk -F '\t' '
        FILENAME == "owned" { own[$1]; next }
        $1 == 62 && $3 == "exe" && $6 == "-" && !($7 in own) && n++ < 40 { print $7 }
    ' owned running.elf >own
    [ -s jars.all ] || [ -s add-ons ] || [ -s own ] || return 0
    for python in python3 /usr/libexec/platform-python python2 python ''; do
        [ -z "$python" ] || ! has $python || break
    done
    code=1
    [ -z "$python" ] || { read_code $python; code=$?; }
    case $code in
    0) ;;
    9 | 124) left_out ;;
    *)
        [ -s jars.all ] || [ -s add-ons ] || return 0
        # Nothing reads them here: names alone.
        left_out
        {
            awk 'NF { print "^" $0 "$" }' mark
            printf '%s\n' "\.so(\.[0-9.]+)?$AFTER\$"
        } >patterns
        awk '{ print "mark"; print }' jars.all >jars.read
        jar_names jars.read patterns | grep "^jar$TAB" | awk 'NR <= 300'
        return
        ;;
    esac
    awk 1 code
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
        # Their state is root's: another user's would be made now.
        podman) [ "$USER_ID" = 0 ] && [ -d /run/libpod ] ;;
        nerdctl) [ "$USER_ID" = 0 ] && [ -d /var/lib/nerdctl ] ;;
        esac || continue
        try $engine 4 $engine ps -q --no-trunc >containers
        shown $? || continue
        grep -x -E '[0-9a-f]{12,64}' containers |
            awk 'NR <= 100 { print } END { exit (NR > 100) }' >ids || left_out
        [ -s ids ] || return 0
        limit 4 xargs $engine inspect --format "container$TAB$O.Id$C$TAB$O.Image$C$TAB$O.Config.Image$C" <ids |
            tee inspected
        cut -f 3 inspected | grep -x -E '(sha256:)?[0-9a-f]{12,64}' | sort -u |
            limit 4 xargs $engine image inspect --format "image$TAB$O.Id$C$TAB$O.Architecture$C"
        return
    done
    runs 'containerd|crio' && try crictl-json 5 crictl ps -o json && return 0
    [ -d /proc/self ] || return 127
    tool proc-cgroup
    [ -e cgroups ] || return 124
    sed 's/^[^:]*://; s/^.*-//' cgroups | cut -c 1-64 | sort -u | sed "s/^/container$TAB/" |
        awk 'NR <= 100 { print } END { exit (NR > 100) }' || left_out
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
    if try ps 4 ps -e -o pid=,ppid=,user=,rss=,pcpu=,etime=,comm= >ps; then
        awk '$4 > 0' ps | sort -k 4,4rn | awk 'NR <= 60'
        printf 'count\t%s\n' $(($(wc -l <ps)))
        return 0
    fi
    if try ps-busybox 4 ps -o pid,ppid,user,rss,comm >ps; then
        awk 'NR > 1 && $4 != "0"' ps | awk 'NR <= 60'
        printf 'count\t%s\n' $(($(wc -l <ps) - 1))
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
    grep -E "$TAB(kernel[0-9.]*(-core|-rt|-default)?|dbus(-broker|-daemon)?|[^kd].*)\$" try
    return 0
}

# What cloud-init did since the boot, and the types of what it left alone, which its result does not name. The data itself
# is not sent.
s_user_data() {
    [ -d /var/lib/cloud ] || return 127
    log=/var/log/cloud-init.log
    if [ -r $log ]; then
        printf 'log\tread\n'
        limit 2 tail -c 4194304 $log | awk '
            / running .init-local. / { split("", type) }
            /Failed loading yaml blob/ { type["text/cloud-config"] = 1 }
            match($0, /Unhandled (non-multipart|unknown content-type) [(][^)]*/) {
                what = substr($0, RSTART, RLENGTH)
                sub(/.*[(]/, "", what)
                type[what] = 1
            }
            END { for (what in type) if (told++ < 20) print "unhandled\t" what }'
    fi
    file_as cloud-init-status /run/cloud-init/status.json || file_as cloud-init-status /var/lib/cloud/data/status.json
}

main "$@"
