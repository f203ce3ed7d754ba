package io.muster.local.dynamodb;

import java.util.Map;

/** A request that DynamoDB would refuse, or that is not understood here: its code and its words. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Map<String, Object> item;

    private RefusedException(String code, String message, Map<String, Object> item) {
        super(message);
        this.code = code;
        this.item = item;
    }

    static RefusedException invalid(String message) {
        return new RefusedException("ValidationException", message, Map.of());
    }

    static RefusedException of(String code, String message) {
        return new RefusedException(code, message, Map.of());
    }

    /**
     * A condition that does not hold.
     *
     * @param item what is there, where the request asked for it; else empty
     */
    static RefusedException conditionFailed(Map<String, Object> item) {
        return new RefusedException(
                "ConditionalCheckFailedException", "The conditional request failed", item);
    }

    String code() {
        return code;
    }

    Map<String, Object> item() {
        return item;
    }
}
