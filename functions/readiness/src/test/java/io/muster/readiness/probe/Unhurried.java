package io.muster.readiness.probe;

import java.util.List;

/**
 * The probe with ten times its seconds, for tests of what it reads and not of how long it takes.
 */
final class Unhurried {

    /** What stands before a number of seconds in the probe. */
    private static final List<String> SECONDS =
            List.of(
                    "readonly WHOLE=",
                    "section +[a-z-]+ +s_[a-z_]+ +",
                    "limit ",
                    "try [^ ]+ ",
                    "search ",
                    "stop=os[.]times\\(\\)\\[4\\][+]",
                    "t\\[0\\][+]t\\[1\\]>");

    private Unhurried() {}

    static String of(String probe) {
        return probe.replaceAll(
                "(?<before>" + String.join("|", SECONDS) + ")(?<seconds>[0-9]+)",
                "${before}${seconds}0");
    }
}
