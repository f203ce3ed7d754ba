package io.muster.readiness.decision;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That what is not ready or unknown is accepted until a day.
 *
 * @param text why, for a person
 * @param owner who answers for it
 * @param finding what the finding said when it was waived; null where it is about more than one
 */
public record Waiver(
        Target target,
        ReasonCode reason,
        String text,
        String owner,
        LocalDate until,
        @Nullable WaivedFinding finding,
        Made made)
        implements Decision {

    /** The same, with what its finding says. */
    public Waiver of(WaivedFinding waived) {
        return new Waiver(target, reason, text, owner, until, waived, made);
    }
}
