package io.muster.cli.option;

import io.muster.readiness.checklist.ChecklistRow;
import java.util.ArrayList;
import picocli.CommandLine.ITypeConverter;

/** Reads a checklist row. */
public final class ChecklistRowOption implements ITypeConverter<ChecklistRow> {

    @Override
    public ChecklistRow convert(String value) {
        return Word.of("checklist row", ChecklistRow.class, value);
    }

    /** The words, for help and completion. */
    public static final class Words extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Words() {
            super(Word.all(ChecklistRow.class));
        }
    }
}
