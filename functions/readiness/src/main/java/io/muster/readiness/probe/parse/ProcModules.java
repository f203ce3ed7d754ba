package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.KernelModule;
import io.muster.readiness.guest.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /proc/modules}: {@code name size users dependents state address}, and the module's taint
 * in brackets at the end where it has one. The probe adds {@code driver}, name and where it was
 * found, for the drivers of Nitro that the kernel has.
 */
public final class ProcModules {

    private static final int MOST = 1_000;

    private ProcModules() {}

    public static Fact<Listing<KernelModule>> parse(String output) {
        Rows<KernelModule> rows = new Rows<>("/proc/modules", MOST, output);
        for (String line : rows.lines()) {
            if (!line.startsWith("driver\t")) {
                rows.add(module(Field.words(line)));
            }
        }
        return rows.orNone();
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
