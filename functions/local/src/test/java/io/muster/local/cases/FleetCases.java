package io.muster.local.cases;

import static io.muster.local.cases.CaseFleet.blocks;
import static io.muster.local.cases.CaseFleet.rule;
import static io.muster.local.cases.CaseFleet.tcp;
import static io.muster.local.cases.CaseFleet.tcpFromList;
import static io.muster.readiness.check.Status.NOT_APPLICABLE;
import static io.muster.readiness.check.Status.NOT_READY;
import static io.muster.readiness.check.Status.READY;
import static io.muster.readiness.check.Status.UNKNOWN;
import static io.muster.readiness.checklist.Severity.CRITICAL;
import static io.muster.readiness.checklist.Severity.HIGH;
import static io.muster.readiness.checklist.Severity.LOW;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.local.addition.HiddenTags;
import io.muster.readiness.check.Status;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/**
 * Fleets that tools for EC2 judge differently, in kinds that are numbered F1 to F16, and others of
 * the same kinds. The right answer was written down before Muster was asked, from AWS's
 * documentation. F14 is about the command line, which ScanFailureTest runs.
 */
final class FleetCases {

    private static final String WORLD = "0.0.0.0/0";

    private FleetCases() {}

    static Stream<FleetCase> all() {
        return Stream.of(launches(), alarms(), storage(), ports(), sources(), addresses(), types())
                .flatMap(List::stream);
    }

    /** F1 and F2. */
    private static List<FleetCase> launches() {
        Function<CaseFleet, String> goneImage = fleet -> latest(fleet, fleet.goneImage());
        Function<CaseFleet, String> goneFirewall =
                fleet -> latest(fleet, fleet.image(), fleet.goneFirewall());
        return List.of(
                new FleetCase("F1 image gone", goneImage, "group-can-launch", NOT_READY, "image")
                        .of(HIGH),
                new FleetCase("F1 image gone", goneImage, "instance-replaceable", NOT_READY),
                new FleetCase("F1 image gone", goneImage, "launch-template-used", NOT_READY),
                new FleetCase(
                                "F1 security group gone",
                                goneFirewall,
                                "group-can-launch",
                                NOT_READY,
                                "security group")
                        .of(HIGH),
                new FleetCase(
                        "F1 security group gone", goneFirewall, "instance-replaceable", NOT_READY),
                new FleetCase(
                        "F1 template gone, own",
                        fleet -> {
                            fleet.template();
                            String member = fleet.group("$Latest");
                            fleet.ec2()
                                    .deleteLaunchTemplate(
                                            request -> request.launchTemplateName("web"));
                            return member;
                        },
                        "group-can-launch",
                        NOT_READY,
                        "does not exist"),
                new FleetCase(
                        "F1 only a version that the group does not name lost its image, own",
                        fleet -> {
                            fleet.template();
                            fleet.version(fleet.goneImage());
                            return fleet.group("1");
                        },
                        "group-can-launch",
                        READY),
                new FleetCase(
                        "F1 image by a public parameter, own",
                        fleet ->
                                latest(
                                        fleet,
                                        "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"),
                        "group-can-launch",
                        READY),
                new FleetCase(
                        "F1 group of size zero, own",
                        fleet -> {
                            fleet.template();
                            fleet.version(fleet.goneImage());
                            return fleet.group(
                                    request ->
                                            request.launchTemplate(
                                                    from ->
                                                            from.launchTemplateName("web")
                                                                    .version("$Latest")),
                                    0);
                        },
                        "group-can-launch",
                        NOT_APPLICABLE),
                new FleetCase(
                        "F2 $Latest is the version that the member runs",
                        fleet -> {
                            fleet.template();
                            return fleet.group("$Latest");
                        },
                        "group-members-current",
                        READY,
                        "version 1"),
                new FleetCase(
                        "F2 $Latest is newer than the member",
                        fleet -> latest(fleet, fleet.image()),
                        "group-members-current",
                        NOT_READY,
                        "version 2"),
                new FleetCase(
                        "F2 $Default is older than the latest, own",
                        fleet -> {
                            fleet.template();
                            fleet.version(fleet.image());
                            return fleet.group("$Default");
                        },
                        "group-members-current",
                        READY,
                        "version 1"),
                new FleetCase(
                        "F2 $Default was moved, own",
                        fleet -> {
                            fleet.template();
                            fleet.version(fleet.image());
                            fleet.ec2()
                                    .modifyLaunchTemplate(
                                            request ->
                                                    request.launchTemplateName("web")
                                                            .defaultVersion("2"));
                            return fleet.group("$Default");
                        },
                        "group-members-current",
                        NOT_READY,
                        "version 2"));
    }

    /** A group of $Latest, whose member runs the version before. */
    private static String latest(CaseFleet fleet, String image, String... securityGroups) {
        fleet.template();
        fleet.version(image, securityGroups);
        return fleet.group("$Latest");
    }

    /** F3, F4, and composite alarms. */
    private static List<FleetCase> alarms() {
        return List.of(
                told("F3 only a scaling policy", NOT_READY, "autoscaling", "scalingPolicy:1:cpu"),
                told("F3 only stopped", NOT_READY, "automate", "ec2:stop"),
                told("F3 only recovered", NOT_READY, "automate", "ec2:recover"),
                told("F3 only rebooted, own", NOT_READY, "automate", "ec2:reboot"),
                told("F3 only a workflow, own", NOT_READY, "swf", "action/actions/1"),
                told("F3 a function, own", READY, "lambda", "function:page"),
                told("F3 an OpsItem, own", READY, "ssm", "opsitem:2#CATEGORY=Availability"),
                told("F3 an incident, own", READY, "ssm-incidents", "response-plan/web"),
                told("F3 an investigation, own", READY, "aiops", "investigation-group/web"),
                told("F3 a service of tomorrow, own", UNKNOWN, "pagers", "team/1"),
                alarm(
                        "F3 recovered and told, own",
                        fleet ->
                                fleet.alarm(
                                        "cpu",
                                        host(fleet),
                                        fleet.arn("automate", "ec2:recover"),
                                        fleet.topic()),
                        READY),
                alarm(
                        "F3 told only that it is over, own",
                        fleet ->
                                fleet.put(
                                        "cpu",
                                        "InstanceId",
                                        host(fleet),
                                        with -> with.okActions(fleet.topic())),
                        NOT_READY),
                alarm(
                        "F3 actions are disabled, own",
                        fleet ->
                                fleet.put(
                                        "cpu",
                                        "InstanceId",
                                        host(fleet),
                                        with ->
                                                with.actionsEnabled(false)
                                                        .alarmActions(fleet.topic())),
                        NOT_READY),
                alarm(
                        "F3 another instance's, own",
                        fleet -> fleet.alarm("cpu", fleet.host(), fleet.topic()),
                        NOT_READY),
                alarm(
                        "F4 named as a scaling policy's, with a topic",
                        fleet -> fleet.alarm("TargetTracking-mine", host(fleet), fleet.topic()),
                        READY,
                        "TargetTracking-mine"),
                alarm(
                        "F4 named as if it told, and stops, own",
                        fleet ->
                                fleet.alarm(
                                        "notify-on-call",
                                        host(fleet),
                                        fleet.arn("automate", "ec2:terminate")),
                        NOT_READY),
                new FleetCase(
                        "F4 a group's, named as a scaling policy's, own",
                        fleet -> {
                            fleet.template();
                            String member = fleet.group("1");
                            fleet.alarmOnGroup("TargetTracking-web", "web", fleet.topic());
                            return member;
                        },
                        "alarm-covers-instance",
                        READY),
                composite("F3 through a composite alarm, own", READY, "ALARM(cpu)"),
                composite(
                        "F3 with others, by ARN, own",
                        READY,
                        "ALARM(\"arn:aws:cloudwatch:us-east-1:000000000000:alarm:cpu\") AND ALARM(x)"),
                composite("F3 not the one that is named, own", NOT_READY, "ALARM(cpu-of-another)"),
                composite(
                        "F3 an alarm that keeps another silent, own",
                        NOT_READY,
                        "ALARM(x) AND NOT ALARM(cpu)"),
                composite("F3 switched off by its rule, own", NOT_READY, "ALARM(cpu) AND FALSE"),
                composite(
                        "F3 at least two of three, own", READY, "AT_LEAST(2, ALARM, (x, cpu, y))"),
                composite("F3 a rule of tomorrow, own", UNKNOWN, "MOST_OF(cpu, x)"),
                alarm(
                        "F3 through two composite alarms, own",
                        fleet -> {
                            fleet.alarm("cpu", host(fleet));
                            fleet.composite("host", "ALARM(cpu) OR ALARM(disk)");
                            fleet.composite("site", "ALARM(host)", fleet.topic());
                        },
                        READY,
                        "site"),
                alarm(
                        "F3 through one whose actions are disabled, own",
                        fleet -> {
                            fleet.alarm("cpu", host(fleet));
                            fleet.clients()
                                    .cloudWatch()
                                    .putCompositeAlarm(
                                            request ->
                                                    request.alarmName("site")
                                                            .alarmRule("ALARM(cpu)")
                                                            .actionsEnabled(false)
                                                            .alarmActions(fleet.topic()));
                        },
                        NOT_READY,
                        "cpu, site"),
                // moto forgets the suppressor: that the alarm is in no rule is what is left of it.
                alarm(
                        "F3 only suppresses a composite alarm, own",
                        fleet -> {
                            fleet.alarm("cpu", host(fleet));
                            fleet.clients()
                                    .cloudWatch()
                                    .putCompositeAlarm(
                                            request ->
                                                    request.alarmName("site")
                                                            .alarmRule("ALARM(x)")
                                                            .alarmActions(fleet.topic())
                                                            .actionsSuppressor("cpu")
                                                            .actionsSuppressorWaitPeriod(60)
                                                            .actionsSuppressorExtensionPeriod(60));
                        },
                        NOT_READY));
    }

    private static FleetCase told(String name, Status right, String service, String resource) {
        return alarm(
                name,
                fleet -> fleet.alarm("cpu", host(fleet), fleet.arn(service, resource)),
                right);
    }

    private static FleetCase composite(String name, Status right, String rule) {
        return alarm(
                name,
                fleet -> {
                    fleet.alarm("cpu", host(fleet));
                    fleet.composite("site", rule, fleet.topic());
                },
                right);
    }

    /** The one instance that is tagged is judged. */
    private static FleetCase alarm(
            String name, Consumer<CaseFleet> alarms, Status right, String... says) {
        return new FleetCase(
                name,
                fleet -> {
                    String judged = fleet.host();
                    fleet.tag(judged, "judged", "true");
                    alarms.accept(fleet);
                    return judged;
                },
                "alarm-covers-instance",
                right,
                says);
    }

    /** The instance of {@link #alarm}. */
    private static String host(CaseFleet fleet) {
        return fleet.ec2()
                .describeTags(request -> request.filters(CaseFleet.filter("key", "judged")))
                .tags()
                .getFirst()
                .resourceId();
    }

    /** F5, F11, F12 and F13. */
    private static List<FleetCase> storage() {
        return List.of(
                new FleetCase(
                        "F5 a group's member's root",
                        fleet -> {
                            fleet.template();
                            return fleet.aged(fleet.root(fleet.group("1")), 8);
                        },
                        "volume-recent-snapshot",
                        NOT_APPLICABLE,
                        "Auto Scaling group web"),
                new FleetCase(
                                "F5 a single instance's root, own",
                                fleet -> fleet.aged(fleet.root(fleet.host()), 8),
                                "volume-recent-snapshot",
                                NOT_READY)
                        .of(HIGH),
                new FleetCase(
                        "F5 a group's member's data, which stays, own",
                        fleet -> {
                            fleet.template();
                            String data = fleet.volume("gp3", 20);
                            fleet.attach(data, fleet.group("1"));
                            return fleet.aged(data, 8);
                        },
                        "volume-recent-snapshot",
                        NOT_READY),
                new FleetCase(
                        "F5 a single instance's root with a snapshot of yesterday, own",
                        fleet -> {
                            String root = fleet.aged(fleet.root(fleet.host()), 8);
                            fleet.aged(fleet.snapshot(root), 1);
                            return root;
                        },
                        "volume-recent-snapshot",
                        READY),
                // moto takes no deprecation; the local cloud keeps it in a tag, whatever it is.
                deprecated("F11 a time that is none", "next year", UNKNOWN),
                deprecated("F11 a day without a time, own", "2031-02-30T00:00:00.000Z", UNKNOWN),
                deprecated("F11 a time to come, own", "2099-01-01T00:00:00.000Z", READY),
                deprecated("F11 a time past, own", "2025-01-01T00:00:00.000Z", NOT_READY),
                new FleetCase(
                        "F12 an image in use was registered by hand",
                        fleet -> {
                            String snapshot = lastOfItsVolume(fleet);
                            fleet.hostOf(fleet.ownImage("by-hand", snapshot));
                            return snapshot;
                        },
                        "snapshot-volume-exists",
                        NOT_APPLICABLE,
                        "in use"),
                new FleetCase(
                                "F12 no image and no volume, own",
                                FleetCases::lastOfItsVolume,
                                "snapshot-volume-exists",
                                NOT_READY)
                        .of(LOW),
                new FleetCase(
                        "F12 an image of another snapshot, own",
                        fleet -> {
                            String snapshot = lastOfItsVolume(fleet);
                            fleet.hostOf(fleet.ownImage("other", lastOfItsVolume(fleet)));
                            return snapshot;
                        },
                        "snapshot-volume-exists",
                        NOT_READY),
                new FleetCase(
                        "F12 only a group's template names the image, own",
                        fleet -> {
                            String snapshot = lastOfItsVolume(fleet);
                            latest(fleet, fleet.ownImage("by-hand", snapshot));
                            return snapshot;
                        },
                        "snapshot-volume-exists",
                        NOT_APPLICABLE,
                        "in use"),
                new FleetCase(
                        "F13 magnetic",
                        fleet -> fleet.volume("standard", 100),
                        "gp3-not-gp2",
                        NOT_READY,
                        "previous generation"),
                new FleetCase(
                                "F13 gp2, own",
                                fleet -> fleet.volume("gp2", 500),
                                "gp3-not-gp2",
                                NOT_READY)
                        .of(MEDIUM),
                new FleetCase(
                        "F13 throughput HDD, own",
                        fleet -> fleet.volume("st1", 500),
                        "gp3-not-gp2",
                        NOT_APPLICABLE),
                new FleetCase(
                        "F13 cold HDD, own",
                        fleet -> fleet.volume("sc1", 500),
                        "gp3-not-gp2",
                        NOT_APPLICABLE));
    }

    private static FleetCase deprecated(String name, String time, Status right) {
        return new FleetCase(
                name,
                fleet -> {
                    String image = fleet.ownImage("ours");
                    fleet.tag(image, HiddenTags.DEPRECATED, time);
                    return fleet.hostOf(image);
                },
                "image-not-deprecated",
                right);
    }

    /** A snapshot whose volume was deleted. */
    private static String lastOfItsVolume(CaseFleet fleet) {
        String volume = fleet.volume("gp3", 10);
        String snapshot = fleet.snapshot(volume);
        fleet.ec2().deleteVolume(request -> request.volumeId(volume));
        return snapshot;
    }

    /** F6, F7 and F15. */
    private static List<FleetCase> ports() {
        return List.of(
                allPorts(
                        "F6 two halves in one group",
                        NOT_READY,
                        List.of(rule("tcp", 0, 32_767, WORLD), rule("tcp", 32_768, 65_535, WORLD))),
                allPorts("F6 all but the last", NOT_READY, List.of(rule("tcp", 0, 65_534, WORLD))),
                allPorts(
                        "F6 two halves in two groups",
                        NOT_READY,
                        List.of(rule("tcp", 0, 32_767, WORLD)),
                        List.of(rule("tcp", 32_768, 65_535, WORLD))),
                allPorts(
                        "F6 two halves, one over IPv6 alone, own",
                        NOT_READY,
                        List.of(rule("tcp", 1, 40_000, WORLD)),
                        List.of(rule("tcp", 40_001, 65_535, "::/0"))),
                allPorts(
                        "F6 thirds of UDP in two groups, own",
                        NOT_READY,
                        List.of(rule("udp", 1, 20_000, WORLD), rule("udp", 40_001, 65_535, WORLD)),
                        List.of(rule("udp", 20_001, 40_000, WORLD))),
                allPorts(
                        "F6 two halves, the upper from ranges that are the world together, own",
                        NOT_READY,
                        List.of(rule("tcp", 0, 32_767, WORLD)),
                        List.of(rule("tcp", 32_768, 65_535, blocks(49)))),
                allPorts(
                        "F6 half of TCP and the other half of UDP, own",
                        READY,
                        List.of(rule("tcp", 1, 32_767, WORLD), rule("udp", 32_768, 65_535, WORLD))),
                allPorts(
                        "F6 the upper half from the office, own",
                        READY,
                        List.of(
                                rule("tcp", 0, 32_767, WORLD),
                                rule("tcp", 32_768, 65_535, "203.0.113.0/24"))),
                allPorts(
                        "F6 every port within the VPC, own",
                        READY,
                        List.of(rule("tcp", 0, 65_535, "10.0.0.0/8", "fd00::/8"))),
                risk("F7 MySQL", 3306),
                risk("F7 PostgreSQL", 5432),
                risk("F7 Redis", 6379),
                risk("F7 Elasticsearch", 9200),
                risk("F7 MongoDB", 27_017),
                risk("F7 Memcached", 11_211),
                risk("F7 SMB", 445),
                risk("F7 Telnet", 23),
                risk("F7 FTP", 21),
                risk("F7 Docker", 2375),
                risk("F7 SQL Server, own", 1433),
                risk("F7 kubelet, own", 10_250),
                ports(
                        "F7 Memcached over UDP, own",
                        NOT_READY,
                        "high-risk-port-closed-to-world",
                        List.of(rule("udp", 11_211, 11_211, WORLD))),
                ports(
                        "F7 Cassandra within a range over IPv6, own",
                        NOT_READY,
                        "high-risk-port-closed-to-world",
                        List.of(rule("tcp", 9000, 9099, "::/0"))),
                ports(
                        "F7 the web and mail, own",
                        READY,
                        "high-risk-port-closed-to-world",
                        List.of(
                                tcp(443, WORLD, "::/0"),
                                tcp(80, WORLD),
                                tcp(25, WORLD),
                                rule("udp", 443, 443, WORLD))),
                ports(
                        "F7 a database from the VPC and the office, own",
                        READY,
                        "high-risk-port-closed-to-world",
                        List.of(tcp(5432, "172.16.0.0/12", "198.51.100.7/32"))),
                new FleetCase(
                        "F15 nothing uses the group",
                        fleet -> fleet.firewall("spare", tcp(22, WORLD)),
                        "unused-group-closed-to-world",
                        NOT_READY),
                new FleetCase(
                        "F15 an instance uses it, own",
                        fleet -> {
                            String used = fleet.firewall("used", tcp(22, WORLD));
                            fleet.hostIn(used);
                            return used;
                        },
                        "unused-group-closed-to-world",
                        NOT_APPLICABLE),
                new FleetCase(
                        "F15 the instance that used it is gone, own",
                        fleet -> {
                            String used = fleet.firewall("used", tcp(3389, "::/0"));
                            String host = fleet.hostIn(used);
                            fleet.ec2().terminateInstances(request -> request.instanceIds(host));
                            return used;
                        },
                        "unused-group-closed-to-world",
                        NOT_READY),
                new FleetCase(
                        "F15 open for the web alone, own",
                        fleet -> fleet.firewall("balancer", tcp(443, WORLD), tcp(80, WORLD)),
                        "unused-group-closed-to-world",
                        READY));
    }

    private static FleetCase risk(String name, int port) {
        return ports(name, NOT_READY, "high-risk-port-closed-to-world", List.of(tcp(port, WORLD)))
                .of(HIGH);
    }

    @SafeVarargs
    private static FleetCase allPorts(String name, Status right, List<IpPermission>... groups) {
        FleetCase made = ports(name, right, "all-ports-closed-to-world", groups);
        return right == NOT_READY ? made.of(CRITICAL) : made;
    }

    /** An instance with a security group for each list of rules. */
    @SafeVarargs
    private static FleetCase ports(
            String name, Status right, String check, List<IpPermission>... groups) {
        return new FleetCase(
                name,
                fleet -> {
                    String[] ids = new String[groups.length];
                    for (int i = 0; i < ids.length; i++) {
                        ids[i] = fleet.firewall("g" + i, groups[i].toArray(IpPermission[]::new));
                    }
                    return fleet.hostIn(ids);
                },
                check,
                right);
    }

    /** F8 and F9: who reaches SSH. */
    private static List<FleetCase> sources() {
        return List.of(
                list("F8 holds the world", NOT_READY, "IPv4", WORLD),
                // As com.amazonaws.us-east-1.ec2-instance-connect, which moto does not have.
                list("F8 EC2 Instance Connect", READY, "IPv4", "18.206.107.24/29"),
                list(
                        "F8 holds two halves of the world, own",
                        NOT_READY,
                        "IPv4",
                        "0.0.0.0/1",
                        "128.0.0.0/1"),
                list("F8 holds the world of IPv6, own", NOT_READY, "IPv6", "::/0"),
                list(
                        "F8 the VPC and the office, own",
                        READY,
                        "IPv4",
                        "10.0.0.0/8",
                        "203.0.113.0/28"),
                new FleetCase(
                        "F8 a list that is not there, own",
                        fleet ->
                                fleet.hostIn(
                                        fleet.firewall(
                                                "ssh", tcpFromList(22, "pl-0dead000000000000"))),
                        "admin-port-closed-to-world",
                        UNKNOWN),
                ssh("F9 49 ranges of a 256th", NOT_READY, blocks(49)),
                ssh("F9 a registry's block of IPv6", NOT_READY, "2a00::/12"),
                wide("F9 a range of a 256th", NOT_READY, "3.0.0.0/8"),
                ssh("F9 a range of a 256th", READY, "3.0.0.0/8"),
                ssh("F9 all of IPv6 that is given out, own", NOT_READY, "2000::/3"),
                ssh("F9 two neighbors of a 256th, own", NOT_READY, "54.0.0.0/8", "55.0.0.0/8"),
                ssh(
                        "F9 quarters of a registry's block, own",
                        NOT_READY,
                        "2600::/14",
                        "2604::/14",
                        "2608::/14",
                        "260c::/14"),
                ssh("F9 private ranges, own", READY, "10.0.0.0/8", "172.16.0.0/12", "fc00::/7"),
                wide("F9 a cloud's region, own", NOT_READY, "52.94.0.0/15"),
                wide("F9 a member's block of IPv6, own", READY, "2a02:8100::/29"),
                wide("F9 the offices, own", READY, "203.0.113.0/24", "198.51.100.0/24"),
                wide("F9 the VPN's shared range, own", READY, "100.64.0.0/10"));
    }

    private static FleetCase list(String name, Status right, String family, String... ranges) {
        return new FleetCase(
                name,
                fleet ->
                        fleet.hostIn(
                                fleet.firewall(
                                        "ssh", tcpFromList(22, fleet.prefixList(family, ranges)))),
                "admin-port-closed-to-world",
                right);
    }

    private static FleetCase ssh(String name, Status right, String... ranges) {
        return ports(name, right, "admin-port-closed-to-world", List.of(tcp(22, ranges)));
    }

    private static FleetCase wide(String name, Status right, String... ranges) {
        return ports(name, right, "source-range-narrow", List.of(tcp(22, ranges))).of(LOW);
    }

    /** F10. */
    private static List<FleetCase> addresses() {
        return List.of(
                address(
                        "F10 on the second interface",
                        NOT_READY,
                        (fleet, host) -> fleet.elasticAddress(fleet.secondInterface(host))),
                address(
                        "F10 IPv6",
                        NOT_READY,
                        (fleet, host) -> sixth(fleet, host, "2600:1f18:1:2::5")),
                address(
                        "F10 a private address of IPv6, own",
                        READY,
                        (fleet, host) -> sixth(fleet, host, "fd12:3456::5")),
                address("F10 none, own", READY, (fleet, host) -> fleet.secondInterface(host)),
                address(
                        "F10 on the second interface, and tagged as public, own",
                        READY,
                        (fleet, host) -> {
                            fleet.elasticAddress(fleet.secondInterface(host));
                            fleet.tag(host, "public", "true");
                        }));
    }

    private static void sixth(CaseFleet fleet, String host, String address) {
        String added = fleet.secondInterface(host);
        fleet.ec2()
                .assignIpv6Addresses(
                        request -> request.networkInterfaceId(added).ipv6Addresses(address));
    }

    private static FleetCase address(
            String name, Status right, BiConsumer<CaseFleet, String> more) {
        return new FleetCase(
                name,
                fleet -> {
                    String host = fleet.privateHost();
                    more.accept(fleet, host);
                    return host;
                },
                "public-address-expected",
                right);
    }

    /** F16: the flag is EC2's. */
    private static List<FleetCase> types() {
        return List.of(
                type("F16", "m6i.large", "generation-not-superseded", NOT_READY, "m7i").of(LOW),
                type("F16", "m6i.large", "current-generation", NOT_APPLICABLE),
                type("F16", "t2.micro", "current-generation", READY, "EC2's own flag"),
                type("F16 own", "m4.large", "current-generation", NOT_READY, "EC2's own flag")
                        .of(MEDIUM),
                type("F16 own", "m4.large", "generation-not-superseded", NOT_APPLICABLE),
                type("F16 own", "c3.large", "current-generation", NOT_READY),
                type("F16 own", "m7i.large", "generation-not-superseded", READY),
                type("F16 own", "m7i.large", "current-generation", READY));
    }

    private static FleetCase type(
            String name, String type, String check, Status right, String... says) {
        return new FleetCase(name + " " + type, fleet -> fleet.host(type), check, right, says);
    }
}
