package io.muster.cli.logs;

import io.muster.cli.option.Word;
import java.util.ArrayList;
import picocli.CommandLine.ITypeConverter;

/** Reads an output format. */
final class LogFormatOption implements ITypeConverter<LogFormat> {

    @Override
    public LogFormat convert(String value) {
        return Word.of("output format", LogFormat.class, value);
    }

    /** The words, for help and completion. */
    public static final class Words extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Words() {
            super(Word.all(LogFormat.class));
        }
    }
}
