package io.muster.aws.store;

import io.muster.readiness.decision.Attestation;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.Made.Way;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.decision.Said;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.WaivedFinding;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.text.Untrusted;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A decision as an item, and as one of its history. */
final class DecisionItem {

    /** How long after its end an item may stay; whether a decision holds is not asked of it. */
    static final Duration KEPT = Duration.ofDays(400);

    static final String REVISION = RevisedItems.REVISION;

    private static final String TARGET = "target";
    private static final String KIND = "kind";
    private static final String REASON = "reason";
    private static final String TEXT = "text";
    private static final String EVIDENCE = "evidence";
    private static final String OWNER = "owner";
    private static final String UNTIL = "until";
    private static final String SAID_DIGEST = "saidDigest";
    private static final String SAID_TEXT = "said";
    private static final String DECIDED = "decided";
    private static final String WITHDRAWN = "withdrawn";
    private static final int MAX_TEXT = 2_048;

    private enum Kind {
        WAIVER,
        ATTESTATION
    }

    private enum WayKind {
        COMMAND,
        CONSOLE,
        FILE
    }

    private DecisionItem() {}

    static Map<String, AttributeValue> key(Target target) {
        return Keys.of(Keys.DECISIONS, Keys.decision(target));
    }

    static Attributes write(RecordedDecision recorded) {
        Attributes item = content(recorded, Keys.decision(recorded.target()));
        Made withdrawn = recorded.withdrawn();
        return item.expiresAt(kept(recorded, withdrawn == null ? Instant.EPOCH : withdrawn.at()));
    }

    /**
     * What was on record, to be kept beside what is.
     *
     * @param replacedAt when something else was decided
     */
    static Attributes writeFormer(RecordedDecision recorded, Instant replacedAt) {
        return content(recorded, Keys.formerDecision(recorded.target(), recorded.revision()))
                .expiresAt(kept(recorded, replacedAt));
    }

    private static Instant kept(RecordedDecision recorded, Instant ended) {
        Instant end = recorded.decision().end();
        return (ended.isAfter(end) ? ended : end).plus(KEPT);
    }

    private static Attributes content(RecordedDecision recorded, String sortKey) {
        Decision decision = recorded.decision();
        Attributes item = new Attributes();
        Keys.of(Keys.DECISIONS, sortKey).forEach(item::put);
        item.put(Item.VERSION_ATTRIBUTE, Item.VERSION)
                .put(TARGET, decision.target().text())
                .put(OWNER, decision.owner())
                .put(UNTIL, decision.until().toString())
                .put(REVISION, Attributes.of(recorded.revision()));
        switch (decision) {
            case Waiver waiver -> {
                WaivedFinding finding = waiver.finding();
                item.put(KIND, Kind.WAIVER).put(REASON, waiver.reason()).put(TEXT, waiver.text());
                if (finding != null) {
                    item.put(FindingItem.WORKLOAD, finding.workload())
                            .put(SAID_DIGEST, finding.said().digest())
                            .put(SAID_TEXT, finding.said().text());
                }
            }
            case Attestation attestation ->
                    item.put(KIND, Kind.ATTESTATION)
                            .put(EVIDENCE, attestation.evidence())
                            .put(TEXT, attestation.text().isEmpty() ? null : attestation.text());
        }
        made(DECIDED, decision.made(), item);
        if (recorded.withdrawn() != null) {
            made(WITHDRAWN, recorded.withdrawn(), item);
        }
        return item;
    }

    private static void made(String prefix, Made made, Attributes item) {
        item.put(prefix + "By", made.who()).put(prefix + "At", made.at());
        switch (made.way()) {
            case Way.Command unused -> item.put(prefix + "Way", WayKind.COMMAND);
            case Way.Console unused -> item.put(prefix + "Way", WayKind.CONSOLE);
            case Way.Tag tag ->
                    throw new IllegalArgumentException(
                            "what a tag of %s waives is no decision on record"
                                    .formatted(tag.resource()));
            case Way.File file ->
                    item.put(prefix + "Way", WayKind.FILE)
                            .put(prefix + "File", file.name())
                            .put(prefix + "Commit", file.commit())
                            .put(prefix + "Repository", file.repository());
        }
    }

    /**
     * The revision of an item that cannot be read.
     *
     * @param otherwise where it has none
     */
    static int revision(Map<String, AttributeValue> corrupt, int otherwise) {
        AttributeValue revision = corrupt.get(REVISION);
        return revision != null && revision.n() != null && revision.n().matches("[1-9]\\d{0,5}")
                ? Integer.parseInt(revision.n())
                : otherwise;
    }

    /** The revision that the key of an item of the history names; 0 where it names none. */
    static int formerRevision(Map<String, AttributeValue> item, String prefix) {
        AttributeValue key = item.get(Keys.SK);
        String revision = key == null || key.s() == null ? "" : key.s().substring(prefix.length());
        return revision.matches("\\d{1,9}") ? Integer.parseInt(revision) : 0;
    }

    /**
     * Reads an item.
     *
     * @throws StoreException.NewerItem if a newer Muster wrote it
     * @throws StoreException.CorruptItem if none can have
     */
    static RecordedDecision read(String table, Map<String, AttributeValue> attributes) {
        Item item = Item.of(table, attributes);
        Target target =
                Target.parse(item.text(TARGET))
                        .orElseThrow(() -> item.corrupt("'%s' is not a target".formatted(TARGET)));
        int revision = item.count(REVISION);
        String key = item.text(Keys.SK);
        if (!key.equals(Keys.decision(target))
                && !key.equals(Keys.formerDecision(target, revision))) {
            throw item.corrupt("its key is not that of its target");
        }
        return new RecordedDecision(
                decision(item, target),
                revision,
                item.has(WITHDRAWN + "At") ? made(item, WITHDRAWN) : null);
    }

    private static Decision decision(Item item, Target target) {
        String owner = line(item.text(OWNER));
        LocalDate until = date(item);
        Made made = made(item, DECIDED);
        return switch (item.constant(Kind.class, KIND)) {
            case WAIVER ->
                    new Waiver(
                            target,
                            item.constant(ReasonCode.class, REASON),
                            line(item.text(TEXT)),
                            owner,
                            until,
                            item.has(SAID_DIGEST)
                                    ? new WaivedFinding(
                                            item.textOrNull(FindingItem.WORKLOAD),
                                            new Said(item.text(SAID_DIGEST), item.text(SAID_TEXT)))
                                    : null,
                            made);
            case ATTESTATION -> {
                if (!(target instanceof Target.OfItem of)) {
                    throw item.corrupt("its target cannot be attested");
                }
                yield new Attestation(
                        of,
                        line(item.text(EVIDENCE)),
                        item.has(TEXT) ? line(item.text(TEXT)) : "",
                        owner,
                        until,
                        made);
            }
        };
    }

    private static LocalDate date(Item item) {
        try {
            return LocalDate.parse(item.text(UNTIL));
        } catch (DateTimeException notADate) {
            throw item.corrupt("'%s' is not a date".formatted(UNTIL));
        }
    }

    private static Made made(Item item, String prefix) {
        return new Made(item.text(prefix + "By"), item.time(prefix + "At"), way(item, prefix));
    }

    private static Way way(Item item, String prefix) {
        return switch (item.constant(WayKind.class, prefix + "Way")) {
            case COMMAND -> new Way.Command();
            case CONSOLE -> new Way.Console();
            case FILE ->
                    new Way.File(
                            line(item.text(prefix + "File")),
                            lineOrNull(item.textOrNull(prefix + "Commit")),
                            lineOrNull(item.textOrNull(prefix + "Repository")));
        };
    }

    private static String line(String text) {
        return Untrusted.line(text, MAX_TEXT);
    }

    private static @Nullable String lineOrNull(@Nullable String text) {
        return text == null ? null : line(text);
    }
}
