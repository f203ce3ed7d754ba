package io.muster.local.recorded;

/** A request that AWS would refuse, or that cannot be answered from what was recorded. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    RefusedException(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
