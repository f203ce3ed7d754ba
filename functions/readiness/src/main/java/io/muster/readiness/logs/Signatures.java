package io.muster.readiness.logs;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Remedy;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Message;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The faults that Muster knows by their words, those of the kernel first.
 *
 * <p>Where a pattern fits several lines that tell of one fault, the signature says so: it then
 * counts once. A signature that stands back where another one is found comes after that one.
 */
public final class Signatures {

    private static final String LINUX = "https://github.com/torvalds/linux/blob/master/";

    private static final List<Signature> ALL =
            List.of(
                    signature(
                                    new Rule(
                                            "cgroup-oom-kill",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.MEDIUM),
                                    Message.of("logs.cgroup-oom-kill"),
                                    List.of("memory cgroup out of memory"),
                                    "Memory cgroup out of memory: Kill(?:ed)? process \\d+ \\((?<detail>\\(?[^)]{1,64}\\)?)\\)(?:.{0,100}?anon-rss:(?<memory>\\d{1,15})kB)?",
                                    List.of(
                                            "kernel: Memory cgroup out of memory: Killed process 19274 (node) total-vm:1102176kB",
                                            "kernel: Memory cgroup out of memory: Kill process 4411 (puma) score 1023 or sacrifice child"),
                                    "# {#advice}\njournalctl -k -g 'Memory cgroup out of memory'",
                                    LINUX + "mm/oom_kill.c")
                            .ofKernel(),
                    signature(
                                    new Rule("oom-kill", ChecklistRow.PERFORMANCE, Severity.HIGH),
                                    Message.of("logs.oom-kill"),
                                    List.of(
                                            "out of memory: kill",
                                            "out of memory (oom_kill_allocating_task): kill"),
                                    "\\bOut of memory(?: \\(oom_kill_allocating_task\\))?: Kill(?:ed)? process \\d+ \\((?<detail>\\(?[^)]{1,64}\\)?)\\)(?:.{0,100}?anon-rss:(?<memory>\\d{1,15})kB)?",
                                    List.of(
                                            "kernel: Out of memory: Killed process 2592 (java) total-vm:7424432kB, anon-rss:3834308kB",
                                            "kernel: [11686.043647] Out of memory: Kill process 2603 (flasherav) score 761 or sacrifice child",
                                            "kernel: Out of memory (oom_kill_allocating_task): Killed process 811 ((sd-pam)) total-vm:170988kB"),
                                    "# {#advice}\njournalctl -k -g 'Out of memory'",
                                    LINUX + "mm/oom_kill.c")
                            .ofKernel()
                            .unless("cgroup-oom-kill"),
                    signature(
                            new Rule("oom-daemon-kill", ChecklistRow.PERFORMANCE, Severity.HIGH),
                            Message.of("logs.oom-daemon-kill"),
                            List.of(
                                    " due to memory ",
                                    "sending sigterm to process",
                                    "sending sigkill to process"),
                            "systemd-oomd\\[\\d+\\]: Killed (?<detail>/.{1,255}?) due to memory |sending SIG(?:TERM|KILL) to process \\d+ uid ",
                            List.of(
                                    "systemd-oomd[640]: Killed /user.slice/user-1000.slice/session-3.scope due to memory pressure for /user.slice being 71.20% > 60.00% for > 30s with reclaim activity",
                                    "systemd-oomd[640]: Killed /system.slice/build.service due to memory used (7980789760) / total (8218316800) and swap used (3861393408) / total (4194299904) being more than 90.00%",
                                    "earlyoom[702]: sending SIGTERM to process 2606 uid 1000 \"chrome\": badness 833, VmRSS 4034 MiB",
                                    "earlyoom[702]: sending SIGKILL to process 7412 uid 33 \"php-fpm8.2\": oom_score 1156, oom_score_adj 300, VmRSS 5216 MiB, cmdline \"php-fpm: pool www\""),
                            "# {#advice}\njournalctl -u systemd-oomd -u earlyoom",
                            "https://github.com/systemd/systemd/blob/main/src/oom/oomd-manager.c"),
                    signature(
                            new Rule("inotify-limit", ChecklistRow.CONFIGURE, Severity.MEDIUM),
                            Message.of("logs.inotify-limit"),
                            List.of(
                                    "no space left on device",
                                    "too many open files",
                                    "number of file watchers reached",
                                    "inotify resources exhausted",
                                    "inotify watch limit reached",
                                    "inotify instance limit reached",
                                    "on the number of inotify ",
                                    "user limit of inotify "),
                            "(?:watch|inotify).{0,200}?(?:No space left on device|Too many open files)|System limit for number of file watchers reached|inotify resources exhausted|inotify (?:watch|instance) limit reached|on the number of inotify (?:instances|watches) has been reached|User limit of inotify (?:watches|instances) reached",
                            List.of(
                                    "systemd[1]: Failed to add /run/systemd/ask-password to directory watch: No space left on device",
                                    "systemd-udevd[402]: inotify_add_watch(9, /dev/nvme2n1, 10) failed: No space left on device",
                                    "Error: ENOSPC: System limit for number of file watchers reached, watch '/srv/shop/node_modules'",
                                    "tail: inotify resources exhausted",
                                    "failed to create fsnotify watcher: too many open files"),
                            "# {#advice}\nsysctl fs.inotify",
                            "https://man7.org/linux/man-pages/man7/inotify.7.html"),
                    signature(
                            new Rule("ipc-limit", ChecklistRow.CONFIGURE, Severity.HIGH),
                            Message.of("logs.ipc-limit"),
                            List.of("no space left on device"),
                            "(?:semaphores?|sem_?get|shared memory segment|shmget|shm_attach).{0,80}?No space left on device|\\(28\\)No space left on device: AH\\d{5}: .{0,80}?(?:mutex|-cache)",
                            List.of(
                                    "FATAL:  could not create semaphores: No space left on device",
                                    "FATAL:  could not create shared memory segment: No space left on device",
                                    "[core:emerg] [pid 912] (28)No space left on device: AH00023: Couldn't create the ssl-cache mutex"),
                            "# {#advice}\nipcs -u -l\nsysctl kernel.sem kernel.shmmni",
                            "https://man7.org/linux/man-pages/man2/semget.2.html"),
                    signature(
                                    new Rule(
                                            "thin-pool-full",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.CRITICAL),
                                    Message.of("logs.thin-pool-full"),
                                    List.of(
                                            "critical space allocation error",
                                            "switching pool to out-of-data-space",
                                            "switching pool to read-only",
                                            "switching pool to fail",
                                            "no free data space available",
                                            "no free metadata space available",
                                            "unable to allocate new metadata block"),
                                    "critical space allocation error, dev (?<detail>[^\\s,]{1,64}), sector \\d|device-mapper: thin: .{1,64}?: (?:switching pool to (?:out-of-data-space|read-only|fail)|no free (?:data|metadata) space available)|device-mapper: space map metadata: unable to allocate new metadata block",
                                    List.of(
                                            "kernel: blk_update_request: critical space allocation error, dev dm-7, sector 264192 op 0x1:(WRITE) flags 0x0 phys_seg 2 prio class 0",
                                            "kernel: device-mapper: thin: 252:2: switching pool to out-of-data-space (queue IO) mode",
                                            "kernel: device-mapper: thin: 252:2: no free data space available."),
                                    "# {#advice}\nlvs -a -o +data_percent,metadata_percent",
                                    LINUX + "drivers/md/dm-thin.c")
                            .ofKernel()
                            .once(),
                    signature(
                                    new Rule(
                                            "no-space-left",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.HIGH),
                                    Message.of("logs.no-space-left"),
                                    List.of("no space left on device"),
                                    "No space left on device",
                                    List.of(
                                            "rsyslogd: file '/var/log/messages': write error: No space left on device [v8.24.0]",
                                            "java.io.IOException: No space left on device",
                                            "level=error msg=\"compaction failed\" err=\"write /data/wal/00000017: no space left on device\""),
                                    "# {#advice}\ndf -hT\ndu -xh --max-depth=1 / | sort -h | tail",
                                    "https://man7.org/linux/man-pages/man3/errno.3.html")
                            .unless("inotify-limit", "ipc-limit"),
                    signature(
                                    new Rule(
                                            "block-io-error",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.CRITICAL),
                                    Message.of("logs.block-io-error"),
                                    List.of(
                                            "i/o error, dev",
                                            "buffer i/o error on dev",
                                            "medium error, dev",
                                            "target error, dev",
                                            "nexus error, dev",
                                            "timeout error, dev",
                                            "transport error, dev",
                                            "protection error, dev",
                                            "offline error, dev",
                                            ": disk failure on ",
                                            "device-mapper: verity: ",
                                            "integrity aead error",
                                            "has encountered an uncorrectable i/o failure",
                                            "data read error",
                                            "data write error",
                                            "btree read error",
                                            "btree write error",
                                            "journal read error"),
                                    "(?:I/O|timeout|transport|protection|offline|medium|target|nexus) error, dev (?<detail>[^\\s,]{1,64}), sector \\d|Buffer I/O error on dev(?:ice)? [^\\s,]{1,64}, logical block|md/\\S{1,48}: Disk failure on |device-mapper: verity: \\S{1,64}: (?:data|metadata) block \\d+ is corrupted|device-mapper: crypt: (?:\\S{1,64}: )?INTEGRITY AEAD ERROR|Pool .{1,255}? has encountered an uncorrectable I/O failure|bcachefs \\([^)]{1,255}\\): (?:data read|data write|btree read|btree write|journal read) error",
                                    List.of(
                                            "kernel: end_request: I/O error, dev sda, sector 8675309",
                                            "kernel: blk_update_request: I/O error, dev nvme1n1, sector 2048 op 0x1:(WRITE) flags 0x100000 phys_seg 1 prio class 0",
                                            "kernel: I/O error, dev nvme1n1, sector 4194304 op 0x0:(READ) flags 0x80700 phys_seg 4 prio class 2",
                                            "kernel: blk_update_request: critical medium error, dev sdb, sector 1208640",
                                            "kernel: Buffer I/O error on dev dm-0, logical block 262144, lost async page write"),
                                    "# {#advice}\naws ec2 describe-volume-status --filters Name=volume-status.status,Values=impaired",
                                    LINUX + "block/blk-mq.c")
                            .ofKernel()
                            .once(),
                    signature(
                                    new Rule(
                                            "array-degraded",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.HIGH),
                                    Message.of("logs.array-degraded"),
                                    List.of(
                                            ": active with 1 out of ",
                                            ": active with 2 out of ",
                                            ": active with 3 out of ",
                                            ": active with 5 out of 6",
                                            ": active with 7 out of 8",
                                            "md: kicking non-fresh ",
                                            ": not enough operational "),
                                    "md/raid10?:(?<detail>\\S{1,32}): active with 1 out of [2-9]|md/raid10?:\\S{1,32}: active with 2 out of [3-9]|md/raid10?:\\S{1,32}: active with 3 out of [4-9]|md/raid10?:\\S{1,32}: active with 5 out of 6|md/raid10?:\\S{1,32}: active with 7 out of 8|md: kicking non-fresh .{1,64}? from array|md/raid(?:10)?:\\S{1,32}: not enough operational (?:devices|mirrors)",
                                    List.of(
                                            "kernel: md/raid1:md0: active with 1 out of 2 mirrors",
                                            "kernel: md/raid10:md127: active with 3 out of 4 devices",
                                            "kernel: md: kicking non-fresh nvme1n1 from array!",
                                            "kernel: md/raid:md5: not enough operational devices (2/3 failed)"),
                                    "# {#advice}\ncat /proc/mdstat; mdadm --detail /dev/DEVICE",
                                    LINUX + "drivers/md/md.c")
                            .ofKernel()
                            .once(),
                    signature(
                                    new Rule(
                                            "nvme-timeout",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.HIGH),
                                    Message.of("logs.nvme-timeout"),
                                    List.of("nvme nvme"),
                                    "nvme (?<detail>nvme\\d{1,4}): (?:I/O (?:tag )?\\d+ (?:\\([^)]{1,32}\\) )?(?:opcode \\S{1,16} (?:\\([^)]{1,32}\\) )?)?QID \\d+ timeout|controller is down; will reset)",
                                    List.of(
                                            "kernel: nvme nvme0: I/O 25 QID 2 timeout, aborting",
                                            "kernel: nvme nvme2: I/O 113 (I/O Cmd) QID 4 timeout, aborting",
                                            "kernel: nvme nvme2: I/O 113 (Flush) QID 4 timeout, reset controller",
                                            "kernel: nvme nvme1: I/O tag 896 (a380) opcode 0x2 (Read) QID 5 timeout, aborting req_op:READ(0) size:4096",
                                            "kernel: nvme nvme1: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff"),
                                    "# {#advice}\ncat /sys/module/nvme_core/parameters/io_timeout",
                                    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/timeout-nvme-ebs-volumes.html")
                            .ofKernel(),
                    signature(
                                    new Rule(
                                            "ext4-error",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.CRITICAL),
                                    Message.of("logs.ext4-error"),
                                    List.of("-fs error"),
                                    "EXT[234]-fs error \\(device (?<detail>[^)\\s]{1,64})\\)",
                                    List.of(
                                            "kernel: EXT4-fs error (device nvme1n1p1): ext4_lookup:1594: inode #524290: comm nginx: deleted inode referenced: 524398",
                                            "kernel: EXT3-fs error (device sdf1): ext3_lookup: unlinked inode 1114185 in dir #1114113"),
                                    "# {#advice}\nfsck.ext4 -f /dev/DEVICE",
                                    LINUX + "fs/ext4/super.c")
                            .ofKernel(),
                    signature(
                                    new Rule(
                                            "ext4-data-lost",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.CRITICAL),
                                    Message.of("logs.ext4-data-lost"),
                                    List.of("this should not happen!!"),
                                    "EXT4-fs \\((?<detail>[^)\\s]{1,64})\\): This should not happen!! {1,2}Data will be lost",
                                    List.of(
                                            "kernel: EXT4-fs (nvme1n1p1): This should not happen!! Data will be lost"),
                                    "# {#advice}\ndf -h MOUNT_POINT; journalctl -k -b -g 'EXT4-fs|I/O error'",
                                    LINUX + "fs/ext4/inode.c")
                            .ofKernel(),
                    signature(
                                    new Rule(
                                            "xfs-corruption",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.CRITICAL),
                                    Message.of("logs.xfs-corruption"),
                                    List.of(
                                            "): corruption",
                                            "): metadata crc error",
                                            "): metadata corruption",
                                            "): internal error"),
                                    "XFS \\((?<detail>[^)\\s]{1,64})\\): (?:Corruption|Metadata (?:CRC error|corruption)|Internal error)",
                                    List.of(
                                            "kernel: XFS (nvme2n1): Metadata corruption detected at xfs_inode_buf_verify+0x14d/0x160 [xfs], xfs_inode block 0x40",
                                            "kernel: XFS (dm-1): Corruption of in-memory data (0x8) detected at xfs_trans_cancel"),
                                    "# {#advice}\nxfs_repair /dev/DEVICE",
                                    LINUX + "fs/xfs/xfs_error.c")
                            .ofKernel()
                            .once(),
                    signature(
                                    new Rule(
                                            "btrfs-error",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.CRITICAL),
                                    Message.of("logs.btrfs-error"),
                                    List.of(
                                            "btrfs error",
                                            "btrfs: error",
                                            "btrfs critical",
                                            "btrfs warning"),
                                    "BTRFS(?::? error| critical) \\(device (?<detail>[^):\\s]{1,64})|BTRFS warning \\(device [^)\\s]{1,64}(?::? state \\S{1,8})?\\): csum failed",
                                    List.of(
                                            "kernel: BTRFS error (device nvme1n1): bdev /dev/nvme1n1 errs: wr 12, rd 0, flush 0, corrupt 0, gen 0",
                                            "kernel: BTRFS: error (device nvme1n1: state EA) in btrfs_run_delayed_refs:2149: errno=-5 IO failure",
                                            "kernel: BTRFS critical (device dm-3): corrupt leaf: root=5 block=30408704 slot=12, bad key order",
                                            "kernel: BTRFS warning (device sdb): csum failed root 5 ino 257 off 131072 csum 0x98f94189 expected csum 0x94374193 mirror 1"),
                                    "# {#advice}\nbtrfs device stats MOUNT_POINT",
                                    LINUX + "fs/btrfs/messages.c")
                            .ofKernel(),
                    signature(
                                    new Rule(
                                            "f2fs-error",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.CRITICAL),
                                    Message.of("logs.f2fs-error"),
                                    List.of(
                                            "stopped filesystem due to reason: ",
                                            "failed to get valid f2fs checkpoint",
                                            "inconsistent node block",
                                            "run fsck to fix"),
                                    "F2FS-fs \\((?<detail>[^)\\s]{1,64})\\): (?:Stopped filesystem due to reason: [1-9]|Failed to get valid F2FS checkpoint|inconsistent node block)|F2FS-fs \\([^)\\s]{1,64}\\): .{0,300}?run fsck to fix",
                                    List.of(
                                            "kernel: F2FS-fs (nvme1n1): Stopped filesystem due to reason: 4",
                                            "kernel: F2FS-fs (dm-2): Failed to get valid F2FS checkpoint",
                                            "kernel: F2FS-fs (nvme1n1p1): invalid blkaddr: 3577851147, type: 10, run fsck to fix."),
                                    "# {#advice}\nfsck.f2fs --dry-run /dev/DEVICE",
                                    LINUX + "fs/f2fs/super.c")
                            .ofKernel()
                            .once(),
                    signature(
                                    new Rule(
                                            "remounted-read-only",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.CRITICAL),
                                    Message.of("logs.remounted-read-only"),
                                    List.of(
                                            "remounting filesystem read-only",
                                            "filesystem has been shut down",
                                            "shutting down filesystem",
                                            "emergency read only",
                                            "forced readonly"),
                                    "(?:(?:EXT[234]-fs|F2FS-fs|XFS|BTRFS info|bcachefs) \\((?:device )?(?<detail>[^):\\s]{1,64})(?::? state \\S{1,8})?\\): )?(?:(?:error: )?Remounting filesystem read-only|Filesystem has been shut down|(?:(?:(?:Log|Metadata) )?I/O Error |All device paths lost|Block device removal).{0,120}?Shutting down filesystem|forced readonly|(?:inconsistency detected|fatal error) - emergency read only)",
                                    List.of(
                                            "kernel: EXT4-fs (nvme0n1p1): Remounting filesystem read-only",
                                            "kernel: XFS (nvme2n1): Filesystem has been shut down due to log error (0x2).",
                                            "kernel: XFS (dm-2): Log I/O Error (0x2) detected at xlog_ioend_work+0x6f/0x80 [xfs] (fs/xfs/xfs_log.c:1378).  Shutting down filesystem.",
                                            "kernel: XFS (nvme1n1): I/O Error Detected. Shutting down filesystem",
                                            "kernel: BTRFS info (device nvme1n1: state E): forced readonly"),
                                    "# {#advice}\njournalctl -k -p err -b",
                                    LINUX + "fs/ext4/super.c")
                            .ofKernel()
                            .once(),
                    signature(
                                    new Rule(
                                            "soft-lockup", ChecklistRow.PERFORMANCE, Severity.HIGH),
                                    Message.of("logs.soft-lockup"),
                                    List.of(
                                            "soft lockup",
                                            "detected hard lockup on cpu",
                                            "detected stall"),
                                    "BUG: soft lockup - CPU#\\d+ stuck for \\d+s! \\[(?<detail>.{1,64}?:\\d+)\\]|Watchdog detected hard LOCKUP on cpu|INFO: rcu\\w{1,16} (?:self-detected stall on CPU|detected stalls on CPUs/tasks)",
                                    List.of(
                                            "kernel: watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kworker/3:1:61234]",
                                            "kernel: BUG: soft lockup - CPU#1 stuck for 67s! [java:2423]"),
                                    "# {#advice}\nvmstat 1 5",
                                    LINUX + "kernel/watchdog.c")
                            .ofKernel()
                            .once(),
                    signature(
                                    new Rule("hung-task", ChecklistRow.PERFORMANCE, Severity.HIGH),
                                    Message.of("logs.hung-task"),
                                    List.of(
                                            "blocked for more than",
                                            "blocked in i/o wait for more than"),
                                    "INFO: task (?<detail>.{1,64}?):\\d+ blocked (?:in I/O wait )?for more than ",
                                    List.of(
                                            "kernel: INFO: task jbd2/nvme1n1-8:1234 blocked for more than 120 seconds.",
                                            "kernel: INFO: task G1 Main Marker:4410 blocked for more than 245 seconds."),
                                    "# {#advice}\niostat -x 1 5",
                                    LINUX + "kernel/hung_task.c")
                            .ofKernel(),
                    signature(
                                    new Rule(
                                            "hardware-error",
                                            ChecklistRow.HIGH_AVAILABILITY,
                                            Severity.HIGH),
                                    Message.of("logs.hardware-error"),
                                    List.of("[hardware error]: ", "edac mc", "memory failure: 0x"),
                                    "\\[Hardware Error\\]: (?:CPU \\d+: Machine Check|Machine check events logged|Hardware error from APEI)|EDAC MC\\d+: \\d+ (?:CE|UE) |Memory failure: 0x[0-9a-f]{1,16}: recovery action",
                                    List.of(
                                            "kernel: mce: [Hardware Error]: CPU 4: Machine Check Exception: 5 Bank 9: be00000000a00090",
                                            "kernel: mce: [Hardware Error]: Machine check events logged",
                                            "kernel: {1}[Hardware Error]: Hardware error from APEI Generic Hardware Error Source: 0",
                                            "kernel: EDAC MC0: 1 CE memory read error on CPU_SrcID#0_Ha#0_Chan#1_DIMM#0",
                                            "kernel: Memory failure: 0x2d2a3c: recovery action for dirty LRU page: Recovered"),
                                    "# {#advice}\naws ec2 describe-instance-status --instance-ids INSTANCE",
                                    LINUX + "arch/x86/kernel/cpu/mce/core.c")
                            .ofKernel()
                            .once(),
                    signature(
                                    new Rule(
                                            "kernel-panic",
                                            ChecklistRow.HIGH_AVAILABILITY,
                                            Severity.CRITICAL),
                                    Message.of("logs.kernel-panic"),
                                    List.of("kernel panic"),
                                    "Kernel panic - not syncing",
                                    List.of(
                                            "kernel: Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)"),
                                    "# {#advice}\naws ec2 get-console-output --latest --output text --instance-id INSTANCE",
                                    LINUX + "kernel/panic.c")
                            .ofKernel(),
                    signature(
                                    new Rule("segfault", ChecklistRow.INSTALL, Severity.MEDIUM),
                                    Message.of("logs.segfault"),
                                    List.of(
                                            "]: segfault at",
                                            "] general protection ",
                                            "]: unhandled exception: ",
                                            "]: unhandled level "),
                                    "(?:^(?:kernel: )?|kernel: |\\] )(?:\\[[^\\]]{1,20}\\] )?(?:traps: )?(?<detail>.{1,15}?)\\[\\d+\\](?:: segfault at [0-9a-f]+ ip| general protection (?:fault )?ip:|: unhandled (?:exception: .{0,80}?)?level \\d \\w{1,11} fault)",
                                    List.of(
                                            "kernel: php-fpm[23913]: segfault at 7ffd1c9b6ff8 ip 00007f2d1c0a8e4a sp 00007ffd1c9b7000 error 6 in libc-2.26.so[7f2d1c042000+1ad000]",
                                            "kernel: [ 8123.456789] Thread (pooled)[4711]: segfault at 10 ip 000055d0c2a1 sp 00007f likely on CPU 1 (core 0, socket 0)"),
                                    "# {#advice}\ncoredumpctl list",
                                    LINUX + "arch/x86/mm/fault.c")
                            .ofKernel(),
                    signature(
                                    new Rule(
                                            "conntrack-full",
                                            ChecklistRow.NETWORKING,
                                            Severity.HIGH),
                                    Message.of("logs.conntrack-full"),
                                    List.of("table full, dropping packet"),
                                    "(?:nf|ip)_conntrack: table full, dropping packet",
                                    List.of(
                                            "kernel: nf_conntrack: nf_conntrack: table full, dropping packet",
                                            "kernel: ip_conntrack: table full, dropping packet."),
                                    "# {#advice}\nsysctl net.netfilter.nf_conntrack_max net.netfilter.nf_conntrack_count",
                                    LINUX + "net/netfilter/nf_conntrack_core.c")
                            .ofKernel(),
                    signature(
                                    new Rule(
                                            "neighbour-table-full",
                                            ChecklistRow.NETWORKING,
                                            Severity.HIGH),
                                    Message.of("logs.neighbour-table-full"),
                                    List.of("neighbor table overflow", "neighbour table overflow"),
                                    "Neighbou?r table overflow",
                                    List.of(
                                            "kernel: neighbour: arp_cache: neighbor table overflow!",
                                            "kernel: Neighbour table overflow."),
                                    "# {#advice}\nsysctl net.ipv4.neigh.default.gc_thresh3\nip neighbor show | wc -l",
                                    LINUX + "net/core/neighbour.c")
                            .ofKernel(),
                    signature(
                                    new Rule(
                                            "nfs-not-responding",
                                            ChecklistRow.NETWORKING,
                                            Severity.HIGH),
                                    Message.of("logs.nfs-not-responding"),
                                    List.of("not responding, "),
                                    "(?:nfs|lockd): server (?<detail>.{1,255}?) not responding, (?:still trying|timed out)",
                                    List.of(
                                            "kernel: nfs: server fs-0123456789abcdef0.efs.eu-west-1.amazonaws.com not responding, still trying",
                                            "kernel: nfs: server 10.4.0.21 not responding, timed out"),
                                    "# {#advice}\nnfsstat -m",
                                    LINUX + "net/sunrpc/clnt.c")
                            .ofKernel(),
                    signature(
                            new Rule("log-lines-lost", ChecklistRow.LOGS, Severity.MEDIUM),
                            Message.of("logs.log-lines-lost"),
                            List.of(
                                    "messages from ",
                                    "due to rate-limiting",
                                    "callbacks suppressed",
                                    "forwarding to syslog missed",
                                    "buffer overrun, some messages lost",
                                    "audit_lost=",
                                    "audit: backlog limit exceeded",
                                    "audit: rate limit exceeded",
                                    "output lines suppressed due to ratelimiting",
                                    " kernel messages",
                                    "kauditd hold queue overflow",
                                    "kauditd retry queue overflow",
                                    "audit daemon is suspending logging",
                                    "audit daemon has no space left",
                                    "audit daemon detected an error",
                                    "is full - dropping event"),
                            "journald?(?:\\[\\d+\\])?: Suppressed \\d+ messages from (?<detail>\\S{1,128})|Forwarding to syslog missed \\d+ messages|/dev/kmsg buffer overrun, some messages lost|journald?(?:\\[\\d+\\])?: Missed \\d+ kernel messages|(?:im[a-z]{3,8}|rsyslogd).{0,200}? due to rate-limiting|\\d callbacks suppressed|audit_lost=[1-9]|audit: (?:backlog|rate) limit exceeded|kauditd (?:hold|retry) queue overflow|\\d output lines suppressed due to ratelimiting|Audit daemon (?:is suspending logging|has no space left|detected an error writing)|\\baudi(?:td|spd|sp-remote)(?:\\[\\d+\\])?: queue (?:to plugins )?is full - dropping event",
                            List.of(
                                    "systemd-journald[290]: Suppressed 771 messages from checkout.service",
                                    "systemd-journald[290]: Forwarding to syslog missed 14 messages.",
                                    "systemd-journald[290]: /dev/kmsg buffer overrun, some messages lost.",
                                    "rsyslogd: imjournal: 10988 messages lost due to rate-limiting (20000 allowed within 600 seconds)",
                                    "rsyslogd-2177: imuxsock lost 215 messages from pid 1187 due to rate-limiting",
                                    "rsyslogd: imuxsock[pid: 4110, name: /usr/bin/python3]: from <shop:4110>: begin to drop messages due to rate-limiting",
                                    "kernel: net_ratelimit: 27 callbacks suppressed",
                                    "kernel: audit: audit_lost=128 audit_rate_limit=0 audit_backlog_limit=8192",
                                    "auditd[672]: Audit daemon is suspending logging due to low disk space.",
                                    "auditd[672]: queue to plugins is full - dropping event"),
                            "# {#advice}\njournalctl -u systemd-journald",
                            "https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html"),
                    signature(
                                    new Rule(
                                            "too-many-open-files",
                                            ChecklistRow.CONFIGURE,
                                            Severity.HIGH),
                                    Message.of("logs.too-many-open-files"),
                                    List.of("too many open files", "reached process fd limit"),
                                    "too many open files|reached process FD limit",
                                    List.of(
                                            "nginx: 2023/05/04 10:11:12 [crit] 1234#0: accept4() failed (24: Too many open files)",
                                            "java.net.SocketException: Too many open files",
                                            "http: Accept error: accept tcp [::]:8080: accept4: too many open files; retrying in 1s"),
                                    "# {#advice}\nls /proc/PID/fd | wc -l",
                                    "https://man7.org/linux/man-pages/man3/errno.3.html")
                            .unless("inotify-limit"),
                    signature(
                            new Rule("exec-format-error", ChecklistRow.INSTALL, Severity.HIGH),
                            Message.of("logs.exec-format-error"),
                            List.of(
                                    "exec format error",
                                    "cannot execute binary file",
                                    "possible cause: can't load ",
                                    "possible cause: architecture word width mismatch",
                                    "wrong elf class: elfclass",
                                    "error: spawn enoexec",
                                    "spawn unknown system error -8"),
                            "(?:(?<detail>/[^\\s:\\'\"]{1,255})[\\'\"]?(?: \\([^)]{1,255}\\))?:? (?:error=8, |.{0,400}?[(])?)?(?:exec format error|cannot execute binary file|possible cause: can't load |possible cause: architecture word width mismatch|wrong ELF class: ELFCLASS|Error: spawn ENOEXEC|spawn Unknown system error -8)",
                            List.of(
                                    "systemd[2311]: node_exporter.service: Failed at step EXEC spawning /opt/node_exporter-1.1.2.linux-amd64/node_exporter: Exec format error",
                                    "standard_init_linux.go:228: exec user process caused: exec format error",
                                    "fork/exec /usr/local/bin/collector: exec format error",
                                    "/usr/local/bin/start.sh: line 9: /opt/jre/bin/java: cannot execute binary file: Exec format error",
                                    "java.lang.UnsatisfiedLinkError: /tmp/librocksdbjni1.so: /tmp/librocksdbjni1.so: cannot open shared object file: No such file or directory (Possible cause: can't load AMD 64 .so on a AARCH64 platform)",
                                    "java.lang.UnsatisfiedLinkError: /tmp/libsnappy1.so: /tmp/libsnappy1.so: cannot open shared object file: No such file or directory (Possible cause: can't load AMD 64-bit .so on a AARCH64-bit platform)",
                                    "java.lang.UnsatisfiedLinkError: /srv/lib/libold.so: /srv/lib/libold.so: wrong ELF class: ELFCLASS32 (Possible cause: architecture word width mismatch)"),
                            "# {#advice}\nfile PROGRAM; uname -m",
                            "https://man7.org/linux/man-pages/man3/errno.3.html"),
                    signature(
                            new Rule("page-size-unsupported", ChecklistRow.INSTALL, Severity.HIGH),
                            Message.of("logs.page-size-unsupported"),
                            List.of(
                                    "unsupported system page size",
                                    "not page-aligned",
                                    "not properly aligned"),
                            "Unsupported system page size|ELF load command (?:alignment|address/offset) not (?:page-aligned|properly aligned)",
                            List.of(
                                    "<jemalloc>: Unsupported system page size",
                                    "error while loading shared libraries: libv8.so: ELF load command alignment not page-aligned"),
                            "# {#advice}\ngetconf PAGE_SIZE",
                            "https://github.com/jemalloc/jemalloc/blob/dev/src/pages.c"),
                    signature(
                            new Rule("image-platform-missing", ChecklistRow.INSTALL, Severity.HIGH),
                            Message.of("logs.image-platform-missing"),
                            List.of(
                                    "no matching manifest for",
                                    "no match for platform in manifest",
                                    "does not match the detected host platform",
                                    "no image found in manifest list for ",
                                    "no image found in image index for "),
                            "no matching manifest for (?<detail>\\S{1,64})|no match for platform in manifest|requested image\\'s platform \\(\\S{1,64}\\) does not match the detected host platform|no image found in (?:manifest list|image index) for architecture",
                            List.of(
                                    "docker: no matching manifest for linux/arm64/v8 in the manifest list entries.",
                                    "Failed to pull image \"registry.example/shop:7\": no match for platform in manifest: not found",
                                    "WARNING: The requested image's platform (linux/amd64) does not match the detected host platform (linux/arm64/v8) and no specific platform was requested"),
                            "# {#advice}\ndocker manifest inspect IMAGE",
                            "https://docs.docker.com/build/building/multi-platform/"),
                    signature(
                            new Rule("tls-not-yet-valid", ChecklistRow.CONFIGURE, Severity.HIGH),
                            Message.of("logs.tls-not-yet-valid"),
                            List.of(
                                    "not yet valid",
                                    "certificatenotyetvalidexception",
                                    "is not yet activated",
                                    "cert_not_yet_valid",
                                    "certificate not valid yet",
                                    "certificate: notvalidyet"),
                            "expired or is not yet valid: current time \\S{1,40} is before|certificate is not yet valid|uses not yet valid certificate|CertificateNotYetValidException|certificate of .{1,255}? is not yet activated|CERT_NOT_YET_VALID|peer certificate: (?:certificate not valid yet|NotValidYet)",
                            List.of(
                                    "x509: certificate has expired or is not yet valid: current time 2026-01-01T00:00:03Z is before 2026-11-02T08:00:00Z",
                                    "curl: (60) SSL certificate problem: certificate is not yet valid",
                                    "The certificate is NOT trusted. The certificate chain uses not yet valid certificate.",
                                    "java.security.cert.CertificateNotYetValidException: NotBefore: Mon Nov 02 08:00:00 GMT 2026"),
                            "# {#advice}\ntimedatectl\nopenssl x509 -noout -dates -in CERTIFICATE",
                            "https://pkg.go.dev/crypto/x509#CertificateInvalidError"),
                    signature(
                                    new Rule("tls-expired", ChecklistRow.SECURITY, Severity.HIGH),
                                    Message.of("logs.tls-expired"),
                                    List.of(
                                            "certificate has expired",
                                            " has expired.",
                                            "certificateexpiredexception",
                                            "certificate expired",
                                            "uses expired certificate",
                                            "peer certificate: expired",
                                            "cert_has_expired"),
                                    "certificate has expired|certificate of .{1,255}? has expired\\.|CertificateExpiredException|(?:alert|peer certificate:) certificate expired|uses expired certificate|peer certificate: Expired|CERT_HAS_EXPIRED",
                                    List.of(
                                            "curl: (60) SSL certificate problem: certificate has expired",
                                            "x509: certificate has expired or is not yet valid: current time 2024-05-01T00:00:00Z is after 2024-04-30T23:59:59Z",
                                            "java.security.cert.CertificateExpiredException: NotAfter: Sat May 30 10:48:38 GMT 2020",
                                            "SSL_do_handshake() failed (SSL: error:0A000415:SSL routines::sslv3 alert certificate expired:SSL alert number 45)",
                                            "The certificate is NOT trusted. The certificate chain uses expired certificate.",
                                            "code: 'CERT_HAS_EXPIRED'"),
                                    "# {#advice}\nopenssl x509 -noout -dates -in CERTIFICATE",
                                    "https://docs.openssl.org/master/man1/openssl-verification-options/")
                            .unless("tls-not-yet-valid"),
                    signature(
                                    new Rule(
                                            "ssh-login-failed",
                                            ChecklistRow.SECURITY,
                                            Severity.MEDIUM),
                                    Message.of("logs.ssh-login-failed"),
                                    List.of(
                                            "failed password for",
                                            "failed publickey for",
                                            "failed keyboard-interactive/pam for",
                                            "failed none for",
                                            "failed hostbased for",
                                            "failed gssapi-with-mic for",
                                            "accepted password for",
                                            "accepted publickey for",
                                            "accepted keyboard-interactive/pam for",
                                            "accepted hostbased for",
                                            "accepted gssapi-with-mic for",
                                            "authenticating user ",
                                            "invalid user ",
                                            "maximum authentication attempts exceeded for",
                                            "authentication failure;"),
                                    "sshd(?:-session|-auth)?\\[\\d+\\]: (?:message repeated \\d{1,9} times: \\[ )?(?:Failed (?:password|publickey|keyboard-interactive/pam|none|hostbased|gssapi-with-mic) for |Accepted (?:password|publickey|keyboard-interactive/pam|hostbased|gssapi-with-mic) for |(?:Connection (?:closed|reset) by|Disconnected from|Disconnecting) (?:authenticating|invalid) user |error: maximum authentication attempts exceeded for )|sshd\\(pam_unix\\)\\[\\d+\\]: authentication failure;.{0,200}? rhost=(?<source>\\S{0,64})",
                                    List.of(
                                            "sshd[24200]: Failed password for invalid user webmaster from 173.234.31.186 port 38926 ssh2",
                                            "sshd[1180]: Failed publickey for root from 198.51.100.7 port 40122 ssh2: RSA SHA256:abc",
                                            "sshd-session[3307]: Connection closed by authenticating user root 198.51.100.7 port 51044 [preauth]",
                                            "sshd[911]: error: maximum authentication attempts exceeded for invalid user admin from 198.51.100.7 port 60022 ssh2 [preauth]",
                                            "sshd(pam_unix)[19939]: authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=218.188.2.4"),
                                    "# {#advice}\naws ssm start-session --target INSTANCE",
                                    "https://github.com/openssh/openssh-portable/blob/master/auth.c")
                            .byConnection(),
                    signature(
                            new Rule("ssh-invalid-user", ChecklistRow.SECURITY, Severity.LOW),
                            Message.of("logs.ssh-invalid-user"),
                            List.of("invalid user ", "check pass; user unknown"),
                            "sshd(?:-session|-auth)?\\[\\d+\\]: (?:message repeated \\d{1,9} times: \\[ )?Invalid user .{0,64}? from (?<source>\\S{1,64})|sshd\\(pam_unix\\)\\[\\d+\\]: check pass; user unknown",
                            List.of(
                                    "sshd[24200]: Invalid user webmaster from 173.234.31.186",
                                    "sshd(pam_unix)[19937]: check pass; user unknown"),
                            "# {#advice}\naws ssm start-session --target INSTANCE",
                            "https://github.com/openssh/openssh-portable/blob/master/auth.c"),
                    signature(
                            new Rule(
                                    "kerberos-login-failed",
                                    ChecklistRow.SECURITY,
                                    Severity.MEDIUM),
                            Message.of("logs.kerberos-login-failed"),
                            List.of("kerberos authentication failed", "authentication failed from"),
                            "klogind\\[\\d+\\]: (?:Kerberos authentication failed|Authentication failed from (?<source>\\S{1,64}))",
                            List.of(
                                    "klogind[19272]: Kerberos authentication failed ",
                                    "klogind[19287]: Authentication failed from 163.27.187.39 (163.27.187.39): Software caused connection abort"),
                            "# {#advice}\nsystemctl disable --now klogin.socket",
                            "https://github.com/logpai/loghub/tree/master/Linux"),
                    signature(
                                    new Rule(
                                            "unit-failed", ChecklistRow.CONFIGURE, Severity.MEDIUM),
                                    Message.of("logs.unit-failed"),
                                    List.of(
                                            "failed with result",
                                            "entered failed state",
                                            "failed to start ",
                                            "failed to mount ",
                                            "failed to listen on ",
                                            "failed to activate swap ",
                                            "start request repeated",
                                            "timed out waiting for device "),
                                    "systemd\\[\\d+\\]: (?:(?<detail>\\S{1,255}): (?:Failed with result '|Start request repeated)|Unit \\S{1,255} entered failed state|Failed to (?:start|mount|listen on|activate swap) |Timed out waiting for device )",
                                    List.of(
                                            "systemd[1]: nginx.service: Failed with result 'exit-code'.",
                                            "systemd[1]: Unit logstash.service entered failed state.",
                                            "systemd[1]: Failed to start The nginx HTTP and reverse proxy server.",
                                            "systemd[1]: Failed to mount data.mount - Data of the warehouse.",
                                            "systemd[1]: orders.service: Start request repeated too quickly.",
                                            "systemd[1]: Timed out waiting for device /dev/xvdf."),
                                    "# {#advice}\nsystemctl --failed; systemctl status UNIT",
                                    "https://github.com/systemd/systemd/blob/main/src/core/unit.c")
                            .once(),
                    signature(
                            new Rule("cron-failed", ChecklistRow.CONFIGURE, Severity.MEDIUM),
                            Message.of("logs.cron-failed"),
                            List.of(
                                    ") error (",
                                    "failed to open pam",
                                    "failed to authorize user with pam",
                                    "insecure mode",
                                    "wrong file owner",
                                    "bad file mode",
                                    "error: bad ",
                                    "' terminated ("),
                            "cron[d]?\\[\\d+\\]: (?:\\([^)]{1,64}\\) (?:ERROR \\((?:grandchild #\\d+ failed with exit status (?<detail>\\d+))?|FAILED to (?:open|authorize user with) PAM|INSECURE MODE|WRONG FILE OWNER|BAD FILE MODE)|Error: bad [\\w-]{1,16}; while reading)|cron\\[\\d+\\]: Job .{1,128}?' terminated \\([ed]",
                            List.of(
                                    "CRON[4821]: (CRON) error (grandchild #4822 failed with exit status 1)",
                                    "crond[1298]: (root) FAILED to open PAM security session (Cannot make/remove an entry for the specified session)",
                                    "cron[731]: (*system*reports) ERROR (Missing newline before EOF, this crontab file will be ignored)",
                                    "cron[731]: (*system*dumps) WRONG FILE OWNER (/etc/cron.d/dumps)",
                                    "cron[731]: Error: bad minute; while reading /etc/cron.d/reports",
                                    "anacron[6120]: Job `cron.monthly' terminated (exit status: 2) (mailing output)"),
                            "# {#advice}\ncrontab -l",
                            "https://salsa.debian.org/debian/cron"),
                    signature(
                            new Rule("logrotate-failed", ChecklistRow.LOGS, Severity.MEDIUM),
                            Message.of("logs.logrotate-failed"),
                            List.of("logrotate"),
                            "logrotate(?:\\[\\d+\\])?: (?:ALERT exited abnormally|error: (?<detail>.{1,120}))",
                            List.of(
                                    "logrotate: ALERT exited abnormally with [1]",
                                    "logrotate[3127]: error: skipping \"/var/log/nginx/access.log\" because parent directory has insecure permissions"),
                            "# {#advice}\nlogrotate -d /etc/logrotate.conf",
                            "https://github.com/logrotate/logrotate/blob/main/logrotate.c"),
                    signature(
                            new Rule("upstream-timeout", ChecklistRow.PERFORMANCE, Severity.HIGH),
                            Message.of("logs.upstream-timeout"),
                            List.of(
                                    "upstream timed out",
                                    "the timeout specified has expired",
                                    "upstream request timeout",
                                    " 200 u",
                                    " 504 u",
                                    "response_flags",
                                    "gateway timeout' caused by"),
                            "upstream timed out \\(\\d{1,3}: [^)]{1,64}\\)|\\(70007\\)The timeout specified has expired|upstream request timeout|\" (?:200|504) (?:U[A-Z]{1,4},){0,4}UT[ ,]|\"response_flags\": ?\"(?:U[A-Z]{1,4},){0,4}UT[\",]|Gateway Timeout' caused by",
                            List.of(
                                    "2023/01/02 03:04:05 [error] 1234#0: *567 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 203.0.113.9",
                                    "[proxy:error] [pid 2213] (70007)The timeout specified has expired: AH01030: ajp_ilink_receive() can't receive header",
                                    "[2026-11-02T10:00:00.123Z] \"GET /pay HTTP/1.1\" 504 UT 12 24 15000 - \"-\" \"okhttp/4.12\" \"9b1e\" \"pay\" \"10.7.0.9:8080\""),
                            "# {#advice}\nss -tnp",
                            "https://nginx.org/en/docs/http/ngx_http_proxy_module.html"),
                    signature(
                            new Rule(
                                    "upstream-failed",
                                    ChecklistRow.HIGH_AVAILABILITY,
                                    Severity.HIGH),
                            Message.of("logs.upstream-failed"),
                            List.of(
                                    "no live upstreams",
                                    "while connecting to upstream",
                                    "upstream prematurely closed",
                                    "while reading response header from upstream",
                                    "attempt to connect to ",
                                    ": disabled connection for ",
                                    "error reading status line from remote server",
                                    "has no server available",
                                    " is down, reason: ",
                                    "upstream connect error or disconnect",
                                    "no healthy upstream",
                                    " 200 u",
                                    " 502 u",
                                    " 503 u",
                                    "response_flags",
                                    "bad gateway' caused by",
                                    "mod_jk child workerenv in error state",
                                    "mod_jk child init"),
                            "no live upstreams while connecting|connect\\(\\) (?:to \\S{1,255} )?failed \\(\\d+: [^)]{1,64}\\) while connecting to upstream|upstream prematurely closed connection|recv\\(\\) failed \\(\\d+: [^)]{1,64}\\) while reading response header from upstream|AH(?:00957|02454): \\w{1,16}: attempt to connect to .{1,255}? failed|AH00940: \\w{1,16}: disabled connection for |\\((?:104|20014|70014)\\).{1,300}?AH01102: error reading status line from remote server|Server (?<detail>\\S{1,128}) is DOWN, reason: |(?:backend|proxy) \\S{1,128} has no server available|upstream connect error or disconnect/reset before headers|no healthy upstream|\" (?:200|502|503) (?:U[A-Z]{1,4},){0,4}(?:UC|UF|UH|UPE|UR)[ ,]|\"response_flags\": ?\"(?:U[A-Z]{1,4},){0,4}(?:UC|UF|UH|UPE|UR)[\",]|Bad Gateway' caused by|mod_jk child (?:workerEnv in error state \\d+|init \\d+ -\\d+)",
                            List.of(
                                    "2023/01/02 03:04:05 [error] 1234#0: *567 connect() failed (111: Connection refused) while connecting to upstream",
                                    "2023/01/02 03:04:05 [error] 1234#0: *568 connect() to unix:/run/app.sock failed (13: Permission denied) while connecting to upstream, client: 203.0.113.9",
                                    "2023/01/02 03:04:05 [error] 1234#0: *569 upstream prematurely closed connection while reading response header from upstream",
                                    "[proxy:error] [pid 811] (111)Connection refused: AH00957: HTTP: attempt to connect to 127.0.0.1:9000 (127.0.0.1:9000) failed",
                                    "[proxy:error] [pid 811] (2)No such file or directory: AH02454: FCGI: attempt to connect to Unix domain socket /run/php/php-fpm.sock (*:80) failed",
                                    "haproxy[912]: Server shop/web2 is DOWN, reason: Layer4 connection problem, info: \"Connection refused\", check duration: 0ms.",
                                    "haproxy[912]: backend shop has no server available!",
                                    "upstream connect error or disconnect/reset before headers. reset reason: connection failure",
                                    "[2026-11-02T10:00:00.123Z] \"GET /items HTTP/1.1\" 503 UF,URX 0 152 3 - \"-\" \"okhttp/4.12\" \"9b1e\" \"shop\" \"10.7.0.9:8080\"",
                                    "{\"method\":\"GET\",\"response_code\":503,\"response_flags\":\"UH\"}",
                                    "'502 Bad Gateway' caused by: dial tcp 10.0.4.7:8080: connect: connection refused",
                                    "[Sun Dec 04 04:47:44 2005] [error] mod_jk child workerEnv in error state 6",
                                    "[Sun Dec 04 20:47:17 2005] [error] mod_jk child init 1 -2"),
                            "# {#advice}\nss -ltnp",
                            "https://nginx.org/en/docs/http/ngx_http_upstream_module.html"),
                    signature(
                            new Rule(
                                    "directory-index-forbidden",
                                    ChecklistRow.SECURITY,
                                    Severity.LOW),
                            Message.of("logs.directory-index-forbidden"),
                            List.of("directory index forbidden by", "directory index of "),
                            "(?:\\[client (?<source>[^\\]]{1,64}?)(?::\\d{1,5}\\] AH\\d{5}: .{0,300}?|\\] ))?directory index forbidden by (?:rule|Options directive)|directory index of .{1,512}? is forbidden",
                            List.of(
                                    "[Sun Dec 04 05:15:09 2005] [error] [client 222.166.160.184] Directory index forbidden by rule: /var/www/html/",
                                    "[autoindex:error] [pid 31:tid 8] [client 198.51.100.4:50210] AH01276: Cannot serve directory /srv/docs/: No matching DirectoryIndex (index.html) found, and server-generated directory index forbidden by Options directive"),
                            "# {#advice}\nls -l /var/www/html",
                            "https://httpd.apache.org/docs/2.4/mod/mod_autoindex.html"),
                    signature(
                            new Rule("jvm-out-of-memory", ChecklistRow.PERFORMANCE, Severity.HIGH),
                            Message.of("logs.jvm-out-of-memory"),
                            List.of("java.lang.outofmemoryerror"),
                            "java\\.lang\\.OutOfMemoryError(?:: (?<detail>[\\w ]{1,64}))?",
                            List.of(
                                    "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space",
                                    "Caused by: java.lang.OutOfMemoryError: GC overhead limit exceeded"),
                            "# {#advice}\njcmd PID GC.heap_info",
                            "https://docs.oracle.com/en/java/javase/21/troubleshoot/troubleshooting-memory-leaks.html"),
                    signature(
                                    new Rule(
                                            "jvm-native-memory",
                                            ChecklistRow.PERFORMANCE,
                                            Severity.HIGH),
                                    Message.of("logs.jvm-native-memory"),
                                    List.of(
                                            "insufficient memory for the java runtime",
                                            "native memory allocation (",
                                            "os::commit_memory(",
                                            "could not reserve enough space for ",
                                            "could not allocate compressed class space",
                                            "could not allocate metaspace"),
                                    "insufficient memory for the Java Runtime Environment to continue|Native memory allocation \\(\\w{1,16}\\) failed to (?:map|allocate|commit)|os::commit_memory\\(.{1,64}?\\) failed; error=|Could not reserve enough space for |Could not allocate (?:compressed class space|metaspace)",
                                    List.of(
                                            "# There is insufficient memory for the Java Runtime Environment to continue.",
                                            "# Native memory allocation (mmap) failed to map 268435456 bytes for committing reserved memory.",
                                            "OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory(0x00000000c0000000, 1073741824, 0) failed; error='Cannot allocate memory' (errno=12)"),
                                    "# {#advice}\njcmd PID VM.native_memory summary",
                                    "https://github.com/openjdk/jdk/blob/master/src/hotspot/share/utilities/vmError.cpp")
                            .once(),
                    signature(
                            new Rule("v8-out-of-memory", ChecklistRow.PERFORMANCE, Severity.HIGH),
                            Message.of("logs.v8-out-of-memory"),
                            List.of(
                                    "javascript heap out of memory",
                                    "js heap out of memory",
                                    "fatal javascript out of memory: ",
                                    "fatal process out of memory: "),
                            "(?:Allocation failed - )?JavaScript heap out of memory|: JS heap out of memory|Fatal JavaScript out of memory: |Fatal process out of memory: ",
                            List.of(
                                    "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
                                    "FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory"),
                            "# {#advice}\nnode -p \"require('v8').getHeapStatistics()\"",
                            "https://nodejs.org/api/cli.html"),
                    signature(
                            new Rule(
                                    "cloudwatch-agent-error",
                                    ChecklistRow.METRICS,
                                    Severity.MEDIUM),
                            Message.of("logs.cloudwatch-agent-error"),
                            List.of(
                                    "e! [outputs.cloudwatch",
                                    "e! [inputs.logfile]",
                                    "e! [processors.ec2tagger]",
                                    "e! [logagent]",
                                    "e! cloudwatch: ",
                                    "e! writetocloudwatch",
                                    "e! ec2tagger: ",
                                    "amazon-cloudwatch-agent["),
                            "(?:^|Z |\\d )E! (?<detail>(?:\\[(?:outputs\\.cloudwatch(?:logs)?|inputs\\.logfile|processors\\.ec2tagger|logagent)\\]|cloudwatch: |WriteToCloudWatch|ec2tagger: ).{1,120})|amazon-cloudwatch-agent\\[\\d+\\]: .{0,64}? E! ",
                            List.of(
                                    "2021-04-26T10:00:00Z E! [outputs.cloudwatchlogs] Aws error received when sending logs to /var/log/messages/i-0abc: AccessDeniedException",
                                    "2023-06-01T08:00:00Z E! WriteToCloudWatch failure, err:  RequestError: send request failed",
                                    "amazon-cloudwatch-agent[880]: 2023-06-01T08:00:00Z E! [inputs.mem] Error in plugin: open /proc/meminfo: permission denied"),
                            "# {#advice}\namazon-cloudwatch-agent-ctl -a status",
                            "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/troubleshooting-CloudWatch-Agent.html"),
                    signature(
                            new Rule("ssm-agent-error", ChecklistRow.INSTALL, Severity.MEDIUM),
                            Message.of("logs.ssm-agent-error"),
                            List.of(
                                    "error [healthcheck]",
                                    "error [ssm-agent-worker]",
                                    "error [messag",
                                    "error [credentialrefresher]",
                                    "amazon-ssm-agent"),
                            "ERROR \\[(?:HealthCheck|ssm-agent-worker|Messag\\w{1,32}|CredentialRefresher)\\] (?<detail>.{1,120})|amazon-ssm-agent\\[\\d+\\]: [\\d :.-]{10,40}ERROR .{1,120}",
                            List.of(
                                    "2022-03-01 12:00:01 ERROR [HealthCheck] error when calling AWS APIs. error details - RequestError: send request failed",
                                    "amazon-ssm-agent[812]: 2022-03-01 12:00:01.4242 ERROR EC2RoleProvider Failed to connect to Systems Manager with instance profile role credentials"),
                            "# {#advice}\nsystemctl restart amazon-ssm-agent",
                            "https://docs.aws.amazon.com/systems-manager/latest/userguide/troubleshooting-ssm-agent.html"));

    /**
     * Refused log-ins, which happen on every public host: they are judged by how many there were,
     * and not by whether there was one.
     */
    public static final Set<String> REFUSED_LOG_INS =
            Set.of("ssh-login-failed", "ssh-invalid-user", "kerberos-login-failed");

    /** What web servers and the CloudWatch agent write into files of their own. */
    private static final Set<String> IN_OWN_FILES =
            Set.of(
                    "upstream-timeout",
                    "upstream-failed",
                    "directory-index-forbidden",
                    "cloudwatch-agent-error");

    private static final List<Signature> IN_GUESTS =
            ALL.stream()
                    .filter(one -> !REFUSED_LOG_INS.contains(one.id()))
                    .filter(one -> !IN_OWN_FILES.contains(one.id()))
                    .toList();

    private Signatures() {}

    public static List<Signature> all() {
        return ALL;
    }

    /**
     * Those that a guest's own logs are searched for, by the probe and by the checks of what it
     * answers: its journal, syslog and kernel ring. Refused log-ins are counted on the guest.
     */
    public static List<Signature> inGuests() {
        return IN_GUESTS;
    }

    /** The signature of an id; empty for one of another version of Muster. */
    public static Optional<Signature> byId(String id) {
        return ALL.stream().filter(signature -> signature.id().equals(id)).findFirst();
    }

    private static Signature signature(
            Rule rule,
            Message meaning,
            List<String> literals,
            String pattern,
            List<String> examples,
            String remedy,
            String source) {
        return new Signature(
                rule,
                meaning,
                literals,
                Pattern.compile(pattern, Pattern.CASE_INSENSITIVE),
                examples,
                new Remedy(remedy, meaning.code() + ".remedy."),
                URI.create(source),
                Telling.OF_ANY_PROGRAM);
    }
}
