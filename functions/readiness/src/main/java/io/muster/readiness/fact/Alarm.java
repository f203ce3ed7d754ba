package io.muster.readiness.fact;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CloudWatch metric alarm.
 *
 * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
 * @param notifies whether it has an alarm action and its actions are enabled
 * @param dimensions of the metric it watches; of an expression, those that all its metrics share
 */
public record Alarm(
        String name, @Nullable String state, boolean notifies, Map<String, String> dimensions) {

    public Alarm {
        dimensions = Map.copyOf(dimensions);
    }
}
