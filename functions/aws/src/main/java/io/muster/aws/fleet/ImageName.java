package io.muster.aws.fleet;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The name of an x86 image, taken for a pattern by which its owner's arm64 images can be found: of
 * two images that differ in architecture and date alone, owners write names that differ so.
 *
 * @param pattern as an EC2 filter takes it, in which {@code *} stands for the architecture and for
 *     each date or number of a build
 * @param shape of the names that it may match
 */
record ImageName(String pattern, Pattern shape) {

    /** As names of images write the architecture: x86 first, the longest of each first. */
    private static final Pattern X86 =
            Pattern.compile(
                    "(?<![A-Za-z0-9])(?:x86[_-]64|amd64|x64|x86)(?![A-Za-z0-9])",
                    Pattern.CASE_INSENSITIVE);

    private static final String ARM64 = "(?i:arm64|aarch64)";

    /** A date, or the number of a build; 2023 and 22.04 are releases of a system. */
    private static final Pattern BUILD = Pattern.compile("\\d{4}-\\d{2}-\\d{2}|\\d{6,}");

    private static final Pattern PART =
            Pattern.compile(X86.pattern() + "|" + BUILD.pattern(), Pattern.CASE_INSENSITIVE);

    /** Fewer letters and digits would match what has nothing to do with it. */
    private static final int MIN_LETTERS = 3;

    /** AWS allows 128 characters. */
    private static final int MAX_LENGTH = 128;

    /** Reads a name; empty for one that says too little. */
    static Optional<ImageName> of(String name) {
        if (name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        StringBuilder pattern = new StringBuilder();
        StringBuilder shape = new StringBuilder();
        int letters = 0;
        int from = 0;
        List<MatchResult> parts = PART.matcher(name).results().toList();
        for (MatchResult part : parts) {
            String literal = name.substring(from, part.start());
            letters += letters(literal);
            pattern.append(FilterValues.literal(literal)).append('*');
            shape.append(Pattern.quote(literal))
                    .append(X86.matcher(part.group()).matches() ? ARM64 : "[0-9-]+");
            from = part.end();
        }
        String rest = name.substring(from);
        letters += letters(rest);
        pattern.append(FilterValues.literal(rest));
        shape.append(Pattern.quote(rest));
        return letters < MIN_LETTERS
                ? Optional.empty()
                : Optional.of(new ImageName(pattern.toString(), Pattern.compile(shape.toString())));
    }

    boolean matches(String name) {
        return shape.matcher(name).matches();
    }

    private static int letters(String text) {
        return (int) text.chars().filter(Character::isLetterOrDigit).count();
    }
}
