package io.muster.readiness.scan;

/**
 * How often one operation was called.
 *
 * @param calls calls that the program made, each counted once however often it was tried
 * @param retries tries beyond the first
 * @param throttles tries that the service turned away as too many
 */
public record CallCount(long calls, long retries, long throttles) {

    public static final CallCount NONE = new CallCount(0, 0, 0);

    public CallCount plus(CallCount other) {
        return new CallCount(
                calls + other.calls, retries + other.retries, throttles + other.throttles);
    }
}
