package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.ForeignPrograms;
import io.muster.readiness.guest.ForeignPrograms.ForeignProgram;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import java.util.ArrayList;
import java.util.List;

/**
 * What the probe lists of the ELF files on the disk: {@code kernel} and its machine; {@code elf},
 * machine and name for each that is foreign; {@code scanned}, how many were looked at and how many
 * were foreign; {@code partial} where the search did not end.
 */
public final class ForeignElf {

    private static final int MOST = 500;
    private static final int MAX_PARTIAL = 50;

    private ForeignElf() {}

    public static Fact<ForeignPrograms> parse(String output) {
        Rows<ForeignProgram> rows = new Rows<>("elf-foreign", MOST, output);
        List<String> partial = new ArrayList<>();
        Machine kernel = null;
        Long scanned = null;
        long found = 0;
        for (String line : rows.lines()) {
            List<String> fields = Field.tabbed(line, 3);
            String second = fields.size() > 1 ? fields.get(1) : "";
            switch (fields.getFirst()) {
                case "kernel" -> kernel = RunningFiles.machine(second);
                case "elf" -> {
                    Machine machine = RunningFiles.machine(second);
                    rows.add(
                            machine == null || fields.size() < 3
                                    ? null
                                    : new ForeignProgram(Field.text(fields.get(2)), machine));
                }
                case "scanned" -> {
                    scanned = Numbers.count(second);
                    Long foreign = fields.size() < 3 ? null : Numbers.count(fields.get(2));
                    found = foreign == null ? 0 : foreign;
                }
                case "partial" -> {
                    rows.cut();
                    if (partial.size() < MAX_PARTIAL) {
                        partial.add(Field.text(second));
                    }
                }
                default -> rows.unreadable();
            }
        }
        if (kernel == null) {
            return Unreadable.of("elf-foreign", output);
        }
        if (scanned == null) {
            rows.cut();
        }
        return Fact.known(
                new ForeignPrograms(
                        kernel,
                        missing(rows.listing(), found),
                        scanned == null ? 0 : scanned,
                        partial));
    }

    /** The same list, with the ones that the probe counted and did not name as left out. */
    private static Listing<ForeignProgram> missing(Listing<ForeignProgram> named, long found) {
        long more = Math.max(named.leftOut(), found - named.size());
        return new Listing<>(
                named.items(),
                (int) Math.min(Integer.MAX_VALUE, more),
                named.unreadable(),
                named.cut());
    }
}
