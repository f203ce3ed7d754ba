package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.OperatingSystem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The files of distributions from before os-release: {@code CentOS release 6.10 (Final)}; in
 * Alpine's and Debian's the version alone, from which only the version is known.
 */
public final class ReleaseFile {

    private static final Map<String, String> IDS =
            Map.of(
                    "amazon", "amzn",
                    "centos", "centos",
                    "red", "rhel",
                    "suse", "sles",
                    "oracle", "ol",
                    "fedora", "fedora");

    private ReleaseFile() {}

    public static Fact<OperatingSystem> parse(String output) {
        List<String> words = Field.words(Lines.of(output).first());
        if (words.isEmpty()) {
            return Unreadable.of("/etc/*-release", output);
        }
        Optional<String> version =
                words.stream().filter(word -> Character.isDigit(word.charAt(0))).findFirst();
        String first = words.getFirst().toLowerCase(Locale.ROOT);
        return Fact.known(
                new OperatingSystem(
                        IDS.getOrDefault(first, "linux"),
                        List.of(),
                        version.map(Field::text).orElse(null),
                        Field.text(String.join(" ", words)),
                        null));
    }
}
