package io.muster.readiness.graviton;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;

/** A table beside these classes: comments, a heading, and lines of cells without quotes. */
final class CsvResource {

    private CsvResource() {}

    /**
     * The lines below the heading.
     *
     * @param name of the file
     * @param cells how many each line has
     * @throws IllegalStateException if the file is missing, or a line has another number of cells
     */
    static List<List<String>> rows(String name, int cells) {
        try (InputStream file = CsvResource.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
                return lines.lines()
                        .filter(line -> !line.startsWith("#"))
                        .skip(1)
                        .map(line -> row(name, line, cells))
                        .toList();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " cannot be read", unreadable);
        }
    }

    private static List<String> row(String name, String line, int cells) {
        List<String> row = List.of(line.split(",", -1));
        if (row.size() != cells) {
            throw new IllegalStateException(
                    "%s: %d cells and not %d in '%s'".formatted(name, row.size(), cells, line));
        }
        return row;
    }
}
