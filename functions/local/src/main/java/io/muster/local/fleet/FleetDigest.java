package io.muster.local.fleet;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells whether a fleet is the one that was recorded. */
final class FleetDigest {

    private static final int MAX_LENGTH = 16;

    private FleetDigest() {}

    /** A digest of all that EC2, Auto Scaling and CloudWatch are told of a region. */
    static String of(SampleRegion region) {
        // Guests and logs are not recorded: they are loaded from what the region says now.
        SampleRegion made =
                new SampleRegion(
                        region.name(),
                        region.templates(),
                        region.groups(),
                        region.hosts().stream().map(host -> host.guest(null)).toList(),
                        region.leftovers(),
                        region.alarms(),
                        List.of());
        String text = text(List.of(made, SampleFleet.images(), SampleFleet.firewalls()));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, MAX_LENGTH);
        } catch (NoSuchAlgorithmException lacking) {
            throw new IllegalStateException("every JDK has SHA-256", lacking);
        }
    }

    /** The same text in every run: sets and maps have no order of their own. */
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case Map<?, ?> map -> {
                Map<String, String> sorted = new TreeMap<>();
                map.forEach((key, each) -> sorted.put(text(key), text(each)));
                yield sorted.toString();
            }
            case Set<?> set -> joined(set.stream().map(FleetDigest::text).sorted());
            case Collection<?> list -> joined(list.stream().map(FleetDigest::text));
            case Record one ->
                    one.getClass().getSimpleName()
                            + joined(
                                    Arrays.stream(one.getClass().getRecordComponents())
                                            .map(part -> text(read(one, part))));
            default -> value.toString();
        };
    }

    private static @Nullable Object read(Record one, RecordComponent part) {
        try {
            return part.getAccessor().invoke(one);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("the records of this package can be read", impossible);
        }
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining(", ", "(", ")"));
    }
}
