package io.muster.cli.session;

import io.muster.cli.text.Style;
import java.util.Map;

/**
 * Where the input comes from and the two outputs go.
 *
 * @param input whether the standard input is a terminal, so that a person can be asked
 * @param output whether the standard output is a terminal
 * @param errors whether the standard error is a terminal
 * @param columns how wide a line of the result may be
 * @param errorColumns how wide a line of progress may be: the result may go into a file
 * @param style colours and signs of the result
 * @param errorStyle colours and signs of messages
 */
public record Terminal(
        boolean input,
        boolean output,
        boolean errors,
        int columns,
        int errorColumns,
        Style style,
        Style errorStyle) {

    /** The width of what goes into a file or a pipe, where the reader's is unknown. */
    public static final int DEFAULT_COLUMNS = 120;

    private static final int NARROWEST = 40;
    private static final int WIDEST = 200;

    /** A terminal that no person types on. */
    public Terminal(boolean output, boolean errors, int columns, Style style, Style errorStyle) {
        this(false, output, errors, columns, columns, style, errorStyle);
    }

    /** The same in other colours. */
    public Terminal with(Style result, Style messages) {
        return new Terminal(input, output, errors, columns, errorColumns, result, messages);
    }

    /** The same with the result in a file or a pipe. */
    public Terminal withResultElsewhere() {
        return new Terminal(
                input, false, errors, DEFAULT_COLUMNS, errorColumns, Style.PLAIN, errorStyle);
    }

    /** The same without progress and messages. */
    public Terminal quiet() {
        return new Terminal(input, output, false, columns, errorColumns, style, errorStyle);
    }

    /** No terminal at all: a pipe, a file, a test. */
    public static Terminal none() {
        return new Terminal(false, false, DEFAULT_COLUMNS, Style.PLAIN, Style.PLAIN);
    }

    /**
     * Reads what the environment says about the terminals.
     *
     * @param columns the terminal's width; 0 when it is not known
     * @param unicode whether the terminal draws more than ASCII; a file or a pipe always does
     */
    public static Terminal of(
            boolean input,
            boolean output,
            boolean errors,
            int columns,
            boolean unicode,
            Map<String, String> environment) {
        boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
        boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0");
        boolean colour = !noColour && !dumb;
        int width = output ? columns(columns, environment) : DEFAULT_COLUMNS;
        return new Terminal(
                input,
                output,
                errors,
                width,
                errors ? columns(columns, environment) : DEFAULT_COLUMNS,
                new Style(colour && (output || forced), !output || unicode),
                new Style(colour && (errors || forced), !errors || unicode));
    }

    private static int columns(int measured, Map<String, String> environment) {
        int columns = measured;
        if (columns <= 0) {
            try {
                columns = Integer.parseInt(environment.getOrDefault("COLUMNS", "").strip());
            } catch (NumberFormatException notSaid) {
                columns = DEFAULT_COLUMNS;
            }
        }
        return Math.clamp(columns, NARROWEST, WIDEST);
    }
}
