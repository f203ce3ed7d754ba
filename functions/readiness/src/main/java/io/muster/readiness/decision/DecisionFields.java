package io.muster.readiness.decision;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the fields that programs read of it, in their order; times as ISO 8601 has them.
 */
public final class DecisionFields {

    private DecisionFields() {}

    /** What a decision says, and who made it. */
    public static Map<String, @Nullable Object> of(Decision decision) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("target", decision.target().text());
        fields.put("kind", decision instanceof Waiver ? "WAIVER" : "ATTESTATION");
        fields.put("workload", Decisions.workload(decision).orElse(null));
        fields.put("reason", decision instanceof Waiver waiver ? waiver.reason().name() : null);
        fields.put(
                "text",
                switch (decision) {
                    case Waiver waiver -> waiver.text();
                    case Attestation attestation -> attestation.text();
                });
        fields.put(
                "evidence",
                decision instanceof Attestation attestation ? attestation.evidence() : null);
        fields.put("owner", decision.owner());
        fields.put("until", decision.until().toString());
        fields.put("decidedBy", decision.made().who());
        boolean byTag = decision.made().way() instanceof Made.Way.Tag;
        fields.put("decidedAt", byTag ? null : decision.made().at().toString());
        Made.Way.File file = decision.made().way() instanceof Made.Way.File of ? of : null;
        fields.put("file", file == null ? null : file.name());
        fields.put("commit", file == null ? null : file.commit());
        fields.put(
                "byTagOf",
                decision.made().way() instanceof Made.Way.Tag tag ? tag.resource() : null);
        fields.put("repository", file == null ? null : file.repository());
        return fields;
    }
}
