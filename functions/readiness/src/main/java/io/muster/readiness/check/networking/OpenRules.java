package io.muster.readiness.check.networking;

import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fleet.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The rules of one instance's security groups that let too many in, each as a line for a person.
 * Sorted, because EC2 promises no order and an unchanged answer must read the same.
 *
 * @param world rules that let the world in
 * @param prefixLists rules that let a prefix list in, whose entries were not read
 * @param groups ids of the groups that {@code world} names
 * @param ports what is open by {@code world}, the port first
 */
record OpenRules(
        Set<String> world, Set<String> prefixLists, Set<String> groups, Set<String> ports) {

    /** The rules among the groups' that a predicate is about. */
    static OpenRules among(List<SecurityGroup> groups, Predicate<IngressRule> about) {
        OpenRules found =
                new OpenRules(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        for (SecurityGroup group : groups) {
            group.ingress().stream().filter(about).forEach(rule -> found.note(group, rule));
        }
        return found;
    }

    /**
     * Judges an instance by those of its groups' rules that a predicate is about.
     *
     * @param what the predicate as text, such as {@code TCP port 22}
     */
    static Verdict judge(
            Instance instance,
            Fleet fleet,
            Predicate<IngressRule> about,
            String expected,
            String what) {
        if (instance.network().securityGroupIds().isEmpty()) {
            return Verdict.unknown(expected, "EC2 reports no security group of the instance");
        }
        return Verdict.of(
                expected,
                fleet.securityGroupsOf(instance),
                groups -> among(groups, about).verdict(instance, fleet, expected, what));
    }

    private void note(SecurityGroup group, IngressRule rule) {
        String line = "%s (%s) lets %s in on %s";
        for (String range : rule.worldRanges()) {
            world.add(line.formatted(group.id(), group.name(), range, ports(rule)));
            groups.add(group.id());
            ports.add(
                    "%s open to %s in %s (%s)"
                            .formatted(ports(rule), range, group.id(), group.name()));
        }
        for (String prefixList : rule.prefixListIds()) {
            prefixLists.add(line.formatted(group.id(), group.name(), prefixList, ports(rule)));
        }
    }

    private Verdict verdict(Instance instance, Fleet fleet, String expected, String what) {
        if (!world.isEmpty()) {
            List<String> evidence = new ArrayList<>();
            evidence.add(reachability(instance, fleet));
            evidence.addAll(world);
            return Verdict.notReady(expected, first(ports))
                    .withLines(evidence)
                    .withRemedyValue("groups", String.join(",", groups));
        }
        if (!prefixLists.isEmpty()) {
            return Verdict.unknown(
                            expected,
                            "a prefix list is let in on %s, and its entries were not read"
                                    .formatted(what))
                    .withLines(List.copyOf(prefixLists));
        }
        return Verdict.ready(expected, "no security group lets the world in on " + what);
    }

    /** The first rule, which names group and port; all are in the evidence. */
    private static String first(Set<String> rules) {
        String first = rules.iterator().next();
        int more = rules.size() - 1;
        return more == 0
                ? first
                : "%s, and %d more %s".formatted(first, more, more == 1 ? "rule" : "rules");
    }

    /** An open rule harms at once where there is an address to knock at, and later where not. */
    static String reachability(Instance instance, Fleet fleet) {
        String own = instance.network().publicAddress();
        if (own != null) {
            return "public IPv4 address: " + own;
        }
        return "public IPv4 address: "
                + fleet.addressesOf(instance)
                        .map(OpenRules::firstOf)
                        .orElseGet(missing -> "none of its own; " + missing.detail());
    }

    private static String firstOf(List<Address> elastic) {
        return elastic.stream()
                .map(Address::publicAddress)
                .filter(Objects::nonNull)
                .sorted()
                .findFirst()
                .orElse("none, so that the rule waits for one, for IPv6 or for a load balancer");
    }

    private static String ports(IngressRule rule) {
        String protocol = protocol(rule.protocol());
        if (protocol.equals("all protocols") || rule.everyPort()) {
            return protocol + ", every port";
        }
        return Objects.equals(rule.fromPort(), rule.toPort())
                ? "%s %d".formatted(protocol, rule.fromPort())
                : "%s %d-%d".formatted(protocol, rule.fromPort(), rule.toPort());
    }

    private static String protocol(String protocol) {
        return switch (protocol) {
            case "-1" -> "all protocols";
            case "tcp", "6" -> "TCP";
            case "udp", "17" -> "UDP";
            default -> "protocol " + protocol;
        };
    }
}
