package io.muster.console.page;

import org.jspecify.annotations.Nullable;

/**
 * The commands by which a reader sees what a page leaves out.
 *
 * @param table that the page was read from; null for a scan, which the commands make again
 */
public record Commands(@Nullable String table) {

    /** Lists the findings of a check. */
    public String findings(String check) {
        return table == null
                ? "./muster scan --check " + check
                : "./muster findings --check %s --table %s".formatted(check, Reader.line(table));
    }

    /** Lists the instances. */
    public String instances() {
        return table == null
                ? "./muster instances --scan"
                : "./muster instances --table " + Reader.line(table);
    }
}
