package io.muster.cli.selection;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time, or an age before now.
 *
 * @param at null where an age is given
 * @param age null where a time is given
 */
public record Since(@Nullable Instant at, @Nullable Duration age) {

    private static final Pattern AGE = Pattern.compile("(\\d{1,5})([mhdw])");

    public Instant before(Instant now) {
        return at != null ? at : age != null ? now.minus(age) : now;
    }

    /** Reads {@code 7d}, {@code 2026-11-22} or {@code 2026-11-22T12:00:00Z}. */
    public static final class Converter implements ITypeConverter<Since> {
        @Override
        public Since convert(String given) {
            String text = given.strip();
            Matcher age = AGE.matcher(text);
            if (age.matches()) {
                long number = Long.parseLong(age.group(1));
                return new Since(
                        null,
                        switch (age.group(2)) {
                            case "m" -> Duration.ofMinutes(number);
                            case "h" -> Duration.ofHours(number);
                            case "d" -> Duration.ofDays(number);
                            default -> Duration.ofDays(7 * number);
                        });
            }
            try {
                return new Since(
                        text.indexOf('T') < 0
                                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                                : Instant.parse(text),
                        null);
            } catch (DateTimeException unreadable) {
                throw new TypeConversionException(
                        "'%s' is not a time. Valid values: an age such as 7d, 12h, 30m or 2w, a date such as 2026-11-22 (UTC), or a time such as 2026-11-22T12:00:00Z"
                                .formatted(given));
            }
        }
    }
}
