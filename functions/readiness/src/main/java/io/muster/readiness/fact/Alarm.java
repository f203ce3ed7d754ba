package io.muster.readiness.fact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CloudWatch metric alarm.
 *
 * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
 * @param actions ARNs of what happens when it goes into ALARM; empty where its actions are disabled
 * @param dimensions of the metric it watches; of an expression, those that all its metrics share
 */
public record Alarm(
        String name, @Nullable String state, List<String> actions, Map<String, String> dimensions) {

    public Alarm {
        actions = List.copyOf(actions);
        dimensions = Map.copyOf(dimensions);
    }

    /**
     * What an action does, by the service of its ARN. The list of actions is that of the CloudWatch
     * User Guide, "Using Amazon CloudWatch alarms", 2026-11.
     */
    public enum Effect {
        /** Sends a message, or opens an item that people work on. */
        NOTIFIES,
        /** Scales a group, or stops, terminates, reboots or recovers an instance. */
        CHANGES,
        /** A service that this version does not know. */
        UNRECOGNISED;

        static Effect of(String arn) {
            String[] parts = arn.split(":", 6);
            return switch (parts.length < 3 ? "" : parts[2]) {
                case "sns", "lambda", "ssm", "ssm-incidents", "aiops" -> NOTIFIES;
                case "autoscaling", "automate", "swf" -> CHANGES;
                default -> UNRECOGNISED;
            };
        }
    }

    /** Whether an enabled action has an effect. */
    public boolean has(Effect effect) {
        return actions.stream().map(Effect::of).anyMatch(effect::equals);
    }
}
