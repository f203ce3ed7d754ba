package io.muster.readiness.check.costoptimization;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin;
import io.muster.readiness.fleet.LogJoin.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Programs of another architecture whose start was attempted, as the logs in CloudWatch tell: proof
 * that a mixed fleet gets the wrong builds, whichever way it moves.
 */
final class ShippedExecErrors {

    private static final String SIGNATURE = "exec-format-error";

    private ShippedExecErrors() {}

    /** One line for each group that tells of it; none where logs are not known. */
    static List<String> of(Instance instance, Fleet fleet, Thresholds thresholds) {
        List<String> lines = new ArrayList<>();
        if (fleet.logs(thresholds.get(Setting.LOG_INSTANCE_PATTERN))
                instanceof Known<LogJoin> known) {
            for (Log log : known.value().of(instance)) {
                TreeSet<String> programs = new TreeSet<>();
                boolean any = false;
                for (SignatureCount fault : log.faults()) {
                    if (fault.signature().equals(SIGNATURE)) {
                        any = true;
                        programs.addAll(fault.details());
                    }
                }
                if (any) {
                    lines.add(
                            "%s tells of programs of another architecture that were started: %s"
                                    .formatted(
                                            log.group(),
                                            programs.isEmpty()
                                                    ? "their names are not told"
                                                    : String.join(", ", programs)));
                }
            }
        }
        return lines;
    }
}
