package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.UnitRestarts;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Services that systemd started again, as the probe lists them from {@code systemctl show}: unit,
 * restarts ({@code -} where systemd does not count), state, result, exit status, {@code Restart=},
 * seconds since it became active, between tabs.
 */
public final class ServiceRestarts {

    private static final int MOST = 200;
    private static final int FIELDS = 7;

    /** States of a service that starts, or ends: it has not run since its last restart. */
    private static final Pattern BETWEEN = Pattern.compile("(?:condition|start|stop|final).*");

    private ServiceRestarts() {}

    public static Fact<Listing<UnitRestarts>> parse(String output) {
        return Rows.of("systemctl show", MOST, output, ServiceRestarts::row).orNone();
    }

    private static @Nullable UnitRestarts row(String line) {
        List<String> fields = Field.tabbed(line, FIELDS + 1);
        if (fields.size() != FIELDS || fields.getFirst().indexOf('.') < 1) {
            return null;
        }
        Long restarts = Numbers.count(fields.get(1));
        if (restarts == null && !fields.get(1).equals("-")) {
            return null;
        }
        String state = fields.get(2);
        boolean waiting = state.startsWith("auto-restart");
        return new UnitRestarts(
                Field.text(fields.getFirst()),
                restarts,
                waiting,
                waiting && !(fields.get(3).equals("success") && fields.get(4).equals("0")),
                fields.get(5).equals("always"),
                state.equals("running")
                        ? Numbers.count(fields.get(6))
                        : BETWEEN.matcher(state).matches() ? Long.valueOf(0) : null);
    }
}
