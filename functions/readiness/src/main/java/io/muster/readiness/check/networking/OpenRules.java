package io.muster.readiness.check.networking;

import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.AddressRanges;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.PrefixList;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges an instance by those rules of its security groups that are open to the internet. */
final class OpenRules {

    /** So many of the ranges that are the internet together are evidence. */
    private static final int MAX_RANGES = 10;

    private OpenRules() {}

    /**
     * Judges an instance by its groups' rules, which are looked at once for all instances that have
     * the same groups.
     *
     * @param ports on which traffic depends
     * @param traffic what a rule opens, a message each; empty for a rule that the check is not
     *     about
     * @param closed what is said where no rule is open to the internet
     */
    static Verdict judge(
            Instance instance,
            Fleet fleet,
            List<Integer> ports,
            Function<IngressRule, List<Message>> traffic,
            Message expected,
            Message closed) {
        return judge(
                instance, fleet, ports, traffic, (groups, found) -> Set.of(), expected, closed);
    }

    /**
     * As the other, where several rules may open together what none of them opens alone.
     *
     * @param together says so, and names the groups by ID
     */
    static Verdict judge(
            Instance instance,
            Fleet fleet,
            List<Integer> ports,
            Function<IngressRule, List<Message>> traffic,
            BiFunction<List<SecurityGroup>, VerdictBuilder, Set<String>> together,
            Message expected,
            Message closed) {
        if (instance.network().securityGroupIds().isEmpty()) {
            return Verdict.unknown(expected, Message.of("networking.no-security-group"));
        }
        return Verdict.of(
                expected,
                fleet.securityGroupsOf(instance),
                groups -> {
                    Opened opened =
                            fleet.once(
                                    Opened.class,
                                    List.of(expected, ports, instance.network().securityGroupIds()),
                                    () -> Opened.by(groups, fleet, traffic, together));
                    if (!opened.found().anyNotReady()) {
                        return opened.found().verdict(expected, closed);
                    }
                    VerdictBuilder found = new VerdictBuilder(opened.found());
                    found.evidence(reachability(instance, fleet));
                    return found.verdict(expected, closed)
                            .withRemedyValue("groups", String.join(",", opened.groups()));
                });
    }

    /** What groups open, and which of them. */
    private record Opened(VerdictBuilder found, Set<String> groups) {

        static Opened by(
                List<SecurityGroup> groups,
                Fleet fleet,
                Function<IngressRule, List<Message>> traffic,
                BiFunction<List<SecurityGroup>, VerdictBuilder, Set<String>> together) {
            VerdictBuilder found = new VerdictBuilder();
            return new Opened(found, open(groups, fleet, traffic, together, found));
        }
    }

    /** As the other, for a group by itself. */
    static Verdict judge(
            SecurityGroup group,
            Fleet fleet,
            Function<IngressRule, List<Message>> traffic,
            BiFunction<List<SecurityGroup>, VerdictBuilder, Set<String>> together,
            Message expected,
            Message closed) {
        VerdictBuilder found = new VerdictBuilder();
        open(List.of(group), fleet, traffic, together, found);
        return found.verdict(expected, closed);
    }

    /** Says what groups open to the internet, and names those that do by ID. */
    private static Set<String> open(
            List<SecurityGroup> groups,
            Fleet fleet,
            Function<IngressRule, List<Message>> traffic,
            BiFunction<List<SecurityGroup>, VerdictBuilder, Set<String>> together,
            VerdictBuilder found) {
        Set<String> open = new TreeSet<>();
        Map<Message, Set<IngressRule>> parts = new LinkedHashMap<>();
        for (SecurityGroup group : groups) {
            for (IngressRule rule : group.ingress()) {
                for (Message what : traffic.apply(rule)) {
                    note(group, rule, what, fleet, found, open);
                    parts.computeIfAbsent(what, unused -> new LinkedHashSet<>()).add(rule);
                }
            }
        }
        parts.forEach((what, rules) -> notePartsOf(what, rules, groups, found, open));
        open.addAll(together.apply(groups, found));
        return open;
    }

    private static void note(
            SecurityGroup group,
            IngressRule rule,
            Message traffic,
            Fleet fleet,
            VerdictBuilder found,
            Set<String> open) {
        List<String> ranges = rule.worldRanges();
        if (!ranges.isEmpty()) {
            open.add(group.id());
            found.notReady(
                    Message.of("networking.open")
                            .with("traffic", traffic)
                            .with("ranges", String.join(", ", ranges.stream().sorted().toList()))
                            .with("group", group.id())
                            .with("name", group.name()));
        }
        entries(rule, AddressRanges::isInternet).forEach(found::evidence);
        unknownLists(group, rule, traffic, fleet, found);
    }

    /** Says to which prefix lists a rule opens something, where their entries are not known. */
    static void unknownLists(
            SecurityGroup group,
            IngressRule rule,
            Message traffic,
            Fleet fleet,
            VerdictBuilder found) {
        eachUnknownList(
                rule,
                fleet,
                (prefixList, missing) ->
                        found.unknown(
                                Message.of("networking.open-to-prefix-list")
                                        .with("traffic", traffic)
                                        .with("prefixList", prefixList)
                                        .with("group", group.id())
                                        .with("name", group.name())
                                        .with("reason", missing.detail()),
                                missing.cause()));
    }

    /** The admin ports that a rule opens, and the high-risk ports. */
    static List<Message> ports(IngressRule rule, List<Integer> adminPorts) {
        return Stream.of(
                        AdminPortClosedToWorld.traffic(rule, adminPorts),
                        HighRiskPortClosedToWorld.traffic(rule, Set.copyOf(adminPorts)))
                .flatMap(List::stream)
                .toList();
    }

    /** The first of many ranges. */
    static String some(Set<String> ranges) {
        String first = ranges.stream().sorted().limit(MAX_RANGES).collect(Collectors.joining(", "));
        return ranges.size() > MAX_RANGES ? first + ", ..." : first;
    }

    /** Which of a rule's prefix lists hold which of its ranges. */
    static List<Message> entries(IngressRule rule, Predicate<String> ranges) {
        return rule.prefixLists().stream()
                .flatMap(
                        list ->
                                list.ranges().stream()
                                        .filter(ranges)
                                        .map(
                                                range ->
                                                        Message.of("networking.prefix-list-entry")
                                                                .with("prefixList", list.id())
                                                                .with("range", range)))
                .toList();
    }

    /** Names a rule's prefix lists whose entries are not known, with the reason. */
    static void eachUnknownList(
            IngressRule rule, Fleet fleet, BiConsumer<String, Missing<PrefixList>> to) {
        for (String prefixList : rule.prefixListIds()) {
            if (fleet.prefixList(prefixList) instanceof Missing<PrefixList> missing) {
                to.accept(prefixList, missing);
            }
        }
    }

    /** Many ranges, none of which is the internet, may be it together. */
    private static void notePartsOf(
            Message traffic,
            Set<IngressRule> rules,
            List<SecurityGroup> groups,
            VerdictBuilder found,
            Set<String> open) {
        Set<String> ranges = new TreeSet<>();
        for (IngressRule rule : rules) {
            if (rule.worldRanges().isEmpty()) {
                ranges.addAll(rule.ranges());
            }
        }
        if (ranges.size() < 2 || !AddressRanges.areInternet(ranges)) {
            return;
        }
        Set<String> ids = new TreeSet<>();
        for (SecurityGroup group : groups) {
            if (group.ingress().stream().anyMatch(rules::contains)) {
                ids.add(group.id());
            }
        }
        open.addAll(ids);
        found.notReady(
                Message.of("networking.open-in-parts")
                        .with("traffic", traffic)
                        .with("count", ranges.size())
                        .with("groups", String.join(", ", ids)));
        ranges.stream()
                .limit(MAX_RANGES)
                .forEach(
                        range ->
                                found.evidence(
                                        Message.of("networking.range").with("range", range)));
    }

    /** An open rule is a risk at once where the instance has an address, and later where not. */
    static Message reachability(Instance instance, Fleet fleet) {
        Fact<List<Address>> elastic = fleet.addressesOf(instance);
        Set<String> all = new TreeSet<>(instance.network().publicAddresses());
        elastic.orElse(List.of()).stream()
                .map(Address::publicAddress)
                .filter(Objects::nonNull)
                .forEach(all::add);
        if (!all.isEmpty()) {
            return Message.of("networking.public-address").with("address", String.join(", ", all));
        }
        return elastic instanceof Missing<List<Address>> missing
                ? Message.of("networking.public-address-unknown").with("reason", missing.detail())
                : Message.of("networking.no-public-address");
    }
}
