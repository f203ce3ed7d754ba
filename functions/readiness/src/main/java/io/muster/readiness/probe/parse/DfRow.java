package io.muster.readiness.probe.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of df. Devices and mount points may hold blanks, so that a row is found by what stands
 * between them: three amounts and a share.
 *
 * @param amounts total, used and available, as printed
 * @param share such as {@code 31%}, or {@code -}
 */
record DfRow(
        String device,
        @Nullable String type,
        List<String> amounts,
        String share,
        String mountPoint) {

    /**
     * Reads the rows; a device name too long for its column stands on a line of its own in busybox
     * and in old versions of df.
     */
    static List<@Nullable DfRow> all(List<String> lines, Header header) {
        List<@Nullable DfRow> rows = new ArrayList<>();
        String device = "";
        for (String line : lines) {
            if (Header.isHeader(line)) {
                continue;
            }
            String whole = device + line;
            device = "";
            List<String> words = Field.words(whole);
            DfRow row = of(whole, words, header);
            if (row == null && words.size() == 1) {
                device = whole;
                continue;
            }
            rows.add(row);
        }
        if (!device.isEmpty()) {
            rows.add(null);
        }
        return rows;
    }

    private static @Nullable DfRow of(String line, List<String> words, Header header) {
        for (int at = header.typed() ? 5 : 4; at + 1 < words.size(); at++) {
            boolean share = words.get(at).equals("-") || Numbers.percent(words.get(at)) != null;
            if (share
                    && amount(words.get(at - 1))
                    && amount(words.get(at - 2))
                    && amount(words.get(at - 3))) {
                int names = header.typed() ? at - 4 : at - 3;
                return new DfRow(
                        Field.text(Field.unescaped(String.join(" ", words.subList(0, names)))),
                        header.typed() ? Field.orNull(words.get(at - 4)) : null,
                        List.copyOf(words.subList(at - 3, at)),
                        words.get(at),
                        Field.text(Field.after(line, at + 1)));
            }
        }
        return null;
    }

    /** Available space is negative where root has used up what is reserved for it. */
    private static boolean amount(String word) {
        return word.equals("-")
                || Numbers.size(word.startsWith("-") ? word.substring(1) : word, 1) != null;
    }

    /**
     * df's first line.
     *
     * @param typed whether the second column is the type
     * @param block the bytes that a number without a letter counts
     */
    record Header(boolean typed, long block) {

        private static final int SEARCHED = 5;

        static boolean isHeader(String line) {
            return line.startsWith("Filesystem") && line.contains("Mounted on");
        }

        /** Reads it, or takes POSIX's columns and blocks of 1,024 bytes where it is missing. */
        static Header of(List<String> lines) {
            for (String line : lines.subList(0, Math.min(SEARCHED, lines.size()))) {
                if (isHeader(line)) {
                    return ofWords(Field.words(line));
                }
            }
            return new Header(false, 1_024);
        }

        private static Header ofWords(List<String> words) {
            long block = 1;
            for (String word : words) {
                int dash = word.indexOf("-blocks");
                if (dash > 0) {
                    Long size = Numbers.size(word.substring(0, dash), 1);
                    block = size == null || size == 0 ? 1_024 : size;
                }
            }
            return new Header(words.size() > 1 && words.get(1).equals("Type"), block);
        }
    }
}
