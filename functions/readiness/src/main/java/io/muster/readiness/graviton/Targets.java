package io.muster.readiness.graviton;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.graviton.Match.NearMiss;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The arm64 types of one region, ready to be asked for many instances.
 *
 * <p>What the rule says depends on the source's type and zone alone, of which even the largest
 * fleet has few; each pair is worked out once and kept for as long as this is.
 */
public final class Targets {

    /**
     * The newest first, then the smallest that suffices; by name where two are alike, so that the
     * same facts always give the same answer.
     */
    private static final Comparator<InstanceType> NEWEST_THEN_SMALLEST =
            Comparator.comparingInt((InstanceType type) -> generation(type.family()))
                    .reversed()
                    .thenComparing(
                            type -> type.compute().vcpus(),
                            Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(
                            type -> type.compute().memoryMib(),
                            Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(InstanceType::name);

    private final LikeForLike rule;
    private final List<InstanceType> candidates;
    private final Map<String, Set<String>> offerings;
    private final Set<String> zones;
    private final Map<Question, Match> answered = new ConcurrentHashMap<>();

    private Targets(
            LikeForLike rule, List<InstanceType> candidates, Map<String, Set<String>> offerings) {
        this.rule = rule;
        this.candidates = candidates;
        this.offerings = offerings;
        this.zones =
                offerings.values().stream()
                        .flatMap(Set::stream)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The targets among a region's types.
     *
     * @param types every type in use and every current arm64 type, by name
     * @param offerings type name to the zones that offer it
     * @return missing unless both are known and hold at least one candidate
     */
    public static Fact<Targets> of(
            LikeForLike rule,
            Fact<Map<String, InstanceType>> types,
            Fact<Map<String, Set<String>>> offerings) {
        return types.flatMap(
                known -> {
                    List<InstanceType> candidates =
                            known.values().stream()
                                    .filter(LikeForLike::candidate)
                                    .sorted(NEWEST_THEN_SMALLEST)
                                    .toList();
                    return candidates.isEmpty()
                            ? Fact.missing(Why.NOT_REPORTED, Message.of("facts.no-arm64-type"))
                            : offerings.map(zones -> new Targets(rule, candidates, zones));
                });
    }

    /**
     * What can take over from a source in a zone; missing where EC2 lists no type at all for the
     * zone, or gives no size for the source.
     */
    public Fact<Match> match(InstanceType source, String zone) {
        if (source.compute().vcpus() == null || source.compute().memoryMib() == null) {
            return Fact.missing(
                    Why.NOT_REPORTED,
                    Message.of("facts.type-size-not-reported").with("type", source.name()));
        }
        if (!zones.contains(zone)) {
            return Fact.missing(
                    Why.NOT_REPORTED, Message.of("facts.no-type-offered").with("zone", zone));
        }
        return Fact.known(
                answered.computeIfAbsent(
                        new Question(source.name(), zone), unused -> answer(source, zone)));
    }

    private Match answer(InstanceType source, String zone) {
        List<InstanceType> fulfil = new ArrayList<>();
        NearMiss nearest = null;
        for (InstanceType candidate : candidates) {
            if (!LikeForLike.sameKind(source, candidate)
                    || !offerings.getOrDefault(candidate.name(), Set.of()).contains(zone)) {
                continue;
            }
            List<Shortfall> shortfalls = rule.shortfalls(source, candidate);
            if (shortfalls.isEmpty()) {
                fulfil.add(candidate);
            } else {
                NearMiss miss = new NearMiss(candidate, shortfalls);
                nearest = nearest == null || miss.distance() < nearest.distance() ? miss : nearest;
            }
        }
        return new Match(fulfil, fulfil.isEmpty() ? nearest : null);
    }

    /** The number in a family's name, such as 7 in {@code m7g}; 0 for none. */
    static int generation(String family) {
        int number = 0;
        boolean inNumber = false;
        for (int i = 0; i < family.length(); i++) {
            char c = family.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (inNumber && !digit) {
                break;
            }
            if (digit) {
                inNumber = true;
                number = Math.min(number * 10 + (c - '0'), 1_000);
            }
        }
        return number;
    }

    private record Question(String sourceType, String zone) {}
}
