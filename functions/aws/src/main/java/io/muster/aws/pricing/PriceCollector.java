package io.muster.aws.pricing;

import io.muster.aws.client.AwsClients;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.graviton.PricedSystem;
import io.muster.readiness.graviton.Prices;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.regions.Region;

/**
 * Collects the prices by which targets for a scope's x86 instances are compared: of their types,
 * and of the arm64 types that the region offers, for the operating systems that they are billed
 * for.
 *
 * @param book which is asked for them
 */
public record PriceCollector(PriceBook book) {

    /** The sources that say which prices are needed. */
    public static final Set<Source<?>> AFTER =
            Set.of(Source.INSTANCES, Source.INSTANCE_TYPES, Source.OFFERINGS);

    /**
     * A collector of a scope's prices.
     *
     * @param clients with credentials for the scope's account
     */
    public static PriceCollector of(AwsClients clients, PriceCache cache) {
        return new PriceCollector(new PriceBook(new PriceList(clients), cache));
    }

    /** The facts with the prices, as far as they are needed; without an x86 instance none is. */
    public FleetFacts with(FleetFacts facts) {
        return facts.with(
                Source.PRICES,
                facts.get(Source.INSTANCES)
                        .zip(
                                facts.get(Source.INSTANCE_TYPES),
                                (instances, types) -> new Fleet(facts, x86(instances), types))
                        .flatMap(this::prices));
    }

    /** What is known of a scope by then. */
    private record Fleet(FleetFacts facts, List<Instance> x86, Map<String, InstanceType> types) {}

    private static List<Instance> x86(List<Instance> all) {
        return all.stream()
                .filter(instance -> !instance.state().gone())
                .filter(instance -> instance.operator() == null)
                .filter(instance -> instance.machine().architecture() != Architecture.ARM64)
                .toList();
    }

    /** AWS has no price list for some regions: that no price is known there is no failure. */
    private Fact<Prices> prices(Fleet fleet) {
        Region region = Region.of(fleet.facts().scope().region());
        Instant now = fleet.facts().observedAt();
        if (fleet.x86().isEmpty() || PriceList.endpointFor(region).isEmpty()) {
            return Fact.known(prices(region, Map.of(), now));
        }
        Map<PricedSystem, Map<String, BigDecimal>> hourly = new EnumMap<>(PricedSystem.class);
        Instant oldest = now;
        for (PricedSystem system : systems(fleet.x86())) {
            Fact<QuotedPrices> quoted = book.of(region, system.label(), types(fleet, system), now);
            if (quoted instanceof Known<QuotedPrices> known) {
                hourly.put(system, known.value().hourly());
                oldest =
                        known.value().askedAt().isBefore(oldest) ? known.value().askedAt() : oldest;
            } else if (system == PricedSystem.LINUX) {
                return quoted.map(unknown -> prices(region, Map.of(), now));
            }
        }
        return Fact.known(prices(region, hourly, oldest));
    }

    private static Prices prices(
            Region region, Map<PricedSystem, Map<String, BigDecimal>> hourly, Instant asOf) {
        return new Prices(
                region.id(),
                hourly,
                Prices.Source.PRICE_LIST,
                LocalDate.ofInstant(asOf, ZoneOffset.UTC));
    }

    /**
     * Linux, by which those are compared of which it is not known what they are billed for; Windows
     * has no target, and is not asked for.
     */
    private static Set<PricedSystem> systems(List<Instance> instances) {
        Set<PricedSystem> systems = new HashSet<>(Set.of(PricedSystem.LINUX));
        for (Instance instance : instances) {
            PricedSystem.ofUsageOperation(instance.machine().usageOperation())
                    .ifPresent(systems::add);
        }
        systems.remove(PricedSystem.WINDOWS);
        return systems;
    }

    private static Set<String> types(Fleet fleet, PricedSystem system) {
        Set<String> offered =
                fleet.facts().get(Source.OFFERINGS).map(Map::keySet).orElse(fleet.types().keySet());
        Set<String> types = new HashSet<>();
        for (InstanceType type : fleet.types().values()) {
            if (type.compute().architectures().contains(Architecture.ARM64)
                    && offered.contains(type.name())) {
                types.add(type.name());
            }
        }
        for (Instance instance : fleet.x86()) {
            PricedSystem billed =
                    PricedSystem.ofUsageOperation(instance.machine().usageOperation())
                            .orElse(PricedSystem.LINUX);
            if (system == PricedSystem.LINUX || billed == system) {
                types.add(instance.instanceType());
            }
        }
        return types;
    }
}
