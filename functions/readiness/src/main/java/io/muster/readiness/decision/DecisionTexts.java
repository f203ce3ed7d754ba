package io.muster.readiness.decision;

import io.muster.readiness.text.Message;

/** Decisions as people read them. */
public final class DecisionTexts {

    private DecisionTexts() {}

    /** What a decision says, on one line. */
    public static Message said(Decision decision) {
        return switch (decision) {
            case Waiver waiver ->
                    Message.of("decision.waived-until")
                            .with("date", waiver.until())
                            .with("reason", waiver.reason().title())
                            .with("text", waiver.text());
            case Attestation attestation ->
                    Message.of("decision.attested-until")
                            .with("date", attestation.until())
                            .with("evidence", attestation.evidence());
        };
    }

    /** Who made a decision, when, and by what way. */
    public static Message made(Made made) {
        return switch (made.way()) {
            case Made.Way.Command unused ->
                    Message.of("decision.by-command").with("who", made.who()).with("at", made.at());
            case Made.Way.Console unused ->
                    Message.of("decision.by-console").with("who", made.who()).with("at", made.at());
            case Made.Way.Tag tag -> Message.of("decision.by-tag").with("resource", tag.resource());
            case Made.Way.File file ->
                    file.commit() == null
                            ? Message.of("decision.by-file")
                                    .with("who", made.who())
                                    .with("at", made.at())
                                    .with("file", file.title())
                            : Message.of("decision.by-commit")
                                    .with("who", made.who())
                                    .with("at", made.at())
                                    .with("file", file.title())
                                    .with("commit", file.commit());
        };
    }
}
