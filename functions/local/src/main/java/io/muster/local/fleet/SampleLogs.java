package io.muster.local.fleet;

import static io.muster.local.fleet.SampleLogGroup.logGroup;

import java.util.List;

/**
 * What the sample fleet writes to CloudWatch Logs: ordinary work, and each kind of fault somewhere.
 * Streams are named by the instances that write them, as the CloudWatch agent does.
 */
final class SampleLogs {

    private static final String MESSAGES = "/fleet/var/log/messages";
    private static final String WORK = "{time} host systemd[1]: Started Session of user ec2-user.";
    private static final String REQUEST =
            "10.20.3.7 - - [{stamp}] \"GET /cart HTTP/1.1\" %d 512 \"-\" \"curl/8.5\"";

    private SampleLogs() {}

    static List<SampleLogGroup> seoul() {
        return List.of(
                logGroup(MESSAGES, 3)
                        .chatter("es-data-1", 0, WORK)
                        .line(
                                "es-data-1",
                                7_000,
                                "{time} es-data-1 kernel: Out of memory: Killed process 2592 (java)"
                                        + " total-vm:27424432kB, anon-rss:23834308kB,"
                                        + " file-rss:0kB, shmem-rss:0kB")
                        .chatter("es-master-1", 0, WORK)
                        .lines(
                                120,
                                "es-master-1",
                                5_000,
                                20,
                                "{time} es-master-1 sshd[2210]: Failed password for invalid user"
                                        + " admin from 203.0.113.77 port 51514 ssh2")
                        .chatter("gateway-seoul", 0, WORK)
                        .lines(
                                3,
                                "gateway-seoul",
                                4_000,
                                60,
                                "{time} gateway-seoul systemd[4711]: node_exporter.service: Failed"
                                        + " to execute command: Exec format error"),
                logGroup("/shop/nginx/access", 120)
                        .neglected(900)
                        .chatter("storefront-a", 0, REQUEST.formatted(200))
                        .lines(200, "storefront-a", 3_900, 4, REQUEST.formatted(200))
                        .lines(40, "storefront-a", 3_900, 15, REQUEST.formatted(503))
                        .lines(200, "storefront-b", 3_900, 4, REQUEST.formatted(200))
                        .lines(200, "storefront-c", 3_900, 4, REQUEST.formatted(200)),
                logGroup("/shop/app", 12)
                        .chatter("storefront-a", 0, "INFO Cart checked out")
                        .chatter("storefront-b", 0, "INFO Cart checked out")
                        .chatter("storefront-c", 0, "INFO Cart checked out")
                        .line(
                                "storefront-b",
                                9_000,
                                """
                                ERROR Request failed
                                java.lang.OutOfMemoryError: Java heap space
                                \tat com.example.shop.Cart.add(Cart.java:42)
                                Caused by: java.lang.OutOfMemoryError: Java heap space
                                \t... 12 more""")
                        // It spoke every day, and then no more.
                        .chatter("media-2", 120, "INFO Transcoded a film"),
                logGroup("/old/batch", 40)
                        .neglected(1_000)
                        .line("batch-stopped", 13 * 86_400, "INFO The last batch is done"),
                logGroup("/aws/lambda/muster-fleet-scan", 1));
    }

    static List<SampleLogGroup> virginia() {
        return List.of(
                logGroup(MESSAGES, 5)
                        .chatter("queue-1", 0, WORK)
                        .chatter("queue-2", 0, WORK)
                        .chatter("cluster-db-2", 0, WORK)
                        .lines(
                                25,
                                "cluster-db-2",
                                3_700,
                                120,
                                "{time} cluster-db-2 rsyslogd[812]: file '/var/log/messages': write"
                                        + " error: No space left on device [v8.2102.0]"),
                logGroup("/db/audit", 300)
                        .ofClass("INFREQUENT_ACCESS")
                        .chatter("cluster-db-2", 0, "AUDIT connect user=app"),
                logGroup("/vendor/delivery", 0).ofClass("DELIVERY").neglected(30));
    }
}
