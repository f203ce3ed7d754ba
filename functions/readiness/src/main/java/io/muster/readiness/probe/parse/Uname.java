package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.Machine;
import java.util.List;

/**
 * {@code uname} with any of {@code -s -n -r -m -p -o}: it prints them in this order whatever the
 * order of the options, so that the release is found by its digits and the machine follows it.
 */
public final class Uname {

    /**
     * Behind kernel and host name, behind the kernel's name, first; a host name may be a number.
     */
    private static final List<Integer> PLACES = List.of(2, 1, 0);

    private Uname() {}

    public static Fact<Kernel> parse(String output) {
        List<String> words = Field.words(Lines.of(output).first());
        for (int at : PLACES) {
            if (at < words.size() && isRelease(words.get(at))) {
                String name = at > 0 ? words.getFirst() : "Linux";
                return Fact.known(
                        new Kernel(
                                Field.text(name),
                                Field.text(words.get(at)),
                                machine(words, at + 1)));
            }
        }
        return Unreadable.of("uname", output);
    }

    /** The first word after the release that names a machine; {@code -v} may lie between. */
    private static Machine machine(List<String> words, int from) {
        for (int at = from; at < words.size(); at++) {
            Machine machine = Machine.ofName(words.get(at));
            if (machine != Machine.OTHER) {
                return machine;
            }
        }
        return Machine.OTHER;
    }

    static boolean isRelease(String word) {
        int point = word.indexOf('.');
        return point > 0
                && point + 1 < word.length()
                && Numbers.small(word.substring(0, point)) != null
                && Character.isDigit(word.charAt(point + 1));
    }
}
