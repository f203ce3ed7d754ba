package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.GuestFacts.PendingReboot;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the probe found of updates that wait for a reboot: a mark that Debian's and SUSE's packages
 * leave, a kernel that would start next, and packages that rpm installed after the guest started,
 * among those of which {@code needs-restarting -r} says the same.
 *
 * <p>That no mark is there says something only where something is installed that would leave it.
 */
public final class RebootMarks {

    private static final int MAX_REASONS = 20;
    private static final int MAX_NAME_LENGTH = 128;

    private final SortedSet<String> reasons = new TreeSet<>();
    private final List<List<String>> installed = new ArrayList<>();
    private @Nullable String running;
    private @Nullable String next;
    private @Nullable Long booted;
    private boolean marked;
    private boolean kept;
    private boolean unreadable;

    private RebootMarks() {}

    public static Fact<PendingReboot> parse(String output) {
        return new RebootMarks().read(output);
    }

    private Fact<PendingReboot> read(String output) {
        Lines.of(output).all().forEach(line -> line(Field.tabbed(line, 3)));
        if (running == null) {
            return Unreadable.of("reboot-required", output);
        }
        if (next != null && !next.equals(running)) {
            reason("kernel " + next);
        }
        Long start = booted;
        if (start != null) {
            installed.forEach(fields -> installed(fields, start));
        }
        boolean pending = marked || !reasons.isEmpty();
        boolean known = kept || (start != null && !installed.isEmpty());
        boolean settled = pending || (known && !unreadable);
        return Fact.known(new PendingReboot(settled ? pending : null, reasons));
    }

    private void line(List<String> fields) {
        String value = fields.size() > 1 ? fields.get(1) : "";
        switch (fields.getFirst()) {
            case "running" -> running = value;
            case "mark" -> marked = true;
            case "keeper" -> kept = true;
            case "package" -> reason(value);
            case "next" -> next = value;
            case "booted" -> booted = Numbers.count(value);
            case "installed" -> installed.add(fields);
            default -> {
                // A later probe may tell more.
            }
        }
    }

    private void installed(List<String> fields, long start) {
        Long at = fields.size() < 3 ? null : Numbers.count(fields.get(1));
        if (at == null) {
            unreadable = true;
        } else if (at > start) {
            reason(fields.get(2));
        }
    }

    private void reason(String name) {
        if (!name.isBlank() && reasons.size() < MAX_REASONS) {
            reasons.add(Field.text(name.strip(), MAX_NAME_LENGTH));
        }
    }
}
