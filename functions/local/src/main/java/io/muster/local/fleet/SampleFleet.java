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
import io.muster.local.fleet.SampleGroup.Balancer;
import io.muster.local.fleet.SampleGroup.Launch;
import io.muster.local.fleet.SampleGroup.Policy;
import io.muster.local.fleet.SampleGroup.Scaling;
import io.muster.local.fleet.SampleHost.Address;
import io.muster.local.fleet.SampleHost.Metadata;
import io.muster.local.fleet.SampleHost.Trait;
import io.muster.local.fleet.SampleImage.Kind;
import io.muster.local.fleet.SampleRegion.Leftovers;
import io.muster.local.fleet.SampleVolume.Backup;
import io.muster.local.recorded.RecordedFleet;
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
    static List<SampleRegion> regions(SampleNames names) {
        return List.of(seoul(names), virginia());
    }

    /**
     * Brings the fleet into a local cloud. What is there already stays as it is, so that a second
     * call adds nothing and a call after an interrupted one adds the rest.
     *
     * @param clock the moment that the fleet's times count back from
     * @return what was made, and what the emulator does not offer
     */
    public static Loaded load(LocalCloud cloud, Clock clock) {
        return load(cloud, clock, SampleNames.PLAIN);
    }

    /** The same with names that attack the program that shows them. */
    public static Loaded load(LocalCloud cloud, Clock clock, SampleNames names) {
        return load(cloud, clock, regions(names));
    }

    /** Brings the fleet of one region alone. */
    public static Loaded load(LocalCloud cloud, Clock clock, String name) {
        return load(cloud, clock, List.of(region(name)));
    }

    private static Loaded load(LocalCloud cloud, Clock clock, List<SampleRegion> regions) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return regions.stream()
                .map(
                        region ->
                                cloud.recorded()
                                        .map(fleet -> loadRecorded(cloud, fleet, region, now))
                                        .orElseGet(
                                                () -> new RegionLoader(cloud, region, now).load()))
                .reduce(new Loaded(0, List.of()), Loaded::and);
    }

    private static Loaded loadRecorded(
            LocalCloud cloud, RecordedFleet fleet, SampleRegion region, Instant now) {
        return new RecordedLoader(cloud, fleet, region(region.name()), region, now).load();
    }

    /** A region as it was recorded. */
    static SampleRegion region(String name) {
        return regions(SampleNames.PLAIN).stream()
                .filter(region -> region.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Amazon Linux 2023 on arm64, on a root of 8 GiB. */
    private static SampleGuest amazonLinux2023() {
        return recorded("amazon-linux-2023-arm64", "vol-09988776655443322");
    }

    /** SUSE Linux Enterprise 15 on x86, on a root of 10 GiB, with nothing that keeps it there. */
    private static SampleGuest suse() {
        return recorded("sles-15-amd64", "vol-0515151515151515a");
    }

    /** The image of that name. */
    static SampleImage imageNamed(String name) {
        return images().stream()
                .filter(image -> image.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("the sample fleet has no image " + name));
    }

    static List<SampleImage> images() {
        return List.of(
                image(NEW_ARM, Kind.LINUX_ARM64, 30),
                image(OLD_ARM, Kind.LINUX_ARM64, 900).deprecated(170),
                image(NEW_X86, Kind.LINUX_X86, 30),
                image(OLD_X86, Kind.LINUX_X86, 1_100).deprecated(370),
                image(UBUNTU, Kind.UBUNTU_X86, 250),
                image(WINDOWS, Kind.WINDOWS, 60),
                image(GONE, Kind.LINUX_X86, 1_800).gone());
    }

    static List<SampleFirewall> firewalls() {
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
    private static SampleRegion seoul(SampleNames names) {
        return new SampleRegion(
                "ap-northeast-2",
                List.of(new SampleTemplate("storefront", NEW_ARM, "m7g.large", 2)),
                List.of(
                        new SampleGroup(
                                "storefront-web",
                                new Launch.Template("storefront", "$Latest"),
                                List.of("a", "b", "c"),
                                new Scaling(2, 6, Policy.TARGET_TRACKING, List.of()),
                                Balancer.CHECKING,
                                7,
                                Map.of("workload", "storefront"))),
                Stream.of(search(), storefront(), media(), seoulOthers(names))
                        .flatMap(List::stream)
                        .toList(),
                new Leftovers(
                        List.of(
                                volume("gp3", 200).named("restore-test"),
                                volume("gp2", 500)
                                        .named("old-search-data")
                                        .unencrypted()
                                        .backup(Backup.OLD)),
                        List.of(volume("gp2", 100).named("retired-blog").unencrypted()),
                        List.of("left-from-migration")),
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
                host("search", "es-data-1", "r5.xlarge", "a", OLD_X86)
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
                        .metadata(Metadata.V1)
                        .launched(400),
                host("search", "es-data-2", "r6i.2xlarge", "b", UBUNTU)
                        .data(volume("gp3", 1_000).named("main").at("/dev/sdf"))
                        .guest(recorded("ubuntu-22.04-amd64").with(Trouble.OFFLINE)),
                host("search", "es-data-3", "r6g.2xlarge", "c", NEW_ARM)
                        .data(volume("io2", 1_000).named("main").at("/dev/sdf").iops(8_000)),
                host("search", "es-master-1", "t3.medium", "a", UBUNTU)
                        .root(volume("gp2", 30))
                        .guest(recorded("ubuntu-22.04-amd64"))
                        .metadata(Metadata.hops(3))
                        .being(Trait.UNMONITORED));
    }

    private static List<SampleHost> storefront() {
        return Stream.of("a", "b", "c")
                .map(
                        zone ->
                                host("storefront", "storefront-" + zone, "m7g.large", zone, NEW_ARM)
                                        .from("storefront:2")
                                        .in("storefront-web")
                                        .launched(3)
                                        .root(volume("gp3", 8))
                                        .guest(amazonLinux2023())
                                        .behind("inside", "web"))
                .toList();
    }

    private static List<SampleHost> media() {
        return List.of(
                host("media", "media-1", "c6g.xlarge", "a", NEW_ARM)
                        .root(volume("gp3", 8))
                        .guest(amazonLinux2023().with(Trouble.SLICE_CORRUPT)),
                host("media", "media-2", "c5.xlarge", "a", NEW_X86),
                host("media", "media-3", "c4.xlarge", "a", OLD_X86)
                        .neglected()
                        .event("instance-retirement|The instance is running on degraded hardware"),
                host("media", "media-cache", "i3.large", "a", NEW_X86).being(Trait.SPOT));
    }

    private static List<SampleHost> seoulOthers(SampleNames names) {
        return List.of(
                // The Amazon Linux 2 arm64 host of the mission.
                host("gateway", "gateway-seoul", "c6g.large", "a", OLD_ARM)
                        .root(volume("gp3", 8))
                        .guest(recorded("amazon-linux-2-arm64", "vol-0a1b2c3d4e5f60718"))
                        .metadata(Metadata.V1)
                        .being(Trait.UNMONITORED)
                        .launched(600)
                        .address(Address.ELASTIC)
                        .behind("inside", "ssh-from-office"),
                host("jump", "jump-seoul", "t2.micro", "c", OLD_X86)
                        .neglected()
                        .address(Address.PASSING)
                        .behind("ssh-open-ipv6"),
                host("ledger", "ledger-1", "r5.large", "b", NEW_X86)
                        .data(volume("gp3", 300).named("data").at("/dev/sdf"))
                        .impaired("instance"),
                host("ledger", "ledger-2", "t4g.large", "c", NEW_ARM)
                        .data(volume("gp3", 300).named("data").at("/dev/sdf"))
                        .event("system-reboot|[Completed] The instance's host was rebooted"),
                host("nameless", "t3.micro", "b", NEW_X86).neglected().untagged("Name", "owner"),
                coupons(names),
                feedback(names),
                host("batch", "batch-stopped", "m5.large", "a", NEW_X86).stopped(3).launched(40));
    }

    private static SampleHost coupons(SampleNames names) {
        SampleHost plain = host("coupons", "coupons-1", "t3.small", "b", NEW_X86);
        return names == SampleNames.PLAIN
                ? plain
                : plain.tag("Name", "<script>alert('muster')</script>")
                        .tag("owner", "\"><img src=x onerror=alert(1)>")
                        .tag("workload", "</td></tr></table><b>&amp;")
                        .tag("runbook", "https://wiki.example.com/\u202Efdp.exe");
    }

    private static SampleHost feedback(SampleNames names) {
        SampleHost plain = host("feedback", "feedback-1", "t3.small", "c", NEW_X86);
        return names == SampleNames.PLAIN
                ? plain
                : plain.tag("Name", "=HYPERLINK(\"http://example.com\",\"click me\")")
                        .tag("owner", "+1,\"quoted\"\nsecond line")
                        .tag("workload", "@SUM(1+1)*cmd|' /C calc'!A0")
                        .tag("runbook", "'; rm -rf $HOME; echo '")
                        .tag("long", "a".repeat(256));
    }

    /** Virginia: checkout, billing, reports, machines with accelerators, Windows, and old ones. */
    private static SampleRegion virginia() {
        return new SampleRegion(
                "us-east-1",
                List.of(
                        new SampleTemplate("checkout", NEW_X86, "m6i.large", 2),
                        new SampleTemplate("reports", NEW_X86, "c5.xlarge", 1),
                        new SampleTemplate("queue", NEW_ARM, "m6g.large", 1)),
                virginiaGroups(),
                Stream.of(virginiaMembers(), accelerated(), windowsAndMetal(), virginiaOthers())
                        .flatMap(List::stream)
                        .toList(),
                new Leftovers(
                        List.of(volume("io2", 100).named("forgotten-io2").iops(5_000)),
                        List.of(
                                volume("gp3", 50).named("retired-crm"),
                                volume("gp2", 80)
                                        .named("retired-ftp")
                                        .unencrypted()
                                        .backup(Backup.OLD)),
                        List.of("old-nat", "old-vpn")),
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
                        List.of("a", "b"),
                        new Scaling(
                                2,
                                6,
                                Policy.SWITCHED_OFF,
                                List.of("ReplaceUnhealthy", "AZRebalance")),
                        Balancer.ATTACHED,
                        null,
                        Map.of("workload", "checkout")),
                new SampleGroup(
                        "billing-worker",
                        new Launch.Configuration("billing-2019", OLD_X86, "m4.large"),
                        List.of("a"),
                        new Scaling(1, 1, Policy.NONE, List.of()),
                        Balancer.NONE,
                        null,
                        Map.of("workload", "billing")),
                new SampleGroup(
                        "reports-batch",
                        new Launch.Template("reports", "1"),
                        List.of("a", "b"),
                        new Scaling(0, 4, Policy.TARGET_TRACKING, List.of()),
                        Balancer.NONE,
                        30,
                        Map.of()));
    }

    private static List<SampleHost> virginiaMembers() {
        return List.of(
                host("checkout", "checkout-1", "m6i.large", "a", NEW_X86)
                        .root(volume("gp3", 10))
                        .guest(suse())
                        .from("checkout:2")
                        .in("checkout-api")
                        .behind("inside", "web"),
                host("checkout", "checkout-2", "m5.large", "b", NEW_X86)
                        .root(volume("gp3", 10))
                        .guest(suse())
                        .from("checkout:2")
                        .in("checkout-api")
                        .behind("inside", "web"),
                host("checkout", "checkout-3", "m6i.large", "b", OLD_X86)
                        .root(volume("gp3", 10))
                        .guest(suse())
                        .from("checkout:1")
                        .in("checkout-api")
                        .behind("inside", "web")
                        .launched(200),
                host("billing", "billing-1", "m4.large", "a", OLD_X86)
                        .neglected()
                        .in("billing-worker"),
                host("reports-1", "c5.xlarge", "a", NEW_X86)
                        .from("reports:1")
                        .in("reports-batch")
                        .being(Trait.SPOT),
                host("reports-2", "c5.xlarge", "a", NEW_X86)
                        .from("reports:1")
                        .in("reports-batch")
                        .being(Trait.SPOT));
    }

    private static List<SampleHost> accelerated() {
        return List.of(
                host("training", "train-1", "g4dn.xlarge", "a", NEW_X86)
                        .root(volume("gp3", 200))
                        .untagged("runbook"),
                host("training", "train-2", "g5.xlarge", "b", NEW_X86)
                        .root(volume("gp3", 200).backup(Backup.NONE))
                        .untagged("owner"),
                host("inference", "infer-1", "inf1.xlarge", "a", NEW_X86));
    }

    private static List<SampleHost> windowsAndMetal() {
        return List.of(
                host("erp", "erp-1", "m5.xlarge", "b", WINDOWS)
                        .root(volume("gp2", 100))
                        .guest(SampleGuest.windows())
                        .behind("rdp-open")
                        .address(Address.PASSING),
                host("erp", "erp-2", "m5.xlarge", "b", WINDOWS).root(volume("gp3", 100)),
                host("erp", "erp-files", "m3.large", "c", GONE)
                        .neglected()
                        .noEna()
                        .behind("wide-open"),
                host("vault", "vault-1", "c6i.large", "a", NEW_X86).being(Trait.DEDICATED),
                host("labs", "hypervisor-1", "c6g.metal", "b", NEW_ARM),
                host("labs", "hypervisor-2", "m5.metal", "c", NEW_X86).impaired("system"));
    }

    private static List<SampleHost> virginiaOthers() {
        return List.of(
                host("jump", "jump-1", "t2.micro", "a", NEW_X86)
                        .tag("public", "true")
                        .address(Address.ELASTIC)
                        .behind("ssh-from-office"),
                host("jump", "jump-2", "t2.micro", "b", OLD_X86)
                        .neglected()
                        .address(Address.PASSING)
                        .behind("ssh-open"),
                host("queue", "queue-1", "m6g.large", "a", NEW_ARM)
                        .root(volume("gp3", 8))
                        .guest(amazonLinux2023())
                        .from("queue:1"),
                host("queue", "queue-2", "m6g.large", "b", NEW_ARM)
                        .root(volume("gp3", 8))
                        .guest(amazonLinux2023())
                        .from("queue:1"),
                host("queue", "queue-3", "m6g.large", "c", NEW_ARM)
                        .root(volume("gp3", 8))
                        .guest(amazonLinux2023().with(Trouble.DELIVERY_TIMES_OUT))
                        .from("queue:1"),
                host("cluster-db", "cluster-db-1", "r6i.large", "b", NEW_X86)
                        .data(
                                volume("io2", 500)
                                        .named("shared")
                                        .at("/dev/sdf")
                                        .iops(4_000)
                                        .sharedWith("cluster-db-2")),
                // Its disk is full: the guest says how full, its log since when.
                host("cluster-db", "cluster-db-2", "r6i.large", "b", NEW_X86)
                        .root(volume("gp3", 20))
                        .guest(recorded("rhel-8-amd64", "vol-01112223334445556")),
                // It can move: the newest arm64 type costs more than it does, an older one less.
                host("containers", "containers-1", "m6a.large", "c", NEW_X86)
                        .root(volume("gp3", 10))
                        .guest(suse())
                        .metadata(Metadata.hops(2))
                        .behind("wide-open-ipv6"),
                // A node of EKS Auto Mode, and an appliance of AWS Marketplace.
                host("nodes", "eks-node-1", "m5.large", "b", NEW_X86).runBy("eks.amazonaws.com"),
                host("vpn", "vpn-1", "m5.large", "c", NEW_X86).ofProduct("7xs3d0vpnappliance"),
                host("sealed", "sealed-1", "t3a.medium", "a", NEW_X86).metadata(Metadata.OFF),
                host("monolith", "monolith", "m3.xlarge", "a", GONE).neglected().noEna(),
                host("analytics", "memory-hog", "x1e.xlarge", "a", OLD_X86)
                        .data(volume("st1", 1_000).named("lake").at("/dev/sdf")),
                host("build", "build-1", "c5.2xlarge", "a", NEW_X86)
                        .stopped(90)
                        .launched(300)
                        .data(volume("gp2", 500).named("cache").at("/dev/sdf").unencrypted()),
                host("build", "build-2", "c6g.2xlarge", "b", NEW_ARM).stopped(2).launched(10),
                host("storefront", "old-web", "m4.large", "a", OLD_X86).terminated());
    }
}
