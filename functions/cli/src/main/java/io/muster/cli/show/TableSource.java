package io.muster.cli.show;

import io.muster.aws.store.FindingTable;
import io.muster.aws.store.OpenFinding;
import io.muster.aws.store.ScopeSummary;
import io.muster.cli.findings.TableFindings;
import io.muster.cli.output.Entry;
import io.muster.cli.output.Row;
import io.muster.cli.selection.KnownNames;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The findings of a table.
 *
 * @param problems gets a line for each item that cannot be read
 */
record TableSource(FindingTable table, TableFindings all, Consumer<String> problems)
        implements FindingSource {

    @Override
    public Message name() {
        return KnownNames.inTable(table.name());
    }

    @Override
    public List<Entry> byId(String id) {
        String[] parts = id.split("/", 5);
        if (parts.length < 5) {
            return List.of();
        }
        try {
            ResourceRef resource = new ResourceRef(ResourceType.ofLabel(parts[3]), parts[4], null);
            return entries(
                    table.findings(Scope.of(parts[1], parts[2]), List.of(resource)),
                    stored -> stored.finding().id().equals(id));
        } catch (IllegalArgumentException noFinding) {
            // It is the id of something else, which may have slashes too.
            return List.of();
        }
    }

    @Override
    public List<Entry> ofResource(String idOrName) {
        List<Entry> found = entries(table.ofResource(idOrName), stored -> true);
        if (!found.isEmpty()) {
            return found;
        }
        List<Entry> named = new ArrayList<>();
        for (ScopeSummary summary : all.summaries()) {
            for (InstanceReadiness instance : all.roster(summary.report().scope())) {
                if (idOrName.equals(instance.name())) {
                    named.addAll(entries(table.ofResource(instance.id()), stored -> true));
                }
            }
        }
        return named;
    }

    @Override
    public List<Row> ofCheck(Row like) {
        List<Row> rows = new ArrayList<>();
        if (like.status().open()) {
            table.openRows(like.rule().severity(), like.status(), all.summaries(), problems)
                    .forEachRemaining(
                            open -> {
                                if (open.rule().id().equals(like.check())) {
                                    rows.add(TableFindings.row(open));
                                }
                            });
        }
        return rows;
    }

    @Override
    public List<String> beginningWith(String id, int max) {
        List<String> ids = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            for (Status verdict : List.of(Status.NOT_READY, Status.UNKNOWN)) {
                Iterator<OpenFinding> rows =
                        table.openRows(severity, verdict, all.summaries(), problems);
                while (rows.hasNext() && ids.size() < max) {
                    String each = rows.next().id();
                    if (each.startsWith(id)) {
                        ids.add(each);
                    }
                }
            }
        }
        return ids;
    }

    @Override
    public Set<String> resources() {
        Set<String> known = new TreeSet<>();
        for (ScopeSummary summary : all.summaries()) {
            for (InstanceReadiness instance : all.roster(summary.report().scope())) {
                known.add(instance.id());
                if (instance.name() != null) {
                    known.add(instance.name());
                }
            }
        }
        return known;
    }

    private List<Entry> entries(Iterator<StoredFinding> findings, Predicate<StoredFinding> wanted) {
        List<Entry> entries = new ArrayList<>();
        findings.forEachRemaining(
                stored -> {
                    if (wanted.test(stored)) {
                        entries.add(all.entry(stored, true));
                    }
                });
        return entries;
    }
}
