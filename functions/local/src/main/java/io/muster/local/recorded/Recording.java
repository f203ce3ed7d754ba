package io.muster.local.recorded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the emulator answered of one region of the sample fleet, completed as the front completes
 * it: the items of each listing, an item a line, with marks in the place of times that count back
 * from the moment of loading.
 *
 * @param fleet the digest of the fleet that was recorded
 * @param keys ids by the fleet's own names
 * @param items by listing; those of a prefix list by {@code PREFIX_LIST} and its id
 */
public record Recording(String fleet, Map<String, String> keys, Map<String, List<String>> items) {

    static final String FLEET = "fleet ";
    static final String KEY = "key ";
    static final String SECTION = "== ";

    /** {@code {{instant-86400}}} for a day before the fleet was loaded. */
    private static final Pattern MARK = Pattern.compile("\\{\\{([a-z]+)([+-]\\d{1,10})}}");

    /** How a time is written. */
    enum Form {
        INSTANT,
        /** On the full hour. */
        HOUR,
        /** As EC2 writes it in a reason. */
        REASON;

        private static final DateTimeFormatter OF_REASON =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

        String mark(Duration after) {
            return "{{%s%+d}}".formatted(name().toLowerCase(Locale.ROOT), after.toSeconds());
        }

        private String write(Instant at) {
            return switch (this) {
                case INSTANT -> at.toString();
                case HOUR -> at.truncatedTo(ChronoUnit.HOURS).toString();
                case REASON -> OF_REASON.format(at);
            };
        }
    }

    public Recording {
        keys = Map.copyOf(keys);
        items = Map.copyOf(items);
    }

    /** The recording of a region that comes with Muster; empty for a region without. */
    public static Optional<Recording> of(String region) {
        try (InputStream file = Recording.class.getResourceAsStream(region + ".gz")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(
                            parse(
                                    new String(
                                            new GZIPInputStream(file).readAllBytes(),
                                            StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "the recording of %s cannot be read: build Muster again".formatted(region),
                    unreadable);
        }
    }

    static Recording parse(String text) {
        String fleet = "";
        Map<String, String> keys = new LinkedHashMap<>();
        Map<String, List<String>> items = new LinkedHashMap<>();
        @Nullable List<String> section = null;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith(SECTION)) {
                section = new ArrayList<>();
                items.put(line.substring(SECTION.length()), section);
            } else if (section != null) {
                section.add(line);
            } else if (line.startsWith(FLEET)) {
                fleet = line.substring(FLEET.length());
            } else {
                String[] idAndKey = line.substring(KEY.length()).split(" ", 2);
                keys.put(idAndKey[1], idAndKey[0]);
            }
        }
        return new Recording(fleet, keys, items);
    }

    /** The same with the times of a fleet that is loaded at a moment. */
    public Recording loadedAt(Instant now) {
        Map<String, List<String>> dated = new LinkedHashMap<>();
        items.forEach(
                (section, lines) ->
                        dated.put(section, lines.stream().map(line -> dated(line, now)).toList()));
        return new Recording(fleet, keys, dated);
    }

    /**
     * The same with the first instances alone, and of what names an instance, a volume of one or a
     * snapshot of that what is theirs.
     *
     * @param instances at most those that were recorded
     */
    public Recording ofInstances(int instances) {
        Set<String> gone = new HashSet<>();
        List<String> all = items(Listing.INSTANCES.toString());
        all.stream().skip(instances).map(Listing.INSTANCES::id).forEach(gone::add);
        Map<String, List<String>> kept = new LinkedHashMap<>(items);
        kept.put(Listing.INSTANCES.toString(), all.subList(0, instances));
        items(Listing.VOLUMES.toString()).stream()
                .filter(volume -> gone.stream().anyMatch(volume::contains))
                .map(Listing.VOLUMES::id)
                .toList()
                .forEach(gone::add);
        kept.replaceAll(
                (section, lines) ->
                        lines.stream()
                                .filter(line -> gone.stream().noneMatch(line::contains))
                                .toList());
        return new Recording(fleet, keys, kept);
    }

    private static String dated(String line, Instant now) {
        if (!line.contains("{{")) {
            return line;
        }
        return MARK.matcher(line)
                .replaceAll(
                        mark ->
                                Form.valueOf(mark.group(1).toUpperCase(Locale.ROOT))
                                        .write(now.plusSeconds(Long.parseLong(mark.group(2)))));
    }

    List<String> items(String section) {
        return items.getOrDefault(section, List.of());
    }
}
