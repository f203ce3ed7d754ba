package io.muster.cli.findings;

import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.cli.selection.KnownNames;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.readiness.fact.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Takes a scope out of a table, after a yes.
 *
 * @param confirmed whether the yes was given with the command
 */
record ScopeRetirement(Session session, FindingTable table, boolean confirmed) {

    /**
     * Takes it out.
     *
     * @param name as {@code 123456789012/eu-west-1}
     * @throws CommandFailure if there is no such scope, or no yes
     */
    int retire(String name, List<ScopeSummary> summaries) {
        List<String> known =
                summaries.stream().map(summary -> summary.report().scope().toString()).toList();
        ScopeSummary summary =
                summaries.stream()
                        .filter(each -> each.report().scope().toString().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        KnownNames.unknown(
                                                "scope", name, known, "in table " + table.name()));
        if (summary.left() == null) {
            session.err()
                    .println(
                            "muster: %s has not left the configuration: its next scan brings it back"
                                    .formatted(name));
        }
        Scope scope = summary.report().scope();
        if (!confirmed && !confirmed(scope)) {
            throw CommandFailure.usage(
                    "%s was not taken out: there was no yes".formatted(scope),
                    "Add --yes to take it out of table %s with all its findings."
                            .formatted(table.name()));
        }
        int removed = table.retire(scope);
        session.out()
                .println(
                        "%s is out of table %s: %,d items were removed"
                                .formatted(scope, table.name(), removed));
        session.out().flush();
        return ExitCode.OK;
    }

    private boolean confirmed(Scope scope) {
        if (!session.terminal().errors()) {
            return false;
        }
        session.err()
                .print(
                        "Take %s with all its findings out of table %s? [yes/no] "
                                .formatted(scope, table.name()));
        session.err().flush();
        try {
            String answer =
                    new BufferedReader(new InputStreamReader(session.in(), StandardCharsets.UTF_8))
                            .readLine();
            return Objects.requireNonNullElse(answer, "").strip().equalsIgnoreCase("yes");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
