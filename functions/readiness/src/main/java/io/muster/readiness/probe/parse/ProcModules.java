package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.KernelModule;
import io.muster.readiness.guest.KernelModules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /proc/modules}: {@code name size users dependents state address}, and the module's taint
 * in brackets at the end where it has one. The probe adds {@code driver}, name and where it was
 * found, for the drivers of Nitro that the kernel has.
 */
public final class ProcModules {

    private static final int MOST = 1_000;
    private static final int MAX_DRIVERS = 16;

    private ProcModules() {}

    public static Fact<KernelModules> parse(String output) {
        Rows<KernelModule> rows = new Rows<>("/proc/modules", MOST);
        List<String> drivers = new ArrayList<>();
        for (String line : rows.lines(output)) {
            List<String> fields = Tabbed.fields(line, 3);
            if (fields.size() == 3 && fields.getFirst().equals("driver")) {
                if (drivers.size() < MAX_DRIVERS) {
                    drivers.add(Field.text(fields.get(1)));
                }
            } else if (!line.isBlank()) {
                rows.add(module(Field.words(line)));
            }
        }
        return rows.orNone(output).map(modules -> new KernelModules(modules, drivers));
    }

    private static @Nullable KernelModule module(List<String> words) {
        Long bytes = words.size() < 3 ? null : Numbers.count(words.get(1));
        if (bytes == null) {
            return null;
        }
        String last = words.getLast();
        boolean tainted = last.length() > 2 && last.startsWith("(") && last.endsWith(")");
        return new KernelModule(
                Field.text(words.getFirst()),
                bytes,
                tainted ? Field.text(last.substring(1, last.length() - 1)) : "");
    }
}
