package io.muster.local.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The recorded items of one region's answers, and copies of them that are as consistent as the
 * originals: copy 7 of an instance names copy 7 of its volumes, its group and its workload.
 */
final class Recording {

    /** Ids of what a larger fleet has more of. Networks, groups, images stay what they are. */
    private static final Pattern ID =
            Pattern.compile(
                    "\\b((?:i|vol|snap|eni|eni-attach|eipalloc|eipassoc|r)-[0-9a-f]{0,9})([0-9a-f]{8})\\b");

    private static final Pattern WORKLOAD =
            Pattern.compile("(?i)(<key>workload</key>\\s*<value>)([^<]+)(?=</value>)");

    private static final Pattern GROUP_NAME =
            Pattern.compile("<AutoScalingGroupName>([^<]+)</AutoScalingGroupName>");

    private final Map<Operation, List<String>> items;
    private final Pattern groupNames;

    private Recording(Map<Operation, List<String>> items) {
        this.items = items;
        this.groupNames = groupNames(items(Operation.DescribeAutoScalingGroups));
    }

    /** The recording that comes with Muster: one region of the sample fleet. */
    static Recording bundled() {
        return read(
                operation -> {
                    String name = operation.name() + ".xml.gz";
                    try (InputStream file = Recording.class.getResourceAsStream(name)) {
                        if (file == null) {
                            throw new IllegalStateException("the build left out " + name);
                        }
                        return new String(
                                new GZIPInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    static Recording read(Function<Operation, String> answers) {
        Map<Operation, List<String>> items = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            items.put(operation, List.copyOf(Items.of(operation, answers.apply(operation))));
        }
        return new Recording(items);
    }

    /** The recorded items of an operation. */
    List<String> items(Operation operation) {
        return items.getOrDefault(operation, List.of());
    }

    /**
     * One item of a copy.
     *
     * @param copy from 0; 0 is the original
     */
    String item(Operation operation, int index, int copy) {
        String original = items(operation).get(index);
        if (copy == 0) {
            return original;
        }
        String renamed =
                ID.matcher(original).replaceAll(id -> id.group(1) + moved(id.group(2), copy));
        renamed = groupNames.matcher(renamed).replaceAll("$0-" + copy);
        return WORKLOAD.matcher(renamed).replaceAll("$1$2-" + copy);
    }

    private static String moved(String digits, int copy) {
        return "%08x".formatted(Integer.parseUnsignedInt(digits, 16) ^ copy);
    }

    private static Pattern groupNames(List<String> groups) {
        String names =
                groups.stream()
                        .map(GROUP_NAME::matcher)
                        .filter(Matcher::find)
                        .map(match -> Pattern.quote(match.group(1)))
                        .collect(Collectors.joining("|"));
        return Pattern.compile("(?<=[>:/])(" + (names.isEmpty() ? "(?!)" : names) + ")(?=[<:/])");
    }
}
