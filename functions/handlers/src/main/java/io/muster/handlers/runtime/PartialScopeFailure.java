package io.muster.handlers.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scope was worked as far as it went; the scope's line tells of both. */
public final class PartialScopeFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, @Nullable Object> line;

    /**
     * @param line to be logged in place of the failure
     * @param failure what did not work, in words
     */
    public PartialScopeFailure(Map<String, @Nullable Object> line, RuntimeException failure) {
        super(failure.getMessage(), failure);
        this.line = line;
    }

    Map<String, @Nullable Object> line() {
        return line;
    }
}
