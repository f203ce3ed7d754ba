package io.muster.readiness.guest;

import java.util.List;

/**
 * What cloud-init made of an instance's user data.
 *
 * @param finished whether all of its stages have ended since the boot
 * @param errors of its stages
 * @param notUnderstood the types of content that it left alone, such as {@code
 *     text/x-not-multipart}: its result then names no error
 * @param logRead whether its log was read, which alone tells them before cloud-init 23.4
 */
public record UserData(
        boolean finished, List<StageError> errors, List<String> notUnderstood, boolean logRead) {

    public UserData {
        errors = List.copyOf(errors);
        notUnderstood = List.copyOf(notUnderstood);
    }

    /**
     * An error of a stage.
     *
     * @param stage such as {@code modules-final}, which runs the scripts of user data
     */
    public record StageError(String stage, String text) {}

    /** The same, of whose output the end is missing. */
    public UserData asCut() {
        return new UserData(false, errors, notUnderstood, false);
    }
}
