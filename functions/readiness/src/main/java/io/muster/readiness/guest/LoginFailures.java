package io.muster.readiness.guest;

import java.util.List;

/**
 * Refused SSH log-ins.
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
     * @param users names that were tried, some of them
     */
    public record Source(String address, long attempts, List<String> users) {

        public Source {
            users = List.copyOf(users);
        }
    }
}
