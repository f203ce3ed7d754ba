package io.muster.cli.option;

import io.muster.readiness.check.Status;
import java.util.ArrayList;
import picocli.CommandLine.ITypeConverter;

/** Reads a verdict. */
public final class StatusOption implements ITypeConverter<Status> {

    @Override
    public Status convert(String value) {
        return Word.of("verdict", Status.class, value);
    }

    /** The words, for help and completion. */
    public static final class Words extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Words() {
            super(Word.all(Status.class));
        }
    }
}
