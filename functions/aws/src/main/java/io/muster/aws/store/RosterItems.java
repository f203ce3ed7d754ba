package io.muster.aws.store;

import io.muster.aws.client.Backoff;
import io.muster.aws.store.RosterText.Packed;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.text.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The instances of a scope in short, as few items: compressed, and cut where an item of DynamoDB
 * would be too large. What of a longer roster is left behind has another digest and expires.
 *
 * <p>Each part says how many there are and of which roster it is one. A reader that meets parts of
 * two reads again: it was written meanwhile.
 */
final class RosterItems {

    /** An item of DynamoDB holds 400 KB, keys and names included. */
    static final int MAX_CHUNK_BYTES = 350_000;

    private static final int MAX_READS = 6;

    private static final String DIGEST = "digest";
    private static final String CHUNKS = "chunks";
    private static final String BYTES = "roster";

    private final TableCalls calls;
    private final Backoff backoff;
    private final TrustedTime trusted;
    private final int chunkBytes;

    RosterItems(TableCalls calls, Backoff backoff, TrustedTime trusted, int chunkBytes) {
        this.calls = calls;
        this.backoff = backoff;
        this.trusted = trusted;
        this.chunkBytes = chunkBytes;
    }

    /** Over how many items a roster is spread; none for one without instances. */
    int chunks(Packed packed) {
        return Math.ceilDiv(packed.bytes().asByteArrayUnsafe().length, chunkBytes);
    }

    /**
     * Writes a roster. Against one of newer facts it loses.
     *
     * @param chunksBefore how many items the roster of before has; what of them is left over is
     *     emptied and expires at once
     */
    void write(Scope scope, Instant observedAt, Packed packed, int chunksBefore) {
        int chunks = chunks(packed);
        byte[] bytes = packed.bytes().asByteArrayUnsafe();
        int length = bytes.length;
        for (int chunk = 0; chunk < Math.max(chunks, chunksBefore); chunk++) {
            int from = Math.min(chunk * chunkBytes, length);
            int to = Math.min(from + chunkBytes, length);
            Attributes item =
                    Attributes.item(scope, Keys.roster(chunk))
                            .put(FindingItem.OBSERVED_AT, observedAt)
                            .put(DIGEST, packed.digest())
                            .put(CHUNKS, chunks)
                            .put(BYTES, Arrays.copyOfRange(bytes, from, to));
            if (chunk >= chunks) {
                item.put(FindingItem.EXPIRES_AT, Attributes.of(observedAt.getEpochSecond()));
            }
            if (!calls.putUnlessNewer(item.values(), observedAt, trusted)) {
                return;
            }
        }
    }

    /**
     * Reads a roster, consistently.
     *
     * @return empty if there is none
     * @throws StoreException.CorruptItem if it cannot be read
     */
    List<InstanceReadiness> read(Scope scope) {
        for (int attempt = 1; attempt <= MAX_READS; attempt++) {
            List<Item> parts =
                    calls.inPartition(scope, Keys.ROSTER_PREFIX)
                            .map(item -> Item.of(calls.table(), item))
                            .toList();
            if (parts.isEmpty()) {
                return List.of();
            }
            Optional<byte[]> whole = joined(parts);
            if (whole.isPresent()) {
                return unpacked(whole.get(), parts.getFirst());
            }
            if (attempt < MAX_READS) {
                BatchLoader.pause(backoff, attempt, calls.table());
            }
        }
        throw new StoreException.Failed(
                Message.of("screen.table-roster")
                        .with("table", calls.table())
                        .with("scope", scope.toString()),
                Message.of("screen.table-roster-next"));
    }

    /**
     * Reads several rosters by their keys. One that was written meanwhile, or is not where its
     * summary says, is read by itself.
     *
     * @return in the order of the scopes
     */
    Map<Scope, List<InstanceReadiness>> read(
            Collection<ScopeSummary> summaries, BatchLoader loader) {
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        for (ScopeSummary summary : summaries) {
            int chunks = chunks(summary);
            for (int chunk = 0; chunk < chunks; chunk++) {
                keys.add(Keys.in(summary.report().scope(), Keys.roster(chunk)));
            }
        }
        Map<Scope, List<Item>> parts = new HashMap<>();
        for (int from = 0; from < keys.size(); from += BatchLoader.MAX_KEYS) {
            int to = Math.min(keys.size(), from + BatchLoader.MAX_KEYS);
            for (Map<String, AttributeValue> found : loader.load(keys.subList(from, to))) {
                Item item = Item.of(calls.table(), found);
                parts.computeIfAbsent(item.scope(), unused -> new ArrayList<>()).add(item);
            }
        }
        Map<Scope, List<InstanceReadiness>> rosters = new LinkedHashMap<>();
        for (ScopeSummary summary : summaries) {
            Scope scope = summary.report().scope();
            List<Item> found = parts.getOrDefault(scope, List.of());
            Optional<byte[]> whole = found.isEmpty() ? Optional.empty() : joined(found);
            boolean none = found.isEmpty() && (summary.roster() == null || chunks(summary) == 0);
            rosters.put(
                    scope,
                    whole.isPresent()
                            ? unpacked(whole.get(), found.getFirst())
                            : none ? List.of() : read(scope));
        }
        return rosters;
    }

    /** Where a summary does not tell, what most take. */
    private static int chunks(ScopeSummary summary) {
        return summary.roster() == null ? 1 : summary.roster().chunks();
    }

    private static List<InstanceReadiness> unpacked(byte[] bytes, Item from) {
        try {
            return RosterText.unpack(bytes);
        } catch (IOException malformed) {
            throw from.corrupt("'%s' is no roster: %s".formatted(BYTES, malformed));
        }
    }

    /** The parts of one roster together; empty if they are of two, or not all there. */
    private static Optional<byte[]> joined(List<Item> parts) {
        String digest = parts.getFirst().text(DIGEST);
        int chunks = parts.getFirst().count(CHUNKS);
        if (parts.size() < chunks) {
            return Optional.empty();
        }
        List<Item> whole = new ArrayList<>(parts.subList(0, chunks));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Item part : whole) {
            if (!part.text(DIGEST).equals(digest)) {
                return Optional.empty();
            }
            bytes.writeBytes(part.bytes(BYTES));
        }
        return Optional.of(bytes.toByteArray());
    }
}
