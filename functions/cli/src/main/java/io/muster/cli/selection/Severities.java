package io.muster.cli.selection;

import io.muster.cli.option.Words;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;

/**
 * Severities as an option takes them: one name is that and above, a list with commas is exactly
 * these.
 *
 * @param listed whether they were listed one by one
 */
record Severities(Set<Severity> wanted, boolean listed) {

    static final Severities ALL = new Severities(EnumSet.allOf(Severity.class), false);

    Severities {
        wanted = Collections.unmodifiableSet(EnumSet.copyOf(wanted));
    }

    /** What is not wanted, as in {@code 16 below high}. */
    Message others(int count) {
        return listed
                ? Message.of("screen.hidden-severities").with("count", count)
                : Message.of("screen.hidden-below")
                        .with("count", count)
                        .with("severity", Collections.min(wanted).title());
    }

    /** Reads {@code high} or {@code high,low}. */
    static final class Converter implements ITypeConverter<Severities> {
        @Override
        public Severities convert(String given) {
            Words<Severity> words = new Words<>(Severity.class, "severity");
            if (given.indexOf(',') < 0) {
                Severity least = words.convert(given);
                return new Severities(EnumSet.range(least, Severity.CRITICAL), false);
            }
            List<Severity> exactly = new ArrayList<>();
            for (String part : given.split(",", -1)) {
                exactly.add(words.convert(part));
            }
            return new Severities(EnumSet.copyOf(exactly), true);
        }
    }

    /** The severities' words, for completion. */
    static final class Candidates extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Candidates() {
            super(Arrays.stream(Severity.values()).map(Words::of).toList());
        }
    }
}
