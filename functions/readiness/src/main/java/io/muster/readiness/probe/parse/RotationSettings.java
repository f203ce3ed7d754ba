package io.muster.readiness.probe.parse;

import io.muster.readiness.guest.RotationPolicy;
import io.muster.readiness.guest.RotationPolicy.Frequency;
import io.muster.readiness.guest.RotationPolicy.Procedure;
import io.muster.readiness.guest.RotationPolicy.Retention;
import io.muster.readiness.guest.RotationPolicy.Trigger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What logrotate's directives have set so far, in one block or outside of all. */
final class RotationSettings {

    /** logrotate's own criterion where nothing is said: a size of 1 MiB. */
    private static final long DEFAULT_SIZE = 1_048_576;

    private static final Set<String> SWITCHES = Set.of("compress", "copytruncate");

    private final Set<String> on = new HashSet<>();
    private @Nullable Frequency frequency;
    private @Nullable Long size = DEFAULT_SIZE;
    private @Nullable Long minSize;
    private @Nullable Long maxSize;
    private int rotate;
    private boolean postRotate;

    RotationSettings copy() {
        RotationSettings copy = new RotationSettings();
        copy.on.addAll(on);
        copy.frequency = frequency;
        copy.size = size;
        copy.minSize = minSize;
        copy.maxSize = maxSize;
        copy.rotate = rotate;
        return copy;
    }

    /** Obeys a directive; false for one that does not bear on when and how files rotate. */
    boolean apply(String word, String value) {
        if (SWITCHES.contains(word)) {
            on.add(word);
            return true;
        }
        if (word.startsWith("no") && SWITCHES.contains(word.substring(2))) {
            on.remove(word.substring(2));
            return true;
        }
        switch (word) {
            case "hourly" -> every(Frequency.HOURLY);
            case "daily" -> every(Frequency.DAILY);
            case "weekly" -> every(Frequency.WEEKLY);
            case "monthly" -> every(Frequency.MONTHLY);
            case "yearly" -> every(Frequency.YEARLY);
            case "size" -> {
                size = Numbers.size(value, 1);
                frequency = null;
            }
            case "minsize" -> minSize = Numbers.size(value, 1);
            case "maxsize" -> maxSize = Numbers.size(value, 1);
            case "rotate" -> {
                // -1 keeps every old file.
                Integer count =
                        value.equals("-1")
                                ? Integer.valueOf(Integer.MAX_VALUE)
                                : Numbers.small(value);
                rotate = count == null ? rotate : count;
            }
            case "postrotate" -> postRotate = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The last of size and frequency counts. */
    private void every(Frequency often) {
        frequency = often;
        size = null;
    }

    RotationPolicy policy(@Nullable String file, List<String> patterns) {
        return new RotationPolicy(
                file,
                patterns,
                new Trigger(frequency, size, minSize, maxSize),
                new Retention(rotate, on.contains("compress")),
                new Procedure(on.contains("copytruncate"), postRotate));
    }
}
