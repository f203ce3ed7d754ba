package io.muster.local.fleet;

import static io.muster.local.fleet.SampleAlarm.onGroup;
import static io.muster.local.fleet.SampleAlarm.onHost;
import static io.muster.local.fleet.SampleFirewall.PREFIX_LIST;
import static io.muster.local.fleet.SampleFirewall.everything;
import static io.muster.local.fleet.SampleFirewall.firewall;
import static io.muster.local.fleet.SampleFirewall.tcp;
import static io.muster.local.fleet.SampleGuest.recorded;
import static io.muster.local.fleet.SampleHost.host;
import static io.muster.local.fleet.SampleImage.image;
import static io.muster.local.fleet.SampleVolume.volume;

import io.muster.local.LocalCloud;
import io.muster.local.fleet.SampleGroup.Launch;
import io.muster.local.fleet.SampleGroup.Policy;
import io.muster.local.fleet.SampleHost.Address;
import io.muster.local.fleet.SampleImage.Kind;
import io.muster.local.fleet.SampleVolume.Backup;
import io.muster.local.ssm.Trouble;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sample fleet: two regions, three zones each, shops and databases and forgotten servers, so
 * that every check has a host that passes it and one that does not.
 *
 * <p>A host has nothing wrong with it but what its line says; see {@link SampleHost#host}. All
 * times are days before the moment of loading.
 */
public final class SampleFleet {

    private static final String WORLD = "0.0.0.0/0";
    private static final String WORLD_V6 = "::/0";
    private static final String INSIDE = "10.20.0.0/16";

    private static final String OLD_ARM = "amzn2-arm64-2024";
    private static final String NEW_ARM = "al2023-arm64";
    private static final String NEW_X86 = "al2023-x86";
    private static final String OLD_X86 = "amzn2-x86-2023";
    private static final String UBUNTU = "ubuntu-22.04-x86";
    private static final String WINDOWS = "windows-2022";
    private static final String GONE = "golden-2021";

    private SampleFleet() {}

    /** All of it. */
    public static List<SampleRegion> regions() {
        return List.of(seoul(), virginia());
    }

    /**
     * Brings the fleet into a local cloud. What is there already stays as it is, so that a second
     * call adds nothing and a call after an interrupted one adds the rest.
     *
     * @param clock the moment that the fleet's times count back from
     * @return what was made, and what the emulator does not offer
     */
    public static Loaded load(LocalCloud cloud, Clock clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return regions().stream()
                .map(region -> new RegionLoader(cloud, region, now).load())
                .reduce(new Loaded(0, List.of()), Loaded::and);
    }

    /** Amazon Linux 2023 on arm64, on a root of 8 GiB. */
    private static SampleGuest amazonLinux2023() {
        return recorded("amazon-linux-2023-arm64", "vol-09988776655443322");
    }

    private static List<SampleImage> images() {
        return List.of(
                image(NEW_ARM, Kind.LINUX_ARM64, 30),
                image(OLD_ARM, Kind.LINUX_ARM64, 900).deprecated(170),
                image(NEW_X86, Kind.LINUX_X86, 30),
                image(OLD_X86, Kind.LINUX_X86, 1_100).deprecated(370),
                image(UBUNTU, Kind.UBUNTU_X86, 250),
                image(WINDOWS, Kind.WINDOWS, 60),
                image(GONE, Kind.LINUX_X86, 1_800).gone());
    }

    private static List<SampleFirewall> firewalls() {
        return List.of(
                firewall("inside", tcp(22, INSIDE), tcp(8080, INSIDE)),
                firewall("web", tcp(80, WORLD), tcp(443, WORLD), tcp(443, WORLD_V6)),
                firewall("ssh-open", tcp(22, WORLD)),
                firewall("ssh-open-ipv6", tcp(22, WORLD_V6)),
                firewall("ssh-from-office", tcp(22, PREFIX_LIST)),
                firewall("rdp-open", tcp(3389, WORLD), tcp(5985, 5986, WORLD)),
                firewall("wide-open", everything(WORLD)),
                firewall("wide-open-ipv6", everything(WORLD_V6)));
    }

    /** Seoul: the search cluster, the shop's front, media, and the Amazon Linux 2 arm64 host. */
    private static SampleRegion seoul() {
        return new SampleRegion(
                "ap-northeast-2",
                images(),
                firewalls(),
                List.of(new SampleTemplate("storefront", NEW_ARM, "m7g.large", 2)),
                List.of(
                        new SampleGroup(
                                "storefront-web",
                                new Launch.Template("storefront", "$Latest"),
                                2,
                                6,
                                List.of("a", "b", "c"),
                                "ELB",
                                true,
                                7,
                                List.of(),
                                Policy.TARGET_TRACKING,
                                Map.of("workload", "storefront"))),
                Stream.of(search(), storefront(), media(), seoulOthers())
                        .flatMap(List::stream)
                        .toList(),
                List.of(
                        volume("gp3", 200).named("restore-test"),
                        volume("gp2", 500)
                                .named("old-search-data")
                                .unencrypted()
                                .backup(Backup.OLD)),
                List.of(volume("gp2", 100).named("retired-blog").unencrypted()),
                List.of("left-from-migration"),
                List.of(
                        onGroup("storefront-cpu", "storefront-web"),
                        onHost("es-data-1-cpu", "es-data-1").silent(),
                        onHost("es-data-2-status", "es-data-2")),
                SampleLogs.seoul());
    }

    private static List<SampleHost> search() {
        return List.of(
                // The data node of the mission: ext4 root of 30 GiB, xfs on 1 TB and on 2 TB. The
                // guest sees the volumes as nvme1n1 and nvme2n1.
                host("es-data-1", "r5.xlarge", "a", OLD_X86)
                        .workload("search")
                        .guest(
                                recorded(
                                        "elasticsearch-data-node",
                                        "vol-0123456789abcdef0",
                                        "vol-0fedcba9876543210",
                                        "vol-0aa11bb22cc33dd44"))
                        .root(volume("gp2", 30).unencrypted())
                        .data(volume("gp2", 1_000).named("main").at("/dev/sdf").unencrypted())
                        .data(
                                volume("gp2", 2_048)
                                        .named("sub")
                                        .at("/dev/sdg")
                                        .unencrypted()
                                        .backup(Backup.OLD))
                        .metadataV1()
                        .launched(400)
                        .build(),
                host("es-data-2", "r6i.2xlarge", "b", UBUNTU)
                        .workload("search")
                        .data(volume("gp3", 1_000).named("main").at("/dev/sdf"))
                        .guest(recorded("ubuntu-22.04-amd64").with(Trouble.OFFLINE))
                        .build(),
                host("es-data-3", "r6g.2xlarge", "c", NEW_ARM)
                        .workload("search")
                        .data(volume("io2", 1_000).named("main").at("/dev/sdf").iops(8_000))
                        .build(),
                host("es-master-1", "t3.medium", "a", UBUNTU)
                        .workload("search")
                        .root(volume("gp2", 30))
                        .guest(recorded("ubuntu-22.04-amd64"))
                        .hopLimit(3)
                        .unmonitored()
                        .build());
    }

    private static List<SampleHost> storefront() {
        return Stream.of("a", "b", "c")
                .map(
                        zone ->
                                host("storefront-" + zone, "m7g.large", zone, NEW_ARM)
                                        .workload("storefront")
                                        .from("storefront:2")
                                        .in("storefront-web")
                                        .launched(3)
                                        .root(volume("gp3", 8))
                                        .guest(amazonLinux2023())
                                        .behind("inside", "web")
                                        .build())
                .toList();
    }

    private static List<SampleHost> media() {
        return List.of(
                host("media-1", "c6g.xlarge", "a", NEW_ARM)
                        .workload("media")
                        .root(volume("gp3", 8))
                        .guest(amazonLinux2023().with(Trouble.SLICE_CORRUPT))
                        .build(),
                host("media-2", "c5.xlarge", "a", NEW_X86).workload("media").build(),
                host("media-3", "c4.xlarge", "a", OLD_X86)
                        .workload("media")
                        .neglected()
                        .event("instance-retirement|The instance is running on degraded hardware")
                        .build(),
                host("media-cache", "i3.large", "a", NEW_X86).workload("media").spot().build());
    }

    private static List<SampleHost> seoulOthers() {
        return List.of(
                // The Amazon Linux 2 arm64 host of the mission.
                host("gateway-seoul", "c6g.large", "a", OLD_ARM)
                        .workload("gateway")
                        .root(volume("gp3", 8))
                        .guest(recorded("amazon-linux-2-arm64", "vol-0a1b2c3d4e5f60718"))
                        .metadataV1()
                        .unmonitored()
                        .launched(600)
                        .address(Address.ELASTIC)
                        .behind("inside", "ssh-from-office")
                        .build(),
                host("jump-seoul", "t2.micro", "c", OLD_X86)
                        .workload("jump")
                        .neglected()
                        .address(Address.PASSING)
                        .behind("ssh-open-ipv6")
                        .build(),
                host("ledger-1", "r5.large", "b", NEW_X86)
                        .workload("ledger")
                        .data(volume("gp3", 300).named("data").at("/dev/sdf"))
                        .impaired("instance")
                        .build(),
                host("ledger-2", "t4g.large", "c", NEW_ARM)
                        .workload("ledger")
                        .data(volume("gp3", 300).named("data").at("/dev/sdf"))
                        .event("system-reboot|[Completed] The instance's host was rebooted")
                        .build(),
                host("nameless", "t3.micro", "b", NEW_X86).neglected().noTags().build(),
                host("hostile-html", "t3.small", "b", NEW_X86)
                        .tag("Name", "<script>alert('muster')</script>")
                        .tag("owner", "\"><img src=x onerror=alert(1)>")
                        .tag("workload", "</td></tr></table><b>&amp;")
                        .build(),
                host("hostile-csv", "t3.small", "c", NEW_X86)
                        .tag("Name", "=HYPERLINK(\"http://example.com\",\"click me\")")
                        .tag("owner", "+1,\"quoted\"\nsecond line")
                        .tag("workload", "@SUM(1+1)*cmd|' /C calc'!A0")
                        .tag("runbook", "'; rm -rf $HOME; echo '")
                        .build(),
                host("batch-stopped", "m5.large", "a", NEW_X86)
                        .workload("batch")
                        .stopped(3)
                        .launched(40)
                        .build());
    }

    /** Virginia: checkout, billing, reports, machines with accelerators, Windows, and old ones. */
    private static SampleRegion virginia() {
        return new SampleRegion(
                "us-east-1",
                images(),
                firewalls(),
                List.of(
                        new SampleTemplate("checkout", NEW_X86, "m6i.large", 2),
                        new SampleTemplate("reports", NEW_X86, "c5.xlarge", 1),
                        new SampleTemplate("queue", NEW_ARM, "m6g.large", 1)),
                virginiaGroups(),
                Stream.of(virginiaMembers(), accelerated(), windowsAndMetal(), virginiaOthers())
                        .flatMap(List::stream)
                        .toList(),
                List.of(volume("io2", 100).named("forgotten-io2").iops(5_000)),
                List.of(
                        volume("gp3", 50).named("retired-crm"),
                        volume("gp2", 80).named("retired-ftp").unencrypted().backup(Backup.OLD)),
                List.of("old-nat", "old-vpn"),
                List.of(
                        onGroup("checkout-cpu", "checkout-api").silent(),
                        onHost("queue-1-status", "queue-1"),
                        onHost("queue-2-status", "queue-2"),
                        onHost("queue-3-status", "queue-3")),
                SampleLogs.virginia());
    }

    private static List<SampleGroup> virginiaGroups() {
        return List.of(
                new SampleGroup(
                        "checkout-api",
                        new Launch.Mixed("checkout", "$Default", List.of("m6i.large", "m5.large")),
                        2,
                        6,
                        List.of("a", "b"),
                        "EC2",
                        true,
                        null,
                        List.of("ReplaceUnhealthy", "AZRebalance"),
                        Policy.SWITCHED_OFF,
                        Map.of("workload", "checkout")),
                new SampleGroup(
                        "billing-worker",
                        new Launch.Configuration("billing-2019", OLD_X86, "m4.large"),
                        1,
                        1,
                        List.of("a"),
                        "EC2",
                        false,
                        null,
                        List.of(),
                        Policy.NONE,
                        Map.of("workload", "billing")),
                new SampleGroup(
                        "reports-batch",
                        new Launch.Template("reports", "1"),
                        0,
                        4,
                        List.of("a", "b"),
                        "EC2",
                        false,
                        30,
                        List.of(),
                        Policy.TARGET_TRACKING,
                        Map.of()));
    }

    private static List<SampleHost> virginiaMembers() {
        return List.of(
                host("checkout-1", "m6i.large", "a", NEW_X86)
                        .workload("checkout")
                        .from("checkout:2")
                        .in("checkout-api")
                        .behind("inside", "web")
                        .build(),
                host("checkout-2", "m5.large", "b", NEW_X86)
                        .workload("checkout")
                        .from("checkout:2")
                        .in("checkout-api")
                        .behind("inside", "web")
                        .build(),
                host("checkout-3", "m6i.large", "b", OLD_X86)
                        .workload("checkout")
                        .from("checkout:1")
                        .in("checkout-api")
                        .behind("inside", "web")
                        .launched(200)
                        .build(),
                host("billing-1", "m4.large", "a", OLD_X86)
                        .workload("billing")
                        .neglected()
                        .in("billing-worker")
                        .build(),
                host("reports-1", "c5.xlarge", "a", NEW_X86)
                        .from("reports:1")
                        .in("reports-batch")
                        .spot()
                        .build(),
                host("reports-2", "c5.xlarge", "a", NEW_X86)
                        .from("reports:1")
                        .in("reports-batch")
                        .spot()
                        .build());
    }

    private static List<SampleHost> accelerated() {
        return List.of(
                host("train-1", "g4dn.xlarge", "a", NEW_X86)
                        .workload("training")
                        .root(volume("gp3", 200))
                        .untagged("runbook")
                        .build(),
                host("train-2", "g5.xlarge", "b", NEW_X86)
                        .workload("training")
                        .root(volume("gp3", 200).backup(Backup.NONE))
                        .untagged("owner")
                        .build(),
                host("infer-1", "inf1.xlarge", "a", NEW_X86).workload("inference").build());
    }

    private static List<SampleHost> windowsAndMetal() {
        return List.of(
                host("erp-1", "m5.xlarge", "b", WINDOWS)
                        .workload("erp")
                        .root(volume("gp2", 100))
                        .guest(SampleGuest.windows())
                        .behind("rdp-open")
                        .address(Address.PASSING)
                        .build(),
                host("erp-2", "m5.xlarge", "b", WINDOWS)
                        .workload("erp")
                        .root(volume("gp3", 100))
                        .build(),
                host("erp-files", "m3.large", "c", GONE)
                        .workload("erp")
                        .neglected()
                        .noEna()
                        .behind("wide-open")
                        .build(),
                host("vault-1", "c6i.large", "a", NEW_X86).workload("vault").dedicated().build(),
                host("hypervisor-1", "c6g.metal", "b", NEW_ARM).workload("labs").build(),
                host("hypervisor-2", "m5.metal", "c", NEW_X86)
                        .workload("labs")
                        .impaired("system")
                        .build());
    }

    private static List<SampleHost> virginiaOthers() {
        return List.of(
                host("jump-1", "t2.micro", "a", NEW_X86)
                        .workload("jump")
                        .tag("public", "true")
                        .address(Address.ELASTIC)
                        .behind("ssh-from-office")
                        .build(),
                host("jump-2", "t2.micro", "b", OLD_X86)
                        .workload("jump")
                        .neglected()
                        .address(Address.PASSING)
                        .behind("ssh-open")
                        .build(),
                host("queue-1", "m6g.large", "a", NEW_ARM)
                        .root(volume("gp3", 8))
                        .guest(amazonLinux2023())
                        .workload("queue")
                        .from("queue:1")
                        .build(),
                host("queue-2", "m6g.large", "b", NEW_ARM)
                        .root(volume("gp3", 8))
                        .guest(amazonLinux2023())
                        .workload("queue")
                        .from("queue:1")
                        .build(),
                host("queue-3", "m6g.large", "c", NEW_ARM)
                        .root(volume("gp3", 8))
                        .guest(amazonLinux2023().with(Trouble.DELIVERY_TIMES_OUT))
                        .workload("queue")
                        .from("queue:1")
                        .build(),
                host("cluster-db-1", "r6i.large", "b", NEW_X86)
                        .workload("cluster-db")
                        .data(
                                volume("io2", 500)
                                        .named("shared")
                                        .at("/dev/sdf")
                                        .iops(4_000)
                                        .sharedWith("cluster-db-2"))
                        .build(),
                // Its disk is full: the guest says how full, its log since when.
                host("cluster-db-2", "r6i.large", "b", NEW_X86)
                        .workload("cluster-db")
                        .root(volume("gp3", 20))
                        .guest(recorded("rhel-8-amd64", "vol-01112223334445556"))
                        .build(),
                host("containers-1", "m5.large", "c", NEW_X86)
                        .workload("containers")
                        .hopLimit(2)
                        .behind("wide-open-ipv6")
                        .build(),
                host("sealed-1", "t3a.medium", "a", NEW_X86)
                        .workload("sealed")
                        .metadataOff()
                        .build(),
                host("monolith", "m3.xlarge", "a", GONE)
                        .workload("monolith")
                        .neglected()
                        .noEna()
                        .build(),
                host("memory-hog", "x1e.xlarge", "a", OLD_X86)
                        .workload("analytics")
                        .data(volume("st1", 1_000).named("lake").at("/dev/sdf"))
                        .build(),
                host("build-1", "c5.2xlarge", "a", NEW_X86)
                        .workload("build")
                        .stopped(90)
                        .launched(300)
                        .data(volume("gp2", 500).named("cache").at("/dev/sdf").unencrypted())
                        .build(),
                host("build-2", "c6g.2xlarge", "b", NEW_ARM)
                        .workload("build")
                        .stopped(2)
                        .launched(10)
                        .build(),
                host("old-web", "m4.large", "a", OLD_X86)
                        .workload("storefront")
                        .terminated()
                        .build());
    }
}
