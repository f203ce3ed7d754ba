package io.muster.local.recorded;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values of a filter. A star stands for any text and a question mark for a character, unless a
 * backslash stands before them.
 */
final class Wanted {

    private final Set<String> literals = new HashSet<>();
    private final List<Pattern> patterns = new ArrayList<>();

    void add(String value) {
        StringBuilder pattern = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        boolean open = false;
        for (int index = 0; index < value.length(); index++) {
            char each = value.charAt(index);
            if (each == '*' || each == '?') {
                open = true;
                pattern.append(Pattern.quote(literal.toString())).append(each == '*' ? ".*" : ".");
                literal.setLength(0);
            } else {
                if (each == '\\' && index + 1 < value.length()) {
                    index++;
                }
                literal.append(value.charAt(index));
            }
        }
        if (open) {
            pattern.append(Pattern.quote(literal.toString()));
            patterns.add(Pattern.compile(pattern.toString(), Pattern.DOTALL));
        } else {
            literals.add(literal.toString());
        }
    }

    boolean takes(String value) {
        return literals.contains(value)
                || patterns.stream().anyMatch(each -> each.matcher(value).matches());
    }
}
