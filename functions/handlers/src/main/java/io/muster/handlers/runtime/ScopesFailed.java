package io.muster.handlers.runtime;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Some scopes could not be scanned; the others were. Thrown at the end of an invocation, so that
 * Lambda tries again (which is idempotent for what was recorded) and then tells the operators.
 */
public final class ScopesFailed extends RuntimeException {

    public ScopesFailed(Map<String, RuntimeException> failures, int scopes) {
        super("%d of %d scopes failed: %s".formatted(failures.size(), scopes, words(failures)));
        failures.values().forEach(this::addSuppressed);
    }

    private static String words(Map<String, RuntimeException> failures) {
        return failures.entrySet().stream()
                .map(failure -> failure.getKey() + ": " + failure.getValue().getMessage())
                .collect(Collectors.joining("; "));
    }
}
