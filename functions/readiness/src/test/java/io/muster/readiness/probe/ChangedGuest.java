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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** The same with what a tool printed as its section, which the recording may lack. */
    ChangedGuest with(String section, String tool, String text) {
        String nonce = lines.getFirst().split(" ", -1)[2];
        String body = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        List<String> told = new ArrayList<>();
        told.add("@%s begin %s %s".formatted(nonce, section, tool));
        body.lines().forEach(told::add);
        told.add("@%s end %s 0 %d ok".formatted(nonce, section, body.getBytes(UTF_8).length));
        int from = marker("begin", section);
        List<String> changed = new ArrayList<>(lines);
        if (from < 0) {
            int done = lines.size() - 1;
            int sections = Integer.parseInt(lines.get(done).split(" ", -1)[2]);
            changed.set(done, "@%s done %d".formatted(nonce, sections + 1));
            changed.addAll(done, told);
        } else {
            changed.subList(from, marker("end", section) + 1).clear();
            changed.addAll(from, told);
        }
        return new ChangedGuest(changed);
    }

    /** The same with some sections of another answer of the probe, of which it must tell each. */
    ChangedGuest withRecorded(String answer, List<String> sections) {
        ChangedGuest changed = this;
        for (String section : sections) {
            Matcher told =
                    Pattern.compile(
                                    "^@\\S+ begin %s (\\S+)\n(.*?)^@\\S+ end %s "
                                            .formatted(section, section),
                                    Pattern.DOTALL | Pattern.MULTILINE)
                            .matcher(answer);
            if (!told.find()) {
                throw new IllegalArgumentException("no section " + section);
            }
            changed = changed.with(section, told.group(1), told.group(2));
        }
        return changed;
    }

    /** The line with which a section begins or ends; negative for none. */
    private int marker(String word, String section) {
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ", -1);
            if (lines.get(i).startsWith("@")
                    && words.length > 2
                    && words[1].equals(word)
                    && words[2].equals(section)) {
                return i;
            }
        }
        return -1;
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
