package io.muster.cli.option;

import io.muster.cli.output.Format;
import java.util.ArrayList;
import picocli.CommandLine.ITypeConverter;

/** Reads an output format. */
public final class FormatOption implements ITypeConverter<Format> {

    @Override
    public Format convert(String value) {
        return Word.of("output format", Format.class, value);
    }

    /** The words, for help and completion. */
    public static final class Words extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Words() {
            super(Word.all(Format.class));
        }
    }
}
