package io.muster.cli.session;

import io.muster.readiness.check.Thresholds;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All that one run of the command line takes from its environment, so that a test can supply it.
 *
 * @param environment the environment variables
 * @param out takes the result and nothing else; its failure is thrown
 * @param err takes messages and progress
 * @param scanIds gives a new scan its id
 */
public record Session(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Clock clock,
        Supplier<String> scanIds) {

    public Session {
        environment = Map.copyOf(environment);
    }

    /**
     * A session over raw streams.
     *
     * @param out takes UTF-8
     */
    public static Session of(
            Map<String, String> environment,
            InputStream in,
            OutputStream out,
            PrintStream err,
            Terminal terminal,
            Clock clock,
            Supplier<String> scanIds) {
        return new Session(
                environment, in, ResultStream.printing(out), err, terminal, clock, scanIds);
    }

    /**
     * The same with its result in a file or a pipe instead of on a terminal.
     *
     * @param result takes UTF-8
     */
    public Session into(OutputStream result) {
        return new Session(
                environment,
                in,
                ResultStream.printing(result),
                err,
                terminal.withResultElsewhere(),
                clock,
                scanIds);
    }

    /** The same with other variables. */
    public Session in(Map<String, String> variables) {
        return new Session(variables, in, out, err, terminal, clock, scanIds);
    }

    /**
     * The limits that checks judge by, as the environment says.
     *
     * @throws CommandFailure naming the variable that makes no sense
     */
    public Thresholds thresholds() {
        try {
            return Thresholds.from(environment);
        } catch (IllegalArgumentException unreadable) {
            throw CommandFailure.usage(
                    String.valueOf(unreadable.getMessage()), "Correct the variable or unset it.");
        }
    }
}
