package io.muster.cli.session;

import java.util.List;
import java.util.Optional;

/** Options that are read before the command line is parsed, because its messages need them. */
public final class Argument {

    private Argument() {}

    /** The value of an option, the first of several; empty where it is not given. */
    public static Optional<String> value(List<String> args, String option) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--")) {
                break;
            }
            if (arg.startsWith(option + "=")) {
                return Optional.of(arg.substring(option.length() + 1));
            }
            if (arg.equals(option) && i + 1 < args.size()) {
                return Optional.of(args.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
