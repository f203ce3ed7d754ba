package io.muster.cli.option;

import java.util.ArrayList;
import picocli.CommandLine.ITypeConverter;

/** Reads a state. */
public final class FindingStateOption implements ITypeConverter<FindingState> {

    @Override
    public FindingState convert(String value) {
        return Word.of("state", FindingState.class, value);
    }

    /** The words, for help and completion. */
    public static final class Words extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Words() {
            super(Word.all(FindingState.class));
        }
    }
}
