package io.muster.readiness.probe;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The probe with a hundred times its seconds, for tests of what it reads and not of how long it
 * takes. Also of the probe as it is sent, whose functions have shorter names.
 */
final class Unhurried {

    /** What stands before a number of seconds in the probe. */
    private static final List<String> SECONDS =
            List.of(
                    "readonly WHOLE=",
                    "^ *section +[a-z-]+ +[a-z_]+ +",
                    "limit ",
                    "try [^ ]+ ",
                    "search ",
                    "[a-z_]+ df-[A-Za-z]+ ",
                    "[a-z_]+ (?:running|away[.]files|programs) ",
                    "stop=os[.]times\\(\\)\\[4\\][+]",
                    "t\\[0\\][+]t\\[1\\]>");

    private Unhurried() {}

    /**
     * @throws IllegalArgumentException if the probe has no seconds of one of the kinds, since those
     *     are then written in another way
     */
    static String of(String probe) {
        String unhurried = probe;
        for (String before : SECONDS) {
            String longer =
                    Pattern.compile("(?m)(?<before>" + before + ")(?<seconds>[0-9]+)")
                            .matcher(unhurried)
                            .replaceAll("${before}${seconds}00");
            if (longer.equals(unhurried)) {
                throw new IllegalArgumentException("the probe has no seconds after " + before);
            }
            unhurried = longer;
        }
        return unhurried;
    }
}
