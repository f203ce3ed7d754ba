package io.muster.readiness.guest;

/** Shares as df prints them. */
final class Percent {

    private Percent() {}

    /** The share in whole percent, rounded up, without overflow for any two positive numbers. */
    static int up(long part, long whole) {
        double share = Math.ceil(100.0 * part / whole);
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, share));
    }
}
