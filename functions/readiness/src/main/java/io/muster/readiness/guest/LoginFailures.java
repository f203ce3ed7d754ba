package io.muster.readiness.guest;

/**
 * Refused SSH log-ins. The names of their users are not kept: a password typed in the wrong place
 * is one of them.
 *
 * @param attempts all of them, those of sources that are not kept too
 * @param sources the most active first
 */
public record LoginFailures(long attempts, Listing<Source> sources) {

    /** The same, as part of an output that ended early. */
    public LoginFailures asCut() {
        return new LoginFailures(attempts, sources.asCut());
    }

    /**
     * Where attempts came from.
     *
     * @param address an address, or a name where sshd looks names up
     */
    public record Source(String address, long attempts) {}
}
