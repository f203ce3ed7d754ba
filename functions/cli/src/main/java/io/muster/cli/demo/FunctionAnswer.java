package io.muster.cli.demo;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.cli.text.DisplayWidth;
import io.muster.cli.text.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What fleet-scan answered, a line per scope, for a reader instead of a program. */
final class FunctionAnswer {

    private FunctionAnswer() {}

    static List<String> lines(String answer) throws IOException {
        Object scopes = JSON.std.mapFrom(answer).get("scopes");
        if (!(scopes instanceof List<?> scanned)) {
            return List.of(Printable.line(answer));
        }
        return scanned.stream().map(scope -> Printable.line(line(scope))).toList();
    }

    private static String line(Object scope) {
        return scope instanceof Map<?, ?> counts
                ? "%s  %s instances, %s volumes; findings: %s opened, %s changed, %s reopened, %s resolved"
                        .formatted(
                                DisplayWidth.pad(String.valueOf(counts.get("region")), 14),
                                counts.get("instances"),
                                counts.get("volumes"),
                                counts.get("opened"),
                                counts.get("changed"),
                                counts.get("reopened"),
                                counts.get("resolved"))
                : String.valueOf(scope);
    }
}
