package io.muster.readiness.probe;

/**
 * How something that a guest printed is repeated to a person: one short line, nothing that acts.
 */
final class Shown {

    /** Characters of a guest's text that a message repeats. */
    private static final int LONGEST = 160;

    private Shown() {}

    /** Without control and formatting characters, in at most {@value #LONGEST} characters. */
    static String line(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < LONGEST; i++) {
            char c = text.charAt(i);
            boolean acts = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            shown.append(acts || Character.isSurrogate(c) ? ' ' : c);
        }
        return text.length() > LONGEST ? shown.append('…').toString() : shown.toString().strip();
    }
}
