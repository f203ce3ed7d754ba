package io.muster.console.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Shares of a whole, drawn as one line of blocks.
 *
 * @param blocks from left to right; none where the whole is nothing
 * @param text the same for those who do not see it
 */
public record Bar(List<Block> blocks, String text) {

    /** The width of the whole. */
    public static final int WIDTH = 1_000;

    /** What is there is seen: the narrowest block. */
    private static final int MIN_WIDTH = 12;

    public Bar {
        blocks = List.copyOf(blocks);
    }

    /**
     * A block.
     *
     * @param tone names its colour, such as {@code ready}
     * @param from where it begins, in thousandths of the whole
     * @param width in thousandths of the whole
     */
    public record Block(String tone, int from, int width) {}

    /** So much of a tone. */
    record Share(String tone, double amount) {}

    /**
     * The shares of their sum.
     *
     * @param shares none is negative
     */
    static Bar of(String text, List<Share> shares) {
        return of(text, shares, shares.stream().mapToDouble(Share::amount).sum());
    }

    /**
     * The shares of a whole that may be more than their sum.
     *
     * @param whole at least the sum of the shares
     */
    static Bar of(String text, List<Share> shares, double whole) {
        List<Block> blocks = new ArrayList<>();
        if (whole <= 0) {
            return new Bar(blocks, text);
        }
        List<Share> drawn = shares.stream().filter(share -> share.amount() > 0).toList();
        int reserved = MIN_WIDTH * drawn.size();
        int from = 0;
        for (Share share : drawn) {
            int width =
                    MIN_WIDTH + (int) ((WIDTH - reserved) * Math.min(1, share.amount() / whole));
            blocks.add(new Block(share.tone(), from, width));
            from += width;
        }
        return new Bar(blocks, text);
    }
}
