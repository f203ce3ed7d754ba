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
 * The faults that Muster knows by their words, most severe rows of the kernel first.
 *
 * <p>Each pattern fits one line of one event only, so that an event which writes several lines (an
 * OOM kill writes dozens) counts once.
 */
public final class Signatures {

    private static final String LINUX = "https://github.com/torvalds/linux/blob/master/";

    private static final List<Signature> ALL =
            List.of(
                    signature(
                            new Rule("oom-kill", ChecklistRow.PERFORMANCE, Severity.HIGH),
                            Message.of("logs.oom-kill"),
                            List.of("out of memory: kill"),
                            "\\bOut of memory: Kill(?:ed)? process \\d+ \\((?<detail>[^)]{1,64})\\)(?:.{0,100}?anon-rss:(?<memory>\\d{1,15})kB)?",
                            List.of(
                                    "kernel: Out of memory: Killed process 2592 (java) total-vm:7424432kB, anon-rss:3834308kB",
                                    "kernel: [11686.043647] Out of memory: Kill process 2603 (flasherav) score 761 or sacrifice child"),
                            "# {#advice}\njournalctl -k -g 'Out of memory'",
                            LINUX + "mm/oom_kill.c"),
                    signature(
                            new Rule("cgroup-oom-kill", ChecklistRow.PERFORMANCE, Severity.MEDIUM),
                            Message.of("logs.cgroup-oom-kill"),
                            List.of("memory cgroup out of memory"),
                            "Memory cgroup out of memory: Kill(?:ed)? process \\d+ \\((?<detail>[^)]{1,64})\\)(?:.{0,100}?anon-rss:(?<memory>\\d{1,15})kB)?",
                            List.of(
                                    "kernel: Memory cgroup out of memory: Killed process 19274 (node) total-vm:1102176kB"),
                            "# {#advice}\njournalctl -k -g 'Memory cgroup out of memory'",
                            LINUX + "mm/oom_kill.c"),
                    signature(
                            new Rule("no-space-left", ChecklistRow.PERFORMANCE, Severity.HIGH),
                            Message.of("logs.no-space-left"),
                            List.of("no space left on device"),
                            "No space left on device",
                            List.of(
                                    "rsyslogd: file '/var/log/messages': write error: No space left on device [v8.24.0]",
                                    "java.io.IOException: No space left on device"),
                            "# {#advice}\ndf -hT\ndu -xh --max-depth=1 / | sort -h | tail",
                            "https://man7.org/linux/man-pages/man3/errno.3.html"),
                    signature(
                            new Rule("block-io-error", ChecklistRow.PERFORMANCE, Severity.CRITICAL),
                            Message.of("logs.block-io-error"),
                            List.of("i/o error", "critical medium error", "critical target error"),
                            "(?:(?:I/O|critical (?:medium|target|space allocation|nexus)) error, dev (?<detail>[\\w-]{1,32}), sector \\d+|Buffer I/O error on dev(?:ice)? [\\w-]{1,32}, logical block)",
                            List.of(
                                    "kernel: end_request: I/O error, dev sda, sector 8675309",
                                    "kernel: blk_update_request: I/O error, dev nvme1n1, sector 2048 op 0x1:(WRITE) flags 0x100000 phys_seg 1 prio class 0",
                                    "kernel: I/O error, dev nvme1n1, sector 4194304 op 0x0:(READ) flags 0x80700 phys_seg 4 prio class 2",
                                    "kernel: Buffer I/O error on dev dm-0, logical block 262144, lost async page write"),
                            "# {#advice}\naws ec2 describe-volume-status --filters Name=volume-status.status,Values=impaired",
                            LINUX + "block/blk-mq.c"),
                    signature(
                            new Rule("nvme-timeout", ChecklistRow.PERFORMANCE, Severity.HIGH),
                            Message.of("logs.nvme-timeout"),
                            List.of("nvme nvme"),
                            "nvme (?<detail>nvme\\d{1,4}): I/O (?:tag )?\\d+ (?:\\([0-9a-f:]{1,16}\\) )?(?:opcode \\S{1,16} (?:\\([^)]{1,32}\\) )?)?QID \\d+ timeout",
                            List.of(
                                    "kernel: nvme nvme0: I/O 25 QID 2 timeout, aborting",
                                    "kernel: nvme nvme1: I/O tag 896 (a380) opcode 0x2 (Read) QID 5 timeout, aborting req_op:READ(0) size:4096"),
                            "# {#advice}\ncat /sys/module/nvme_core/parameters/io_timeout",
                            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/timeout-nvme-ebs-volumes.html"),
                    signature(
                            new Rule("ext4-error", ChecklistRow.PERFORMANCE, Severity.CRITICAL),
                            Message.of("logs.ext4-error"),
                            List.of("ext4-fs error"),
                            "EXT4-fs error \\(device (?<detail>[\\w-]{1,32})\\)",
                            List.of(
                                    "kernel: EXT4-fs error (device nvme1n1p1): ext4_lookup:1594: inode #524290: comm nginx: deleted inode referenced: 524398"),
                            "# {#advice}\nfsck.ext4 -f /dev/DEVICE",
                            LINUX + "fs/ext4/super.c"),
                    signature(
                            new Rule("xfs-corruption", ChecklistRow.PERFORMANCE, Severity.CRITICAL),
                            Message.of("logs.xfs-corruption"),
                            List.of(
                                    "): corruption",
                                    "): metadata crc error",
                                    "): metadata corruption",
                                    "): internal error"),
                            "XFS \\((?<detail>[\\w-]{1,32})\\): (?:Corruption|Metadata (?:CRC error|corruption)|Internal error)",
                            List.of(
                                    "kernel: XFS (nvme2n1): Metadata corruption detected at xfs_inode_buf_verify+0x14d/0x160 [xfs], xfs_inode block 0x40",
                                    "kernel: XFS (dm-1): Corruption of in-memory data (0x8) detected at xfs_trans_cancel"),
                            "# {#advice}\nxfs_repair /dev/DEVICE",
                            LINUX + "fs/xfs/xfs_error.c"),
                    signature(
                            new Rule(
                                    "remounted-read-only",
                                    ChecklistRow.PERFORMANCE,
                                    Severity.CRITICAL),
                            Message.of("logs.remounted-read-only"),
                            List.of(
                                    "remounting filesystem read-only",
                                    "filesystem has been shut down"),
                            "(?:EXT[234]-fs \\((?<detail>[\\w-]{1,32})\\): )?Remounting filesystem read-only|XFS \\([\\w-]{1,32}\\): Filesystem has been shut down",
                            List.of(
                                    "kernel: EXT4-fs (nvme0n1p1): Remounting filesystem read-only",
                                    "kernel: XFS (nvme2n1): Filesystem has been shut down due to log error (0x2)."),
                            "# {#advice}\njournalctl -k -p err -b",
                            LINUX + "fs/ext4/super.c"),
                    signature(
                            new Rule("soft-lockup", ChecklistRow.PERFORMANCE, Severity.HIGH),
                            Message.of("logs.soft-lockup"),
                            List.of("soft lockup"),
                            "BUG: soft lockup - CPU#\\d+ stuck for \\d+s! \\[(?<detail>[^\\]]{1,64})\\]",
                            List.of(
                                    "kernel: watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kworker/3:1:61234]",
                                    "kernel: BUG: soft lockup - CPU#1 stuck for 67s! [java:2423]"),
                            "# {#advice}\nvmstat 1 5",
                            LINUX + "kernel/watchdog.c"),
                    signature(
                            new Rule("hung-task", ChecklistRow.PERFORMANCE, Severity.HIGH),
                            Message.of("logs.hung-task"),
                            List.of("blocked for more than"),
                            "INFO: task (?<detail>\\S{1,64}):\\d+ blocked for more than \\d+ seconds",
                            List.of(
                                    "kernel: INFO: task jbd2/nvme1n1-8:1234 blocked for more than 120 seconds."),
                            "# {#advice}\niostat -x 1 5",
                            LINUX + "kernel/hung_task.c"),
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
                            LINUX + "kernel/panic.c"),
                    signature(
                            new Rule("segfault", ChecklistRow.INSTALL, Severity.MEDIUM),
                            Message.of("logs.segfault"),
                            List.of(": segfault at"),
                            "(?<detail>[^\\s\\[]{1,64})\\[\\d+\\]: segfault at [0-9a-f]+ ip",
                            List.of(
                                    "kernel: php-fpm[23913]: segfault at 7ffd1c9b6ff8 ip 00007f2d1c0a8e4a sp 00007ffd1c9b7000 error 6 in libc-2.26.so[7f2d1c042000+1ad000]"),
                            "# {#advice}\ncoredumpctl list",
                            LINUX + "arch/x86/mm/fault.c"),
                    signature(
                            new Rule("conntrack-full", ChecklistRow.NETWORKING, Severity.HIGH),
                            Message.of("logs.conntrack-full"),
                            List.of("table full, dropping packet"),
                            "(?:nf|ip)_conntrack: table full, dropping packet",
                            List.of(
                                    "kernel: nf_conntrack: nf_conntrack: table full, dropping packet",
                                    "kernel: ip_conntrack: table full, dropping packet."),
                            "# {#advice}\nsysctl net.netfilter.nf_conntrack_max net.netfilter.nf_conntrack_count",
                            LINUX + "net/netfilter/nf_conntrack_core.c"),
                    signature(
                            new Rule("too-many-open-files", ChecklistRow.CONFIGURE, Severity.HIGH),
                            Message.of("logs.too-many-open-files"),
                            List.of("too many open files"),
                            "(?i)too many open files",
                            List.of(
                                    "nginx: 2023/05/04 10:11:12 [crit] 1234#0: accept4() failed (24: Too many open files)",
                                    "java.net.SocketException: Too many open files"),
                            "# {#advice}\nls /proc/PID/fd | wc -l",
                            "https://man7.org/linux/man-pages/man3/errno.3.html"),
                    signature(
                            new Rule("exec-format-error", ChecklistRow.INSTALL, Severity.HIGH),
                            Message.of("logs.exec-format-error"),
                            List.of("exec format error"),
                            "(?i)(?:(?<detail>/[^\\s:'\"]{1,255}):? .{0,80}?)?exec format error",
                            List.of(
                                    "systemd[2311]: node_exporter.service: Failed at step EXEC spawning /opt/node_exporter-1.1.2.linux-amd64/node_exporter: Exec format error",
                                    "standard_init_linux.go:228: exec user process caused: exec format error"),
                            "# {#advice}\nfile PROGRAM; uname -m",
                            "https://man7.org/linux/man-pages/man3/errno.3.html"),
                    signature(
                            new Rule("tls-expired", ChecklistRow.SECURITY, Severity.HIGH),
                            Message.of("logs.tls-expired"),
                            List.of(
                                    "certificate has expired",
                                    "certificateexpiredexception",
                                    "certificate expired"),
                            "(?i)certificate has expired|CertificateExpiredException|alert certificate expired",
                            List.of(
                                    "curl: (60) SSL certificate problem: certificate has expired",
                                    "x509: certificate has expired or is not yet valid: current time 2024-05-01T00:00:00Z is after 2024-04-30T23:59:59Z",
                                    "java.security.cert.CertificateExpiredException: NotAfter: Sat May 30 10:48:38 GMT 2020"),
                            "# {#advice}\nopenssl x509 -noout -dates -in CERTIFICATE",
                            "https://docs.openssl.org/master/man1/openssl-verification-options/"),
                    signature(
                            new Rule("ssh-login-failed", ChecklistRow.SECURITY, Severity.MEDIUM),
                            Message.of("logs.ssh-login-failed"),
                            List.of(
                                    "failed password for",
                                    "failed publickey for",
                                    "failed keyboard-interactive/pam for",
                                    "failed none for",
                                    "failed hostbased for",
                                    "failed gssapi-with-mic for",
                                    "authentication failure;"),
                            "(?:sshd(?:-session)?\\[\\d+\\]: Failed (?:password|publickey|keyboard-interactive/pam|none|hostbased|gssapi-with-mic) for (?:invalid user )?.{0,64}? from |sshd\\(pam_unix\\)\\[\\d+\\]: authentication failure;.{0,200}? rhost=)(?<source>\\S{0,64})",
                            List.of(
                                    "sshd[24200]: Failed password for invalid user webmaster from 173.234.31.186 port 38926 ssh2",
                                    "sshd[1180]: Failed publickey for root from 198.51.100.7 port 40122 ssh2: RSA SHA256:abc",
                                    "sshd(pam_unix)[19939]: authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=218.188.2.4"),
                            "# {#advice}\naws ssm start-session --target INSTANCE",
                            "https://github.com/openssh/openssh-portable/blob/master/auth.c"),
                    signature(
                            new Rule("ssh-invalid-user", ChecklistRow.SECURITY, Severity.LOW),
                            Message.of("logs.ssh-invalid-user"),
                            List.of("invalid user ", "check pass; user unknown"),
                            "sshd(?:-session)?\\[\\d+\\]: Invalid user .{0,64}? from (?<source>\\S{1,64})|sshd\\(pam_unix\\)\\[\\d+\\]: check pass; user unknown",
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
                            new Rule("unit-failed", ChecklistRow.CONFIGURE, Severity.MEDIUM),
                            Message.of("logs.unit-failed"),
                            List.of("failed with result", "entered failed state"),
                            "systemd\\[\\d+\\]: (?:(?<detail>[^\\s:]{1,128}): Failed with result '|Unit [^\\s:]{1,128} entered failed state)",
                            List.of(
                                    "systemd[1]: nginx.service: Failed with result 'exit-code'.",
                                    "systemd[1]: Unit logstash.service entered failed state."),
                            "# {#advice}\nsystemctl --failed; systemctl status UNIT",
                            "https://github.com/systemd/systemd/blob/main/src/core/unit.c"),
                    signature(
                            new Rule("cron-failed", ChecklistRow.CONFIGURE, Severity.MEDIUM),
                            Message.of("logs.cron-failed"),
                            List.of(") error (", "failed to open pam security session"),
                            "(?i)cron[d]?\\[\\d+\\]: \\((?:CRON|\\w{1,32})\\) (?:error \\(grandchild #\\d+ failed with exit status (?<detail>\\d+)\\)|ERROR \\(|FAILED to open PAM security session)",
                            List.of(
                                    "CRON[4821]: (CRON) error (grandchild #4822 failed with exit status 1)",
                                    "crond[1298]: (root) FAILED to open PAM security session (Cannot make/remove an entry for the specified session)"),
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
                            List.of("upstream timed out", "the timeout specified has expired"),
                            "upstream timed out \\(110: [^)]{1,64}\\)|\\(70007\\)The timeout specified has expired",
                            List.of(
                                    "2023/01/02 03:04:05 [error] 1234#0: *567 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 203.0.113.9",
                                    "[proxy:error] [pid 2213] (70007)The timeout specified has expired: AH01030: ajp_ilink_receive() can't receive header"),
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
                                    "mod_jk child workerenv in error state",
                                    "mod_jk child init"),
                            "no live upstreams while connecting|connect\\(\\) failed \\(\\d+: [^)]{1,64}\\) while connecting to upstream|mod_jk child (?:workerEnv in error state \\d+|init \\d+ -\\d+)",
                            List.of(
                                    "2023/01/02 03:04:05 [error] 1234#0: *567 connect() failed (111: Connection refused) while connecting to upstream",
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
                            List.of("directory index forbidden by"),
                            "(?:\\[client (?<source>[^\\]]{1,64})\\] )?Directory index forbidden by (?:rule|Options directive)",
                            List.of(
                                    "[Sun Dec 04 05:15:09 2005] [error] [client 222.166.160.184] Directory index forbidden by rule: /var/www/html/"),
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
                                    "cloudwatch-agent-error",
                                    ChecklistRow.METRICS,
                                    Severity.MEDIUM),
                            Message.of("logs.cloudwatch-agent-error"),
                            List.of(" e! "),
                            "(?:^|Z |\\d )E! (?<detail>.{1,120})",
                            List.of(
                                    "2021-04-26T10:00:00Z E! [outputs.cloudwatchlogs] Aws error received when sending logs to /var/log/messages/i-0abc: AccessDeniedException"),
                            "# {#advice}\namazon-cloudwatch-agent-ctl -a status",
                            "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/troubleshooting-CloudWatch-Agent.html"),
                    signature(
                            new Rule("ssm-agent-error", ChecklistRow.INSTALL, Severity.MEDIUM),
                            Message.of("logs.ssm-agent-error"),
                            List.of(
                                    "error [healthcheck]",
                                    "error [ssm-agent-worker]",
                                    "error [messagingdeliveryservice]",
                                    "error [messageservice]",
                                    "error [credentialrefresher]",
                                    "amazon-ssm-agent"),
                            "ERROR \\[(?:HealthCheck|ssm-agent-worker|MessagingDeliveryService|MessageService|CredentialRefresher)\\] (?<detail>.{1,120})|amazon-ssm-agent\\[\\d+\\]: .{0,64}?ERROR .{1,120}",
                            List.of(
                                    "2022-03-01 12:00:01 ERROR [HealthCheck] error when calling AWS APIs. error details - RequestError: send request failed"),
                            "# {#advice}\nsystemctl restart amazon-ssm-agent",
                            "https://docs.aws.amazon.com/systems-manager/latest/userguide/troubleshooting-ssm-agent.html"));

    /**
     * Refused log-ins, which happen on every public host: they are judged by how many there were,
     * and not by whether there was one.
     */
    public static final Set<String> REFUSED_LOG_INS =
            Set.of("ssh-login-failed", "ssh-invalid-user", "kerberos-login-failed");

    private static final List<Signature> IN_GUESTS =
            ALL.stream().filter(one -> !REFUSED_LOG_INS.contains(one.id())).toList();

    private Signatures() {}

    public static List<Signature> all() {
        return ALL;
    }

    /**
     * Those that a guest's own logs are searched for, by the probe and by the checks of what it
     * answers; refused log-ins are counted on the guest.
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
                Pattern.compile(pattern),
                examples,
                new Remedy(remedy, meaning.code() + ".remedy."),
                URI.create(source));
    }
}
