package io.muster.handlers.console;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a list of open findings goes on. A page hands it out and gets it back; what is none begins
 * the list anew.
 *
 * @param place {@link io.muster.aws.store.OpenFinding#place} of the last one before
 */
record OpenPlace(Severity severity, Status verdict, String place) {

    /** The order in which lists go through the parts of the index: the worst first. */
    static List<OpenPlace> beginnings() {
        List<OpenPlace> all = new ArrayList<>();
        for (Severity severity : List.of(Severity.values()).reversed()) {
            all.add(new OpenPlace(severity, Status.NOT_READY, ""));
            all.add(new OpenPlace(severity, Status.UNKNOWN, ""));
        }
        return all;
    }

    /** What a page gave back; empty for what is none. */
    static Optional<OpenPlace> parse(String text) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                            .split(" ", 3);
            return parts.length == 3
                    ? Optional.of(
                            new OpenPlace(
                                    Severity.valueOf(parts[0]), Status.valueOf(parts[1]), parts[2]))
                    : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Whether both are in the same part of the index. */
    boolean isWith(OpenPlace other) {
        return severity == other.severity && verdict == other.verdict;
    }

    @Override
    public String toString() {
        String text = severity + " " + verdict + " " + place;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
