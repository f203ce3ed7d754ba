package io.muster.readiness.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.scan.GuestFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A recorded guest of which some sections say something else. */
final class ChangedGuest {

    private final List<String> lines;

    private ChangedGuest(List<String> lines) {
        this.lines = lines;
    }

    static ChangedGuest of(String recorded) {
        try {
            return new ChangedGuest(
                    Files.readAllLines(
                            Shell.here("src/test/resources/guests/" + recorded + "/probe.out")));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The same, probed at another time, in seconds since 1970. */
    ChangedGuest at(long seconds) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(0, lines.getFirst().replaceFirst(" \\d+ (\\d+)$", " " + seconds + " $1"));
        return new ChangedGuest(changed);
    }

    /** The same with what a tool printed as its section. */
    ChangedGuest with(String section, String tool, String text) {
        List<String> changed = new ArrayList<>();
        boolean inside = false;
        String body = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            boolean marker = line.startsWith("@") && words.length > 2 && words[2].equals(section);
            if (marker && words[1].equals("begin")) {
                inside = true;
                changed.add(words[0] + " begin " + section + " " + tool);
                body.lines().forEach(changed::add);
            } else if (marker && words[1].equals("end")) {
                inside = false;
                changed.add(
                        "%s end %s 0 %d ok"
                                .formatted(words[0], section, body.getBytes(UTF_8).length));
            } else if (!inside) {
                changed.add(line);
            }
        }
        return new ChangedGuest(changed);
    }

    Fact<GuestFacts> facts() {
        return ProbeOutput.parse((String.join("\n", lines) + "\n").getBytes(UTF_8))
                .map(GuestReader::read);
    }

    Verdict verdict(String check) {
        GuestFacts facts = ((Known<GuestFacts>) facts()).value();
        AtomicReference<Verdict> found = new AtomicReference<>();
        GuestFleet.of(
                        Fact.known(facts),
                        DiskHistory.NONE,
                        facts.run().probedAt(),
                        BuiltInChecks.catalogue(),
                        Thresholds.defaults())
                .judge(
                        judgement -> {
                            if (judgement.spec().id().equals(check)) {
                                found.set(judgement.verdict());
                            }
                        });
        Verdict verdict = found.get();
        if (verdict == null) {
            throw new AssertionError("no check " + check);
        }
        return verdict;
    }
}
