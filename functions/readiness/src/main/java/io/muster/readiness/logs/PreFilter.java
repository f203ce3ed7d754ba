package io.muster.readiness.logs;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Logs Insights is asked to look for: a regular expression that finds every event in which the
 * classifier could find a signature, and others. Only the classifier decides.
 */
public final class PreFilter {

    /** What an expression gives a meaning to, and the slash that ends one in a query. */
    private static final String SPECIAL = "\\.[]{}()*+?^$|/";

    /** An access line whose request failed on the server's side. */
    private static final String SERVER_ERROR = "http\\/[0-9.]{1,3}\" 5[0-9][0-9]";

    /** A message that journald gives as its bytes, which the query cannot look into. */
    private static final String ENCODED = "\"message\" ?: ?\\[";

    private PreFilter() {}

    /**
     * The expression, to stand between the slashes of {@code filter @message like /.../}: the
     * literals of every signature, in any case.
     */
    public static String expression() {
        return "(?i)"
                + Stream.concat(
                                Signatures.all().stream()
                                        .flatMap(signature -> signature.literals().stream())
                                        .map(PreFilter::escaped)
                                        .sorted()
                                        .distinct(),
                                Stream.of(SERVER_ERROR, ENCODED))
                        .collect(Collectors.joining("|"));
    }

    private static String escaped(String literal) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            escaped.append(SPECIAL.indexOf(c) < 0 ? "" : "\\").append(c);
        }
        return escaped.toString();
    }
}
