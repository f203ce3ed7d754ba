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
            description = "The DynamoDB table. Default: MUSTER_TABLE, else muster.")
    private @Nullable String table;

    /** Whether the command line names it. */
    public boolean given() {
        return table != null;
    }

    /** Its name. */
    public String name(Map<String, String> environment) {
        return table != null ? table : environment.getOrDefault("MUSTER_TABLE", DEFAULT_TABLE);
    }
}
