package io.muster.cli.findings;

import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.cli.selection.KnownNames;
import io.muster.cli.selection.KnownNames.Kind;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.text.Message;
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
                                                Kind.SCOPE,
                                                name,
                                                known,
                                                KnownNames.inTable(table.name())));
        if (summary.left() == null) {
            session.tell(Message.of("screen.scope-configured").with("scope", name));
        }
        Scope scope = summary.report().scope();
        if (!confirmed && !confirmed(scope)) {
            throw CommandFailure.usage(
                    Message.of("screen.scope-kept").with("scope", scope.toString()),
                    Message.of("screen.scope-kept-next").with("table", table.name()));
        }
        int removed = table.retire(scope);
        session.out()
                .println(
                        session.text(
                                Message.of("screen.scope-removed")
                                        .with("scope", scope.toString())
                                        .with("table", table.name())
                                        .with("items", removed)));
        session.out().flush();
        return ExitCode.OK;
    }

    private boolean confirmed(Scope scope) {
        if (!session.terminal().errors()) {
            return false;
        }
        Message question =
                Message.of("screen.scope-remove")
                        .with("scope", scope.toString())
                        .with("table", table.name());
        session.err().print(session.text(question) + " ");
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
