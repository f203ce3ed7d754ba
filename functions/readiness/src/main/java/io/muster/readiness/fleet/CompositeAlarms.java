package io.muster.readiness.fleet;

import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.AlarmRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The composite alarms of a scope, by the alarms that bring them into ALARM. The alarm that
 * suppresses a composite alarm's actions for a while is none of these.
 */
final class CompositeAlarms {

    private final Map<String, List<Alarm>> byChild = new HashMap<>();

    CompositeAlarms(List<Alarm> all) {
        for (Alarm alarm : all) {
            AlarmRule rule = alarm.rule();
            if (rule != null) {
                rule.raisedBy()
                        .forEach(
                                child ->
                                        byChild.computeIfAbsent(child, unused -> new ArrayList<>(1))
                                                .add(alarm));
            }
        }
    }

    /**
     * Alarms, and the composite alarms that go into ALARM with them, directly or through others;
     * those that may, as a rule was not understood, are not {@link Alarm#understood}.
     */
    List<Alarm> with(List<Alarm> alarms) {
        if (byChild.isEmpty()) {
            return alarms;
        }
        Map<String, Alarm> found = new LinkedHashMap<>();
        alarms.forEach(alarm -> found.put(alarm.name(), alarm));
        addAbove(found, false, alarm -> alarm);
        addAbove(found, true, Alarm::notUnderstood);
        return List.copyOf(found.values());
    }

    /** Composite alarms may name each other in a circle: each is looked at once. */
    private void addAbove(Map<String, Alarm> found, boolean anyRule, UnaryOperator<Alarm> as) {
        Deque<String> children = new ArrayDeque<>(found.keySet());
        while (!children.isEmpty()) {
            for (Alarm above : byChild.getOrDefault(children.remove(), List.of())) {
                if ((anyRule || above.understood())
                        && found.putIfAbsent(above.name(), as.apply(above)) == null) {
                    children.add(above.name());
                }
            }
        }
    }
}
