package io.muster.readiness.graviton;

import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.InstanceBuilder.instance;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.RealTypes;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How long the verdicts on ten thousand x86 instances take, of every type that AWS describes, each
 * with a guest. A measurement and no test, left out of the build by its name. docs/performance.md
 * says how to run it.
 */
class VerdictSpeed {

    private static final int INSTANCES = 10_000;
    private static final int ROUNDS = 30;
    private static final String ZONE = "us-east-1a";
    private static final LikeForLike RULE = new LikeForLike(90);

    @Test
    void verdicts_on_ten_thousand_instances() {
        List<String> types =
                RealTypes.all().stream()
                        .filter(
                                type ->
                                        type.compute()
                                                .architectures()
                                                .contains(Architecture.X86_64))
                        .map(InstanceType::name)
                        .toList();
        Facts facts = RealTypes.allOfferedIn(ZONE);
        List<Instance> fleet = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            Instance instance =
                    instance("i-%017x".formatted(i))
                            .type(types.get(i % types.size()), Architecture.X86_64)
                            .build();
            fleet.add(instance);
            facts.with(instance, guest(instance.id()).x86().build());
        }
        List<Long> nanos = new ArrayList<>();
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (int round = 0; round < ROUNDS; round++) {
            counts.clear();
            // Anew in each round, because each keeps what it worked out.
            Fleet joined = facts.fleet();
            long start = cpuNanos();
            for (Instance instance : fleet) {
                counts.merge(
                        joined.gravitonOf(instance, RULE, Duration.ofDays(1)).outcome(),
                        1,
                        Integer::sum);
            }
            nanos.add(cpuNanos() - start);
        }
        long first = nanos.getFirst();
        Collections.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%d instances of %d types: median %.0f ms, the first round %.0f ms of CPU, of %d rounds: %s%n",
                INSTANCES,
                types.size(),
                nanos.get(nanos.size() / 2) / 1e6,
                first / 1e6,
                ROUNDS,
                counts);
    }

    /** Of this thread, so that what else the machine does has no say. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
