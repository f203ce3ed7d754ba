package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.Machine;
import java.util.List;

/**
 * {@code /proc/version}: {@code Linux version RELEASE (builder) (compiler) ...}. The machine is not
 * in it, except where the release ends in it (Amazon Linux, RHEL, Debian's cloud kernels).
 */
public final class ProcVersion {

    private ProcVersion() {}

    public static Fact<Kernel> parse(String output) {
        List<String> words = Field.words(Lines.of(output).first());
        if (words.size() < 3 || !words.get(1).equals("version") || !Uname.isRelease(words.get(2))) {
            return Unreadable.of("/proc/version", output);
        }
        String release = words.get(2);
        return Fact.known(
                new Kernel(Field.text(words.getFirst()), Field.text(release), machine(release)));
    }

    private static Machine machine(String release) {
        int last = Math.max(release.lastIndexOf('.'), release.lastIndexOf('-'));
        return Machine.ofName(release.substring(last + 1));
    }
}
