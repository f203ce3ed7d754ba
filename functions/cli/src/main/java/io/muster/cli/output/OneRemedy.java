package io.muster.cli.output;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks whose findings one remedy puts right: they are told together. */
final class OneRemedy {

    /** Each pair under its first check, whose title and remedy are shown. */
    private static final List<List<String>> TOGETHER =
            List.of(
                    List.of("gp3-not-gp2", "gp2-burst"),
                    List.of("graviton-target", "current-generation"),
                    List.of("image-age", "image-not-deprecated"));

    private static final Map<String, String> FIRST = first();

    private OneRemedy() {}

    /** The check under which a check's findings are told: itself, for most. */
    static String of(String check) {
        return FIRST.getOrDefault(check, check);
    }

    /** Whether a check's findings are told with another's. */
    static boolean shared(String check) {
        return FIRST.containsKey(check);
    }

    private static Map<String, String> first() {
        Map<String, String> first = new HashMap<>();
        TOGETHER.forEach(checks -> checks.forEach(check -> first.put(check, checks.get(0))));
        return Map.copyOf(first);
    }
}
