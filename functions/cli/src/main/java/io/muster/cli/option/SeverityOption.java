package io.muster.cli.option;

import io.muster.readiness.checklist.Severity;
import java.util.ArrayList;
import picocli.CommandLine.ITypeConverter;

/** Reads a severity. */
public final class SeverityOption implements ITypeConverter<Severity> {

    @Override
    public Severity convert(String value) {
        return Word.of("severity", Severity.class, value);
    }

    /** The words, for help and completion. */
    public static final class Words extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Words() {
            super(Word.all(Severity.class));
        }
    }
}
