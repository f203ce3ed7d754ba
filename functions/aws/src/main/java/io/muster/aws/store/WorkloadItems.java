package io.muster.aws.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scorecard.CheckTally;
import io.muster.readiness.scorecard.WorkloadTally;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Untrusted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the newest scan counted in each workload of a scope: one item each, written only when it
 * changed. That of a workload that is gone says so, and expires at once.
 */
final class WorkloadItems {

    private static final String CHECKS = "checks";
    private static final String ENVIRONMENTS = "environments";
    private static final String GONE = "gone";

    /** Many times what all checks take. */
    private static final int MAX_JSON_BYTES = 1 << 20;

    /** The longest value of a tag, in characters. */
    private static final int MAX_ENVIRONMENT = 256;

    /** As many as are counted apart: less than 80 KB with the longest names. */
    static final int MAX_ENVIRONMENTS = 100;

    private static final JsonFactory JSON_FACTORY = new JsonFactory();
    private static final Map<String, Status> STATUSES = byName(Status.class);
    private static final Map<String, Cause.Kind> CAUSES = byName(Cause.Kind.class);

    private final TableCalls calls;
    private final TrustedTime trusted;

    WorkloadItems(TableCalls calls, TrustedTime trusted) {
        this.calls = calls;
        this.trusted = trusted;
    }

    /**
     * Writes those that changed, and that those which are not among them are gone.
     *
     * @param complete whether all workloads were seen; if not, none is known to be gone
     * @return how many items were written
     */
    int write(Scope scope, Instant observedAt, List<WorkloadTally> tallies, boolean complete) {
        Map<String, Counted> before = new HashMap<>();
        items(scope)
                .forEach(
                        item -> {
                            if (!item.containsKey(GONE)) {
                                before.put(
                                        text(item, FindingItem.WORKLOAD),
                                        new Counted(bytes(item, CHECKS), item.get(ENVIRONMENTS)));
                            }
                        });
        List<Attributes> changed = new ArrayList<>();
        for (WorkloadTally tally : tallies) {
            byte[] checks = pack(tally);
            @Nullable AttributeValue environments = environments(tally);
            if (!new Counted(ByteBuffer.wrap(checks), environments)
                    .equals(before.remove(tally.workload()))) {
                changed.add(
                        item(scope, tally.workload(), observedAt)
                                .put(CHECKS, checks)
                                .put(ENVIRONMENTS, environments));
            }
        }
        for (String gone : complete ? before.keySet() : Set.<String>of()) {
            changed.add(item(scope, gone, observedAt).put(GONE, true).expiresAt(observedAt));
        }
        return changed.isEmpty() ? 0 : put(changed, observedAt);
    }

    /** Several at a time: a fleet without tags has a workload for each instance. */
    private int put(List<Attributes> items, Instant observedAt) {
        int writers = Math.min(items.size(), FindingWriter.WRITERS);
        int written = 0;
        try (ExecutorService threads =
                Executors.newFixedThreadPool(
                        writers,
                        Thread.ofPlatform().daemon().name("workload-writer-", 0).factory())) {
            List<Future<Boolean>> puts =
                    items.stream()
                            .map(
                                    item ->
                                            threads.submit(
                                                    () ->
                                                            calls.putUnlessNewer(
                                                                    item.values(),
                                                                    observedAt,
                                                                    trusted)))
                            .toList();
            try {
                for (Future<Boolean> put : puts) {
                    written += put.get() ? 1 : 0;
                }
            } catch (ExecutionException failure) {
                throw failure.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(failure.getCause());
            } finally {
                // After a failure or an interruption, those that have not begun; else none is left.
                puts.forEach(put -> put.cancel(false));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StoreException.Failed(
                    Message.of("screen.table-interrupted").with("table", calls.table()),
                    Message.EMPTY);
        }
        return written;
    }

    /**
     * Reads all of a scope by one query, in the order of the keys.
     *
     * @throws StoreException.CorruptItem if one cannot be read
     */
    List<WorkloadTally> read(Scope scope) {
        List<WorkloadTally> tallies = new ArrayList<>();
        Map<String, Rule> rules = new HashMap<>();
        items(scope)
                .forEach(
                        attributes -> {
                            Item item = Item.of(calls.table(), attributes);
                            if (!item.has(GONE)) {
                                tallies.add(tally(item, rules));
                            }
                        });
        return List.copyOf(tallies);
    }

    private Stream<Map<String, AttributeValue>> items(Scope scope) {
        return calls.inPartition(scope, Keys.WORKLOAD_PREFIX);
    }

    private static Attributes item(Scope scope, String workload, Instant observedAt) {
        return Attributes.item(scope, Keys.workload(workload))
                .put(FindingItem.WORKLOAD, workload)
                .put(FindingItem.OBSERVED_AT, observedAt);
    }

    /** What an item counts, as it is written. */
    private record Counted(ByteBuffer checks, @Nullable AttributeValue environments) {}

    /** Null where there is none: a workload of a group without an instance. */
    private static @Nullable AttributeValue environments(WorkloadTally tally) {
        if (tally.environments().isEmpty()) {
            return null;
        }
        Map<String, AttributeValue> counts = new LinkedHashMap<>();
        // No name of an attribute is empty, and instances without the tag are counted, too.
        bounded(tally.environments())
                .forEach((name, count) -> counts.put("=" + name, Attributes.of(count)));
        return AttributeValue.fromM(counts);
    }

    /** The instances of the rarest environments of too many count as those without the tag. */
    private static SortedMap<String, Integer> bounded(SortedMap<String, Integer> environments) {
        if (environments.size() <= MAX_ENVIRONMENTS) {
            return environments;
        }
        SortedMap<String, Integer> bounded = new TreeMap<>();
        List<String> mostFirst =
                environments.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Integer>comparingByValue(
                                                Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey)
                        .toList();
        for (String name : mostFirst) {
            bounded.merge(
                    bounded.size() < MAX_ENVIRONMENTS - 1 ? name : "",
                    environments.getOrDefault(name, 0),
                    Integer::sum);
        }
        return bounded;
    }

    private static SortedMap<String, Integer> environments(Item item) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        if (item.has(ENVIRONMENTS)) {
            Item environments = item.map(ENVIRONMENTS);
            for (String name : environments.names()) {
                counts.merge(
                        Untrusted.line(name.substring(1), MAX_ENVIRONMENT),
                        environments.count(name),
                        Integer::sum);
            }
        }
        return counts;
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null || value.s() == null ? "" : value.s();
    }

    /** Empty where there is none of the type. */
    private static ByteBuffer bytes(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null || value.b() == null
                ? ByteBuffer.allocate(0)
                : value.b().asByteBuffer();
    }

    /**
     * The same bytes for the same counts: the checks in the order of their ids. Compressed, because
     * a fleet without tags has a workload for each instance, and each scan reads them all.
     */
    private static byte[] pack(WorkloadTally tally) {
        Map<String, Object> checks = new LinkedHashMap<>();
        tally.checks().forEach((id, check) -> checks.put(id, members(check)));
        return PackedJson.pack(checks);
    }

    private static Map<String, Object> members(CheckTally check) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("row", check.rule().row().name());
        members.put("severity", check.rule().severity().name());
        check.counts().forEach((status, count) -> members.put(status.name(), count));
        if (!check.causes().isEmpty()) {
            Map<String, Object> causes = new LinkedHashMap<>();
            check.causes().forEach((cause, count) -> causes.put(cause.name(), count));
            members.put("causes", causes);
        }
        return members;
    }

    /** A fleet has a hundred checks in each of its workloads: read as they come, without a tree. */
    private static WorkloadTally tally(Item item, Map<String, Rule> rules) {
        SortedMap<String, CheckTally> checks = new TreeMap<>();
        try (JsonParser json =
                JSON_FACTORY.createParser(PackedJson.unpack(item.bytes(CHECKS), MAX_JSON_BYTES))) {
            begin(json.nextToken());
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String id = json.currentName();
                begin(json.nextToken());
                checks.put(id, check(id, json, rules));
            }
        } catch (IOException | RuntimeException malformed) {
            throw item.corrupt("'%s' is no tally: %s".formatted(CHECKS, malformed.getMessage()));
        }
        return new WorkloadTally(item.text(FindingItem.WORKLOAD), checks, environments(item));
    }

    private static void begin(@Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw new IOException("%s where an object begins".formatted(token));
        }
    }

    private static CheckTally check(String id, JsonParser json, Map<String, Rule> rules)
            throws IOException {
        @Nullable Rule known = rules.get(id);
        String row = "";
        String severity = "";
        CheckTally.Counter counts = new CheckTally.Counter();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "row" -> row = text(json, known == null ? "" : known.row().name());
                case "severity" ->
                        severity = text(json, known == null ? "" : known.severity().name());
                case "causes" -> causes(json, counts);
                default -> {
                    Status status = STATUSES.get(name);
                    if (isCount(json) && status != null) {
                        counts.set(status, json.getIntValue());
                    }
                }
            }
        }
        return counts.of(rule(id, row, severity, known, rules));
    }

    /** The text at which the parser stands; one that is as expected is not made anew. */
    private static String text(JsonParser json, String expected) throws IOException {
        int length = json.getTextLength();
        boolean same = length == expected.length();
        char[] text = json.getTextCharacters();
        int from = json.getTextOffset();
        for (int i = 0; same && i < length; i++) {
            same = text[from + i] == expected.charAt(i);
        }
        return same ? expected : json.getText();
    }

    private static void causes(JsonParser json, CheckTally.Counter counts) throws IOException {
        begin(json.currentToken());
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            Cause.Kind cause = CAUSES.get(json.currentName());
            json.nextToken();
            if (isCount(json) && cause != null) {
                counts.set(cause, json.getIntValue());
            }
        }
    }

    /** Whether the parser stands at a whole number; all else is skipped with what it holds. */
    private static boolean isCount(JsonParser json) throws IOException {
        json.skipChildren();
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT;
    }

    /** The same of all workloads is one. */
    private static Rule rule(
            String id, String row, String severity, @Nullable Rule known, Map<String, Rule> rules) {
        if (known != null
                && known.row().name().equals(row)
                && known.severity().name().equals(severity)) {
            return known;
        }
        Rule rule = new Rule(id, ChecklistRow.valueOf(row), Severity.valueOf(severity));
        rules.put(id, rule);
        return rule;
    }

    private static <E extends Enum<E>> Map<String, E> byName(Class<E> type) {
        Map<String, E> byName = new HashMap<>();
        for (E constant : type.getEnumConstants()) {
            byName.put(constant.name(), constant);
        }
        return Map.copyOf(byName);
    }
}
