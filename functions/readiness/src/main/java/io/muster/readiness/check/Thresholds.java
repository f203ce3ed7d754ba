package io.muster.readiness.check;

import java.util.HashMap;
import java.util.Map;

/** The limits that checks judge by: the value of each {@link Setting}. */
public final class Thresholds {

    private final Map<Setting<?>, Object> values = new HashMap<>();

    private Thresholds(Map<String, String> environment) {
        for (Setting<?> setting : Setting.all()) {
            values.put(setting, setting.in(environment));
        }
    }

    public static Thresholds defaults() {
        return from(Map.of());
    }

    /**
     * Reads the settings from environment variables.
     *
     * @throws IllegalArgumentException naming the variable, its value and what it takes
     */
    public static Thresholds from(Map<String, String> environment) {
        return new Thresholds(environment);
    }

    /** The value of a setting. */
    @SuppressWarnings({"unchecked", "NullAway"}) // each setting's own T is there
    public <T> T get(Setting<T> setting) {
        return (T) values.get(setting);
    }
}
