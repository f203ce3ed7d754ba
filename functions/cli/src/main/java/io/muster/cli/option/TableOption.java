package io.muster.cli.option;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which table is read or written: named, or by MUSTER_TABLE, or Terraform's own default. */
public final class TableOption {

    private static final String DEFAULT_TABLE = "muster";

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "DynamoDB table of Muster. Default: MUSTER_TABLE, else muster.")
    private @Nullable String table;

    /** Whether the command line names it. */
    public boolean given() {
        return table != null;
    }

    /** Its name. */
    public String name(Map<String, String> environment) {
        return table != null ? table : usual(environment);
    }

    /** The name of a table that the command line does not name. */
    public static String usual(Map<String, String> environment) {
        return environment.getOrDefault("MUSTER_TABLE", DEFAULT_TABLE);
    }
}
