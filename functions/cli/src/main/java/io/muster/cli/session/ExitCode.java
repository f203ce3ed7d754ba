package io.muster.cli.session;

/** What a command's exit code says; scripts rely on it. */
public final class ExitCode {

    /** Done, and nothing was found at or above {@code --fail-on}. */
    public static final int OK = 0;

    /** Not done, or not wholly: the message says what is missing. */
    public static final int ERROR = 1;

    /** Asked wrongly; nothing was done. */
    public static final int USAGE = 2;

    /** Done, and something is not ready at or above {@code --fail-on}. */
    public static final int FINDINGS = 3;

    /** The reader of the output went away, as a shell reports a writer that died of it. */
    public static final int BROKEN_PIPE = 141;

    private ExitCode() {}
}
