package io.muster.cli.session;

import io.muster.cli.text.Printable;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.text.Language;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Rendering;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All that one run of the command line takes from its environment, so that a test can supply it.
 *
 * @param environment the environment variables
 * @param out takes the result and nothing else; its failure is thrown
 * @param err takes messages and progress
 * @param scanIds gives a new scan its id
 * @param rendering the language and the time zone of the person who reads
 */
public record Session(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Clock clock,
        Supplier<String> scanIds,
        Rendering rendering) {

    public Session {
        environment = Map.copyOf(environment);
    }

    /**
     * A session over raw streams, in English.
     *
     * @param out takes UTF-8
     * @param clock whose zone is that of the person who reads
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
                environment,
                in,
                ResultStream.printing(out),
                err,
                terminal,
                clock,
                scanIds,
                new Rendering(Language.ENGLISH, () -> zone(clock)));
    }

    /** A region of the zone's name, because a bare offset of none is that of programs. */
    private static ZoneId zone(Clock clock) {
        ZoneId zone = clock.getZone();
        return zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
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
                scanIds,
                rendering);
    }

    /** The same with other variables. */
    public Session in(Map<String, String> variables) {
        return new Session(variables, in, out, err, terminal, clock, scanIds, rendering);
    }

    /** The same at another time. */
    public Session at(Clock time) {
        return new Session(environment, in, out, err, terminal, time, scanIds, rendering);
    }

    /** The same in another language. */
    public Session in(Language language) {
        return new Session(
                environment, in, out, err, terminal, clock, scanIds, rendering.in(language));
    }

    /** A message as the person who reads wants it. */
    public String text(Message message) {
        return message.in(rendering);
    }

    /** Prints a message beside the result, with the name of the program before it. */
    public void tell(Message message) {
        err.println("muster: " + Printable.line(text(message)));
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
                    Message.literal(String.valueOf(unreadable.getMessage())),
                    Message.of("screen.setting-next"));
        }
    }
}
