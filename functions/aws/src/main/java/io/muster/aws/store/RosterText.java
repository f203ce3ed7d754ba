package io.muster.aws.store;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.InstanceReadiness.Machine;
import io.muster.readiness.scorecard.InstanceReadiness.Tags;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Related;
import io.muster.readiness.scorecard.Related.LogPlace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** A roster of instances as compressed JSON: an array of objects, without members that are null. */
final class RosterText {

    /**
     * Of the JSON: what a hundred thousand instances take, with names of 256 characters and without
     * a probe.
     */
    private static final int MAX_JSON_BYTES = 128 << 20;

    /** One without instances takes no item. */
    private static final Packed NONE = new Packed(SdkBytes.fromByteArray(new byte[0]), "");

    private RosterText() {}

    /**
     * A roster, packed.
     *
     * @param digest the SHA-256 of the JSON, in hexadecimal digits; empty for no instances
     */
    record Packed(SdkBytes bytes, String digest) {}

    static Packed pack(List<InstanceReadiness> roster) {
        if (roster.isEmpty()) {
            return NONE;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            byte[] json = JSON.std.asBytes(roster.stream().map(RosterText::members).toList());
            out.write(json);
            out.finish();
            return new Packed(
                    SdkBytes.fromByteArray(bytes.toByteArray()),
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json)));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Reads a roster.
     *
     * @throws IOException if it is none
     */
    static List<InstanceReadiness> unpack(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return List.of();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] json = in.readNBytes(MAX_JSON_BYTES + 1);
            if (json.length > MAX_JSON_BYTES) {
                throw new IOException("it is too long");
            }
            return JSON.std.listFrom(json).stream()
                    .map(member -> instance((Map<?, ?>) member))
                    .toList();
        } catch (RuntimeException malformed) {
            throw new IOException(malformed.toString(), malformed);
        }
    }

    private static Map<String, @Nullable Object> members(InstanceReadiness instance) {
        Rule worst = instance.worst();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", instance.id());
        members.put("name", instance.name());
        members.put("owner", instance.tags().owner());
        members.put("type", instance.type());
        members.put("state", instance.state());
        members.put("workload", instance.workload());
        members.put("readiness", instance.readiness().name());
        members.put("worst", worst == null ? null : worst.id());
        members.put("worstRow", worst == null ? null : worst.row().name());
        members.put("worstSeverity", worst == null ? null : worst.severity().name());
        members.put("obstacle", instance.obstacle());
        members.put("graviton", GravitonText.members(instance.graviton()));
        members.put("setup", SetupText.members(instance.machine().setup()));
        related(instance.machine().related(), members);
        return members;
    }

    private static InstanceReadiness instance(Map<?, ?> members) {
        String worst = text(members, "worst");
        return new InstanceReadiness(
                present(members, "id"),
                new Tags(text(members, "name"), text(members, "owner")),
                new Machine(
                        present(members, "type"),
                        present(members, "state"),
                        SetupText.setup(members.get("setup")),
                        related(members)),
                text(members, "workload"),
                Readiness.valueOf(present(members, "readiness")),
                worst == null
                        ? null
                        : new Rule(
                                worst,
                                ChecklistRow.valueOf(present(members, "worstRow")),
                                Severity.valueOf(present(members, "worstSeverity"))),
                text(members, "obstacle"),
                GravitonText.verdict(members.get("graviton")));
    }

    /** A log group is its name, or its name and a stream's. */
    private static void related(@Nullable Related related, Map<String, @Nullable Object> members) {
        if (related == null) {
            return;
        }
        members.put("securityGroups", related.securityGroups());
        List<LogPlace> logs = related.logs();
        members.put(
                "logs",
                logs == null
                        ? null
                        : logs.stream()
                                .map(
                                        place ->
                                                place.stream() == null
                                                        ? List.of(place.group())
                                                        : List.of(place.group(), place.stream()))
                                .toList());
    }

    /** Null for none: an older version of Muster wrote the instance. */
    private static @Nullable Related related(Map<?, ?> members) {
        if (!(members.get("securityGroups") instanceof List<?> groups)) {
            return null;
        }
        return new Related(
                groups.stream().map(String::valueOf).toList(),
                members.get("logs") instanceof List<?> logs
                        ? logs.stream().map(RosterText::logPlace).toList()
                        : null);
    }

    private static LogPlace logPlace(@Nullable Object place) {
        List<?> names = (List<?>) Objects.requireNonNull(place);
        return new LogPlace(
                String.valueOf(names.getFirst()),
                names.size() > 1 ? String.valueOf(names.get(1)) : null);
    }

    private static String present(Map<?, ?> members, String name) {
        String text = text(members, name);
        if (text == null) {
            throw new IllegalArgumentException("an instance has no '%s'".formatted(name));
        }
        return text;
    }

    private static @Nullable String text(Map<?, ?> members, String name) {
        return members.get(name) == null ? null : String.valueOf(members.get(name));
    }
}
