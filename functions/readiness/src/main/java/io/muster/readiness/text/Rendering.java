package io.muster.readiness.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * For whom a {@link Message} is rendered.
 *
 * @param zone in which times are given
 */
public record Rendering(Language language, ZoneId zone) {

    /** For programs and for what is stored: English, times as ISO 8601 in UTC. */
    public static final Rendering MACHINE = new Rendering(Language.ENGLISH, ZoneOffset.UTC);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

    /** A time: to the minute with its zone for people, as ISO 8601 for programs. */
    public String time(Instant time) {
        return equals(MACHINE) ? time.toString() : MINUTE.format(time.atZone(zone));
    }
}
