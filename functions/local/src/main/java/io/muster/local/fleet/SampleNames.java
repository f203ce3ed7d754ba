package io.muster.local.fleet;

/** What the tags of two hosts of the sample fleet say; all else is the same. */
public enum SampleNames {
    /** What a team writes. */
    PLAIN,
    /** What attacks the program that shows it: markup, formulas, reversed text, many characters. */
    HOSTILE
}
