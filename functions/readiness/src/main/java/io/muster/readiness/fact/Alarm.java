package io.muster.readiness.fact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CloudWatch alarm, on a metric or composite.
 *
 * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
 * @param actions ARNs of what happens when it goes into ALARM; empty where its actions are disabled
 * @param dimensions of the metric it watches; of an expression, those that all its metrics share;
 *     none of a composite alarm
 * @param rule of a composite alarm, null of one on a metric
 */
public record Alarm(
        String name,
        @Nullable String state,
        List<String> actions,
        Map<String, String> dimensions,
        @Nullable AlarmRule rule) {

    public Alarm {
        actions = List.copyOf(actions);
        dimensions = Map.copyOf(dimensions);
    }

    /** An alarm on a metric. */
    public Alarm(
            String name,
            @Nullable String state,
            List<String> actions,
            Map<String, String> dimensions) {
        this(name, state, actions, dimensions, null);
    }

    /** Whether it is known which alarms bring it into ALARM, where others do. */
    public boolean understood() {
        return rule == null || rule.understood();
    }

    /** The same alarm, of which it is not known whether those below bring it into ALARM. */
    public Alarm notUnderstood() {
        return rule == null || !rule.understood()
                ? this
                : new Alarm(
                        name, state, actions, dimensions, new AlarmRule(rule.raisedBy(), false));
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
