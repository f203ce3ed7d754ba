package io.muster.readiness.migration;

import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.text.Message;

/**
 * A step of a move, or of the way back.
 *
 * @param commands safe to paste into a shell
 */
public record Step(Kind kind, Instructions commands) {

    /** What a step is for, in the order of a move. */
    public enum Kind {
        MEASURE,
        FIND_IMAGE,
        BACK_UP,
        CANARY,
        REST,
        ROLL_BACK;

        public Message title() {
            return switch (this) {
                case MEASURE -> Message.of("migration.step-measure");
                case FIND_IMAGE -> Message.of("migration.step-find-image");
                case BACK_UP -> Message.of("migration.step-back-up");
                case CANARY -> Message.of("migration.step-canary");
                case REST -> Message.of("migration.step-rest");
                case ROLL_BACK -> Message.of("migration.step-roll-back");
            };
        }
    }
}
