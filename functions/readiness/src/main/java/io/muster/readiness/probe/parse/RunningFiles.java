package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.guest.RunningCode.Executable;
import io.muster.readiness.guest.RunningCode.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the probe lists of the files that processes run: {@code exe} or {@code lib}, ELF machine,
 * processes, a process, package, container, name. {@code kernel} and its machine stand first,
 * {@code owned-libraries} and their number stand among them.
 */
public final class RunningFiles {

    private static final int MOST = 1_000;

    /** The probe tells this many lines and no more. */
    private static final int TOLD = 400;

    private RunningFiles() {}

    public static Fact<RunningCode> parse(String output) {
        Rows<Executable> rows = new Rows<>("executables", MOST, output);
        Machine kernel = null;
        long owned = 0;
        int told = 0;
        for (String line : rows.lines()) {
            List<String> fields = Field.tabbed(line, 7);
            if (fields.getFirst().equals("kernel") && fields.size() == 2) {
                kernel = machine(fields.get(1));
                continue;
            }
            told++;
            if (fields.getFirst().equals("owned-libraries") && fields.size() == 2) {
                Long count = Numbers.count(fields.get(1));
                owned = count == null ? 0 : count;
            } else {
                rows.add(fields.size() == 7 ? executable(fields) : null);
            }
        }
        if (told >= TOLD) {
            rows.cut();
        }
        return kernel == null || told == 0
                ? Unreadable.of("executables", output)
                : Fact.known(new RunningCode(kernel, rows.listing(), owned));
    }

    /** {@code e_machine}; null for what is no number, which the ELF header never is. */
    static @Nullable Machine machine(String number) {
        Integer machine = Numbers.small(number);
        return machine == null ? null : Machine.ofElf(machine);
    }

    private static @Nullable Executable executable(List<String> fields) {
        Kind kind =
                switch (fields.get(0)) {
                    case "exe" -> Kind.PROGRAM;
                    case "lib" -> Kind.LIBRARY;
                    default -> null;
                };
        Machine machine = machine(fields.get(1));
        Integer processes = Numbers.small(fields.get(2));
        Integer pid = Numbers.small(fields.get(3));
        if (kind == null || machine == null || processes == null || pid == null) {
            return null;
        }
        return new Executable(
                kind,
                machine,
                processes,
                pid,
                Field.orNull(fields.get(4)),
                Field.orNull(fields.get(5)),
                Field.text(Field.unescaped(fields.get(6))));
    }
}
