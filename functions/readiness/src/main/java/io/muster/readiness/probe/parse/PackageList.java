package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Packages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the probe lists from dpkg, rpm or apk: {@code count} and how many there are; then name,
 * version, architecture and vendor of those that hold machine code, {@code -} for what is not told.
 */
public final class PackageList {

    private static final int MOST = 2_000;

    /** The probe tells this many packages and no more. */
    private static final int TOLD = 900;

    private PackageList() {}

    /**
     * Reads the list.
     *
     * @param manager {@code dpkg}, {@code rpm} or {@code apk}
     */
    public static Fact<Packages> parse(String output, String manager) {
        Rows<Packages.Installed> rows = new Rows<>(manager, MOST, output);
        Long count = null;
        for (String line : rows.lines()) {
            List<String> fields = Field.tabbed(line, 4);
            if (fields.size() == 2 && fields.getFirst().equals("count")) {
                count = Numbers.count(fields.get(1));
            } else {
                rows.add(fields.size() == 4 ? installed(fields) : null);
            }
        }
        if (rows.items().size() >= TOLD) {
            rows.cut();
        }
        return count == null
                ? Unreadable.of(manager, output)
                : Fact.known(new Packages(manager, count, rows.listing()));
    }

    private static Packages.@Nullable Installed installed(List<String> fields) {
        String name = Field.orNull(fields.get(0));
        String architecture = Field.orNull(fields.get(2));
        return name == null || architecture == null
                ? null
                : new Packages.Installed(
                        name,
                        Field.orNull(fields.get(1)),
                        architecture,
                        Field.orNull(fields.get(3)));
    }
}
