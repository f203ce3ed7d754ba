package io.muster.readiness.graviton;

import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.RealTypes;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How long the choice of targets takes for every type that AWS describes, in a zone that offers all
 * of them. A measurement and no test, left out of the build by its name. docs/performance.md says
 * how to run it.
 */
class TargetSpeed {

    private static final int ROUNDS = 300;
    private static final String ZONE = "us-east-1a";

    @Test
    void targets_of_every_type() {
        List<Long> nanos = new ArrayList<>();
        int chosen = 0;
        Fleet fleet = RealTypes.allOfferedIn(ZONE).fleet();
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpuNanos();
            // Anew in each round, because each keeps its answers.
            Targets targets =
                    Targets.of(
                                    new LikeForLike(90),
                                    fleet.facts().get(Source.INSTANCE_TYPES),
                                    fleet.facts().get(Source.OFFERINGS),
                                    Prices.bundled(Facts.SCOPE.region()))
                            .orElseGet(
                                    missing -> {
                                        throw new IllegalStateException(missing.detail().english());
                                    });
            for (InstanceType type : RealTypes.all()) {
                targets.choose(type, ZONE, Usage.WHOLE, PricedSystem.LINUX);
                chosen++;
            }
            nanos.add(cpuNanos() - start);
        }
        List<Long> warm = new ArrayList<>(nanos.subList(ROUNDS / 2, ROUNDS));
        Collections.sort(warm);
        System.out.printf(
                Locale.ROOT,
                "%d types: median %.1f ms, fastest %.1f ms, slowest %.1f ms of CPU, of the last %d of %d rounds%n",
                chosen / ROUNDS,
                warm.get(warm.size() / 2) / 1e6,
                warm.getFirst() / 1e6,
                warm.getLast() / 1e6,
                warm.size(),
                ROUNDS);
    }

    /** Of this thread, so that what else the machine does has no say. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
