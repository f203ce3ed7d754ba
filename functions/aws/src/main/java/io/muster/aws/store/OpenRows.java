package io.muster.aws.store;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.StoredFinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Open findings of a severity and a verdict as rows of a screen.
 *
 * <p>The index {@code open-by-verdict} has all of them from when its table was made, or from when
 * each of its scopes was scanned by a Muster that fills it. Until then the rows of the other scopes
 * are read from their partitions. Where there is no such index yet, or it is still being filled,
 * all rows come from the older index {@code open-by-severity}.
 */
final class OpenRows {

    private final FindingTable table;
    private final Consumer<String> unreadable;

    /**
     * @param unreadable gets a message for each item that cannot be read and is left out
     */
    OpenRows(FindingTable table, Consumer<String> unreadable) {
        this.table = table;
        this.unreadable = unreadable;
    }

    /**
     * The rows, in the order that is asked for.
     *
     * @param summaries of all scopes
     */
    Iterator<OpenFinding> of(OpenSelection asked, Collection<ScopeSummary> summaries) {
        Comparator<OpenFinding> order =
                asked.newestFirst()
                        ? OpenFinding.OLDEST_FIRST.reversed()
                        : OpenFinding.OLDEST_FIRST;
        Set<Scope> unfilled =
                summaries.stream()
                        .filter(summary -> !summary.writer().fillsVerdictIndex())
                        .map(summary -> summary.report().scope())
                        .collect(Collectors.toSet());
        List<Iterator<OpenFinding>> runs = new ArrayList<>();
        try {
            for (int shard = 0; shard < Keys.VERDICT_SHARDS; shard++) {
                Iterator<Map<String, AttributeValue>> items = table.openIndex(asked, shard);
                // Asked for its first page here, where an index that cannot be read yet is met.
                if (items.hasNext()) {
                    runs.add(rows(items, asked, unfilled));
                }
            }
        } catch (StoreException.IndexNotReady notYet) {
            return sorted(stored(table.openItems(asked.severity())), asked, order);
        }
        for (Scope scope : unfilled) {
            runs.add(sorted(stored(table.findingItems(scope)), asked, order));
        }
        return new MergedItems<>(runs, order);
    }

    private Iterator<OpenFinding> rows(
            Iterator<Map<String, AttributeValue>> items, OpenSelection asked, Set<Scope> unfilled) {
        return QueryItems.stream(items)
                .flatMap(item -> Stream.ofNullable(row(item, asked.severity(), asked.verdict())))
                .filter(row -> !unfilled.contains(row.scope()))
                .iterator();
    }

    private @Nullable OpenFinding row(
            Map<String, AttributeValue> item, Severity severity, Status verdict) {
        try {
            return OpenFindingItem.read(table.name(), item, severity, verdict);
        } catch (StoreException.CorruptItem corrupt) {
            unreadable.accept(String.valueOf(corrupt.getMessage()));
            return null;
        }
    }

    private Stream<StoredFinding> stored(Stream<Map<String, AttributeValue>> items) {
        return items.mapMulti(
                (item, to) -> {
                    try {
                        to.accept(FindingItem.read(table.name(), item));
                    } catch (StoreException.CorruptItem corrupt) {
                        unreadable.accept(String.valueOf(corrupt.getMessage()));
                    }
                });
    }

    private static Iterator<OpenFinding> sorted(
            Stream<StoredFinding> findings, OpenSelection asked, Comparator<OpenFinding> order) {
        return findings.filter(StoredFinding::open)
                .map(OpenFinding::of)
                .filter(asked::selects)
                .sorted(order)
                .iterator();
    }
}
