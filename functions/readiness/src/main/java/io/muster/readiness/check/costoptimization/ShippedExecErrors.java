package io.muster.readiness.check.costoptimization;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin.Log;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Programs of another architecture that failed to start, by the logs in CloudWatch: proof that a
 * mixed fleet gets the wrong builds, whichever way it moves.
 */
final class ShippedExecErrors {

    private static final String SIGNATURE = "exec-format-error";

    private ShippedExecErrors() {}

    /** One line for each log group that has such an error; none where logs are not known. */
    static List<Message> of(Instance instance, Fleet fleet, Thresholds thresholds) {
        return fleet
                .logs(thresholds.get(Setting.LOG_INSTANCE_PATTERN))
                .map(logs -> logs.of(instance))
                .orElse(List.of())
                .stream()
                .flatMap(log -> in(log).stream())
                .toList();
    }

    private static Optional<Message> in(Log log) {
        List<SignatureCount> errors =
                log.faults().stream().filter(one -> one.signature().equals(SIGNATURE)).toList();
        String programs =
                errors.stream()
                        .flatMap(error -> error.details().stream())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                programs.isEmpty()
                        ? Message.of("graviton-target.exec-format-errors-unnamed")
                                .with("logGroup", log.group())
                        : Message.of("graviton-target.exec-format-errors")
                                .with("logGroup", log.group())
                                .with("programs", programs));
    }
}
