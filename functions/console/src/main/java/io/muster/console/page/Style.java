package io.muster.console.page;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The style sheet of all pages. Each of its selectors begins with the one class of a page. */
public final class Style {

    /** On the element around a page. */
    public static final String CLASS = "mstr";

    private static final String SHEET = read() + filters();

    private Style() {}

    /** The rules, without comments and indentation. */
    public static String sheet() {
        return SHEET;
    }

    private static String read() {
        try (InputStream in =
                Objects.requireNonNull(Style.class.getResourceAsStream("page.css"), "page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?s)/\\*.*?\\*/", "")
                    .replaceAll("\\s*\\n\\s*", "")
                    .replaceAll("\\s*([{};,])\\s*", "$1");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is chosen in the filters of the list hides the rest of it. */
    private static String filters() {
        StringBuilder rules = new StringBuilder();
        for (Severity severity : Severity.values()) {
            String label = Tone.of(severity);
            rules.append(
                    ".mstr:has(.mstr-filter-%1$s:not(:checked)) .mstr-group-%1$s{display:none}"
                            .formatted(label));
        }
        for (ChecklistRow row : ChecklistRow.values()) {
            rules.append(
                    ".mstr:has(.mstr-filter-row option[value=%1$s]:checked)".formatted(Tone.of(row))
                            + " .mstr-group:not(.mstr-group-%s){display:none}"
                                    .formatted(Tone.of(row)));
        }
        return rules.append(
                        ".mstr:has(.mstr-filter-unknown:not(:checked)) .mstr-group-unknown"
                                + "{display:none}")
                .toString();
    }
}
