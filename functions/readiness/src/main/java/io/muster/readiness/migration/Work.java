package io.muster.readiness.migration;

import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Something to do before, or with, a move.
 *
 * @param blocks whether nothing can move until it is done
 * @param what was found, with the files, packages or products concerned
 * @param instances on how many it was found
 */
public record Work(Action action, boolean blocks, Message what, int instances) {

    /** What to do about it, in the order in which a plan lists it. */
    public enum Action {
        /** An arm64 version must come from the vendor. */
        ASK_VENDOR,
        /** Nothing for arm64 is known: another product takes its place, or the vendor's own. */
        REPLACE,
        /** It must be compiled again. */
        REBUILD,
        /** A newer version, or the arm64 build of this one, is to be installed. */
        UPGRADE,
        /** It was not seen, or Muster does not know what it takes. */
        INSPECT;

        public Message title() {
            return switch (this) {
                case ASK_VENDOR -> Message.of("migration.ask-vendor");
                case REPLACE -> Message.of("migration.replace");
                case REBUILD -> Message.of("migration.rebuild");
                case UPGRADE -> Message.of("migration.upgrade");
                case INSPECT -> Message.of("migration.inspect");
            };
        }

        /** By the code of what was found; what this version does not know is to be looked at. */
        static Action of(Message found) {
            return switch (found.code()) {
                case "graviton-target.marketplace-code", "arm64-evidence.out-of-tree-modules" ->
                        ASK_VENDOR;
                case "arm64-evidence.native-blocks", "arm64-evidence.native-replace" -> REPLACE;
                case "arm64-evidence.running-32-bit",
                        "arm64-evidence.running-not-packaged",
                        "arm64-evidence.running-in-containers",
                        "arm64-evidence.files-not-packaged",
                        "arm64-evidence.to-build",
                        "arm64-evidence.images",
                        "arm64-evidence.jars" ->
                        REBUILD;
                case "os-supports-arm64.too-old",
                        "arm64-evidence.kernel-too-old",
                        "arm64-evidence.other-vendors",
                        "arm64-evidence.native-upgrade",
                        "arm64-evidence.native-add",
                        "arm64-evidence.native-newer-glibc",
                        "arm64-evidence.native-newer-glibc-unknown",
                        "arm64-evidence.wheels-and-add-ons" ->
                        UPGRADE;
                default -> INSPECT;
            };
        }
    }

    /** What instances need, each once: what blocks first, then by action. */
    public static List<Work> of(List<ScannedInstance> instances) {
        Map<Work, Integer> counts = new LinkedHashMap<>();
        for (ScannedInstance scanned : instances) {
            found(scanned).distinct().forEach(work -> counts.merge(work, 1, Integer::sum));
        }
        List<Work> all = new ArrayList<>();
        for (Action action : Action.values()) {
            counts.forEach(
                    (work, count) -> {
                        if (work.action == action) {
                            all.add(new Work(action, work.blocks, work.what, count));
                        }
                    });
        }
        return Stream.concat(
                        all.stream().filter(Work::blocks),
                        all.stream().filter(work -> !work.blocks()))
                .toList();
    }

    private static Stream<Work> found(ScannedInstance scanned) {
        if (!scanned.current()) {
            return Stream.of(inspect(Message.of("migration.not-scanned-recently")));
        }
        GravitonVerdict verdict = scanned.instance().graviton();
        if (verdict == null) {
            return Stream.of(inspect(Message.of("migration.scanned-by-older-version")));
        }
        return verdict.outcome() == Outcome.NOT_APPLICABLE || verdict.outcome() == Outcome.READY
                ? Stream.empty()
                : Stream.concat(
                        verdict.blockers().stream()
                                .map(what -> new Work(Action.of(what), true, what, 0)),
                        verdict.reasons().stream()
                                .map(what -> new Work(Action.of(what), false, what, 0)));
    }

    private static Work inspect(Message what) {
        return new Work(Action.INSPECT, false, what, 0);
    }
}
