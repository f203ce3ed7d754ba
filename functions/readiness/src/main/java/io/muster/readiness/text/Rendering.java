package io.muster.readiness.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * For whom a {@link Message} is rendered.
 *
 * @param zones gives the zone in which times are given. It is asked only for a time, because with
 *     the first zone that is a region Java looks for providers of zones in each jar of the class
 *     path.
 */
public record Rendering(Language language, Supplier<ZoneId> zones) {

    /** For programs and for what is stored: English, times as ISO 8601 in UTC. */
    public static final Rendering MACHINE = new Rendering(Language.ENGLISH, ZoneOffset.UTC);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

    public Rendering(Language language, ZoneId zone) {
        this(language, new Known(zone));
    }

    public ZoneId zone() {
        return zones.get();
    }

    /** The same in another language. */
    public Rendering in(Language other) {
        return new Rendering(other, zones);
    }

    /** A time: to the minute with its zone for people, as ISO 8601 for programs. */
    public String time(Instant time) {
        ZoneId zone = zone();
        return language == Language.ENGLISH && zone.equals(ZoneOffset.UTC)
                ? time.toString()
                : MINUTE.format(time.atZone(zone));
    }

    private record Known(ZoneId zone) implements Supplier<ZoneId> {
        @Override
        public ZoneId get() {
            return zone;
        }
    }
}
