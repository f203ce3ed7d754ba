package io.muster.readiness.check.performance;

import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.storage.LocalFileSystems;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Judges every file system on a guest's own disks, but for those that nothing can be written to:
 * they are as full as they were made.
 */
final class EachFileSystem {

    private EachFileSystem() {}

    /**
     * Judges each once.
     *
     * @param ready what was seen where none is objected to
     */
    static Verdict of(
            Guest guest,
            Message expected,
            Message ready,
            BiConsumer<FileSystem, VerdictBuilder> judge) {
        return Verdict.of(
                expected,
                guest.facts().storage().fileSystems(),
                listing -> {
                    VerdictBuilder found = new VerdictBuilder();
                    found.unknownGaps(listing, Message.of("performance.file-systems"));
                    List<FileSystem> all = LocalFileSystems.distinct(listing);
                    if (all.isEmpty()) {
                        found.unknown(Message.of("performance.no-file-system"));
                    }
                    all.stream()
                            .filter(one -> !one.unwritable())
                            .forEach(one -> judge.accept(one, found));
                    return found.verdict(expected, ready);
                });
    }
}
