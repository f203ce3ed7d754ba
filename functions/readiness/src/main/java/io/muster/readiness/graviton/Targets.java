package io.muster.readiness.graviton;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.graviton.TargetChoice.Refusal;
import io.muster.readiness.graviton.TargetChoice.Target;
import io.muster.readiness.graviton.TargetChoice.TradeOff;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arm64 types of one region, ready to be asked for many instances.
 *
 * <p>The answer depends on the source's type, zone and use, of which even the largest fleet has
 * few; each is worked out once and kept for as long as this is.
 */
public final class Targets {

    private static final int MAX_REFUSALS = 3;

    /** Without prices, a smaller type is taken for a cheaper one. */
    private static final Comparator<Candidate> CHEAPEST =
            Comparator.comparing(
                            (Candidate candidate) -> candidate.price,
                            Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparingDouble(candidate -> candidate.price == null ? candidate.size : 0);

    private static final Comparator<Candidate> NEWEST =
            Comparator.comparingInt((Candidate candidate) -> candidate.generation).reversed();

    private static final Comparator<Candidate> BY_NAME =
            Comparator.comparing(candidate -> candidate.type.name());

    private static final Comparator<Candidate> CHEAPEST_THEN_NEWEST =
            CHEAPEST.thenComparing(NEWEST).thenComparing(BY_NAME);

    private static final Comparator<Candidate> NEWEST_THEN_CHEAPEST =
            NEWEST.thenComparing(CHEAPEST).thenComparing(BY_NAME);

    private static final Comparator<Refused> NEAREST =
            Comparator.comparingDouble((Refused refused) -> refused.missing)
                    .thenComparing(refused -> refused.candidate, CHEAPEST_THEN_NEWEST);

    private final LikeForLike rule;
    private final List<InstanceType> candidates;
    private final Map<String, Set<String>> offerings;
    private final @Nullable Prices prices;
    private final Set<String> zones;
    private final Map<PricedSystem, Map<Kind, List<Candidate>>> priced =
            new EnumMap<>(PricedSystem.class);
    private final Map<Question, TargetChoice> answered = new ConcurrentHashMap<>();

    private Targets(
            LikeForLike rule,
            List<InstanceType> candidates,
            Map<String, Set<String>> offerings,
            @Nullable Prices prices) {
        this.rule = rule;
        this.candidates = candidates;
        this.offerings = offerings;
        this.prices = prices;
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
     * @param prices of the region; without them no difference is known
     * @return missing unless both are known and hold at least one candidate
     */
    public static Fact<Targets> of(
            LikeForLike rule,
            Fact<Map<String, InstanceType>> types,
            Fact<Map<String, Set<String>>> offerings,
            Optional<Prices> prices) {
        return types.flatMap(
                known -> {
                    List<InstanceType> candidates =
                            known.values().stream().filter(LikeForLike::candidate).toList();
                    return candidates.isEmpty()
                            ? Fact.missing(Why.NOT_REPORTED, Message.of("facts.no-arm64-type"))
                            : offerings.map(
                                    zones ->
                                            new Targets(
                                                    rule, candidates, zones, prices.orElse(null)));
                });
    }

    /** A type that may be a target, with what the choice looks at. */
    private static final class Candidate {

        private final InstanceType type;
        private final double[] given;
        private final int generation;
        private final double size;
        private final @Nullable BigDecimal price;

        private Candidate(InstanceType type, Optional<BigDecimal> price) {
            this.type = type;
            this.given = Needs.given(type);
            this.generation = Processors.of(type.family()).generation();
            this.price = price.orElse(null);
            Integer vcpus = type.compute().vcpus();
            Long memory = type.compute().memoryMib();
            // A vCPU costs about as much as 8 GiB do.
            this.size = (vcpus == null ? 0 : vcpus) * 8_192.0 + (memory == null ? 0 : memory);
        }
    }

    /** A candidate that is not like for like, and how far off it is. */
    private record Refused(Candidate candidate, double missing) {}

    private record Question(String sourceType, String zone, Usage usage, PricedSystem system) {}

    /**
     * What can take over from a source in a zone; missing where EC2 lists no type at all for the
     * zone, or gives no size for the source.
     *
     * @param system whose prices are compared
     */
    public Fact<TargetChoice> choose(
            InstanceType source, String zone, Usage usage, PricedSystem system) {
        if (source.compute().vcpus() == null || source.compute().memoryMib() == null) {
            return Fact.missing(
                    Why.NOT_REPORTED,
                    Message.of("facts.type-size-not-reported").with("type", source.name()));
        }
        if (!zones.contains(zone)) {
            return Fact.missing(
                    Why.NOT_REPORTED, Message.of("facts.no-type-offered").with("zone", zone));
        }
        Question question = new Question(source.name(), zone, usage, system);
        return Fact.known(
                answered.computeIfAbsent(
                        question, unused -> new Search(source, question).choice()));
    }

    /** What a target has in common with the source, whatever its size. */
    private record Kind(boolean burstable, boolean bareMetal) {

        static Kind of(InstanceType type) {
            return new Kind(type.compute().burstable(), type.compute().bareMetal());
        }
    }

    /** The candidates of a kind with the prices of a system, the cheapest first. */
    private synchronized List<Candidate> candidates(PricedSystem system, Kind kind) {
        return priced.computeIfAbsent(system, this::byKind).getOrDefault(kind, List.of());
    }

    private Map<Kind, List<Candidate>> byKind(PricedSystem system) {
        return candidates.stream()
                .map(type -> new Candidate(type, price(system, type)))
                .sorted(CHEAPEST_THEN_NEWEST)
                .collect(Collectors.groupingBy(candidate -> Kind.of(candidate.type)));
    }

    private Optional<BigDecimal> price(PricedSystem system, InstanceType type) {
        return prices == null ? Optional.empty() : prices.hourly(system, type.name());
    }

    /** One pass over the candidates, the cheapest first. */
    private final class Search {

        private final InstanceType source;
        private final Question question;
        private final Needs needs;
        private final @Nullable BigDecimal sourcePrice;
        private final List<Refused> refused = new ArrayList<>();
        private final List<Candidate> elsewhere = new ArrayList<>();
        private @Nullable Candidate cheapest;
        private @Nullable Candidate newest;
        private int count;
        private int unpriced;

        private Search(InstanceType source, Question question) {
            this.source = source;
            this.question = question;
            this.needs = rule.needs(source, question.usage());
            this.sourcePrice = price(question.system(), source).orElse(null);
        }

        private TargetChoice choice() {
            List<Candidate> ofKind = candidates(question.system(), Kind.of(source));
            for (Candidate candidate : ofKind) {
                see(candidate);
            }
            return new TargetChoice(
                    source,
                    cheapest == null ? null : target(cheapest),
                    newest == null ? null : target(newest),
                    tradeOff(),
                    count,
                    unpriced,
                    refusals(),
                    newest == null ? nearest(ofKind) : null);
        }

        private void see(Candidate candidate) {
            if (!needs.roomy(candidate.given)) {
                return;
            }
            boolean met = needs.met(candidate.given);
            if (!offered(candidate)) {
                if (met) {
                    elsewhere.add(candidate);
                }
                return;
            }
            if (met && question.usage().fits(candidate.type)) {
                count++;
                unpriced += candidate.price == null ? 1 : 0;
                cheapest = cheapest == null && candidate.price != null ? candidate : cheapest;
                newest =
                        newest == null || NEWEST_THEN_CHEAPEST.compare(candidate, newest) < 0
                                ? candidate
                                : newest;
            } else {
                refused.add(new Refused(candidate, needs.distance(candidate.given)));
            }
        }

        private boolean offered(Candidate candidate) {
            Set<String> in = offerings.get(candidate.type.name());
            return in != null && in.contains(question.zone());
        }

        private Target target(Candidate candidate) {
            BigDecimal delta =
                    sourcePrice == null || candidate.price == null
                            ? null
                            : Prices.monthly(candidate.price.subtract(sourcePrice));
            return new Target(candidate.type, delta);
        }

        private @Nullable TradeOff tradeOff() {
            return refused.stream()
                    .filter(miss -> question.usage().fits(miss.candidate.type))
                    .filter(miss -> cheaper(miss.candidate, sourcePrice))
                    .filter(miss -> cheapest == null || cheaper(miss.candidate, cheapest.price))
                    .min(NEAREST)
                    .map(
                            miss ->
                                    new TradeOff(
                                            target(miss.candidate),
                                            needs.shortfalls(miss.candidate.given)))
                    .orElse(null);
        }

        private static boolean cheaper(Candidate candidate, @Nullable BigDecimal than) {
            return candidate.price != null && than != null && candidate.price.compareTo(than) < 0;
        }

        /**
         * The types that look better than those that were chosen, with the reasons against them.
         */
        private List<Refusal> refusals() {
            List<Refused> better = new ArrayList<>();
            refused.stream().filter(miss -> looksBetter(miss.candidate)).forEach(better::add);
            elsewhere.stream()
                    .filter(this::looksBetter)
                    .forEach(candidate -> better.add(new Refused(candidate, 0)));
            return better.stream().sorted(NEAREST).limit(MAX_REFUSALS).map(this::refusal).toList();
        }

        private boolean looksBetter(Candidate candidate) {
            boolean saves =
                    cheapest == null
                            ? cheaper(candidate, sourcePrice)
                            : cheaper(candidate, cheapest.price);
            return saves || (newest != null && candidate.generation > newest.generation);
        }

        private Refusal refusal(Refused miss) {
            Message obstacle = null;
            if (!offered(miss.candidate)) {
                obstacle = Message.of("graviton-target.not-offered").with("zone", question.zone());
            } else if (!question.usage().fits(miss.candidate.type)) {
                obstacle =
                        Message.of("graviton-target.too-few-attachments")
                                .with("interfaces", question.usage().networkInterfaces())
                                .with("volumes", question.usage().volumes());
            }
            return new Refusal(
                    miss.candidate.type,
                    needs.shortfalls(miss.candidate.given),
                    obstacle,
                    miss.missing);
        }

        private @Nullable Refusal nearest(List<Candidate> ofKind) {
            return ofKind.stream()
                    .filter(this::offered)
                    .map(candidate -> new Refused(candidate, needs.distance(candidate.given)))
                    .min(NEAREST)
                    .map(this::refusal)
                    .orElse(null);
        }
    }
}
