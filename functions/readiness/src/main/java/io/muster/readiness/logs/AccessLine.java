package io.muster.readiness.logs;

/**
 * An access line of nginx or Apache in the common or combined format: the protocol ends the quoted
 * request, and the status follows it.
 */
final class AccessLine {

    /** No access line. */
    static final int NONE = 0;

    private AccessLine() {}

    /** The first digit of the status that a request was answered with; {@link #NONE} for none. */
    static int statusClass(byte[] buffer, int from, int to) {
        for (int i = from; i + 5 <= to; i++) {
            boolean status =
                    buffer[i] == '"'
                            && buffer[i + 1] == ' '
                            && buffer[i + 2] >= '1'
                            && buffer[i + 2] <= '5'
                            && digit(buffer[i + 3])
                            && digit(buffer[i + 4])
                            && (i + 5 == to || buffer[i + 5] == ' ' || buffer[i + 5] == '\r');
            if (status && protocolEndsAt(buffer, from, i)) {
                return buffer[i + 2] - '0';
            }
        }
        return NONE;
    }

    private static boolean protocolEndsAt(byte[] buffer, int from, int quote) {
        for (int i = Math.max(from, quote - 8); i + 5 <= quote; i++) {
            if (buffer[i] == 'H'
                    && buffer[i + 1] == 'T'
                    && buffer[i + 2] == 'T'
                    && buffer[i + 3] == 'P'
                    && buffer[i + 4] == '/') {
                return true;
            }
        }
        return false;
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }
}
