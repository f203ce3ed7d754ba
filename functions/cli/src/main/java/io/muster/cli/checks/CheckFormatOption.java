package io.muster.cli.checks;

import io.muster.cli.option.Word;
import java.util.ArrayList;
import picocli.CommandLine.ITypeConverter;

/** Reads an output format. */
final class CheckFormatOption implements ITypeConverter<CheckFormat> {

    @Override
    public CheckFormat convert(String value) {
        return Word.of("output format", CheckFormat.class, value);
    }

    /** The words, for help and completion. */
    public static final class Words extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Words() {
            super(Word.all(CheckFormat.class));
        }
    }
}
