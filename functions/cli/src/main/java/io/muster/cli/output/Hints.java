package io.muster.cli.output;

import java.util.Optional;

/**
 * The commands that a screen invites to type next.
 *
 * @param options with which the next command finds the same instances or table, each with a blank
 *     before it
 * @param scan whether the findings are of a scan that wrote no table
 * @param lasting whether what is shown is still there when the command has ended
 */
public record Hints(String options, boolean scan, boolean lasting) {

    /** Shows the first numbered finding; empty where the numbers are not kept. */
    Optional<String> show() {
        return lasting ? Optional.of("./muster show 1") : Optional.empty();
    }

    /** Lists the instances that the screen counts; empty where nothing would answer. */
    Optional<String> instances() {
        return lasting
                ? Optional.of("./muster instances" + (scan ? " --scan" : "") + options)
                : Optional.empty();
    }

    /** Takes a scope out of the table. */
    String retire(String scope) {
        return "./muster findings" + options + " --retire-scope " + scope;
    }
}
