package io.muster.readiness.check.costoptimization;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin.Log;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Programs of another architecture whose start was attempted, as the logs in CloudWatch tell: proof
 * that a mixed fleet gets the wrong builds, whichever way it moves.
 */
final class ShippedExecErrors {

    private static final String SIGNATURE = "exec-format-error";

    private ShippedExecErrors() {}

    /** One line for each group that tells of it; none where logs are not known. */
    static List<String> of(Instance instance, Fleet fleet, Thresholds thresholds) {
        return fleet
                .logs(thresholds.get(Setting.LOG_INSTANCE_PATTERN))
                .map(logs -> logs.of(instance))
                .orElse(List.of())
                .stream()
                .flatMap(log -> told(log).stream())
                .toList();
    }

    private static Optional<String> told(Log log) {
        List<SignatureCount> errors =
                log.faults().stream().filter(one -> one.signature().equals(SIGNATURE)).toList();
        String programs =
                errors.stream()
                        .flatMap(error -> error.details().stream())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s tells of programs of another architecture that were started: %s"
                                .formatted(
                                        log.group(),
                                        programs.isEmpty()
                                                ? "their names are not told"
                                                : programs));
    }
}
