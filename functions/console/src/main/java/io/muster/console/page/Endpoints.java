package io.muster.console.page;

/**
 * The functions that a widget's actions call.
 *
 * @param show the ARN of the one that shows pages; empty in a file, which has no actions
 * @param decide the ARN of the one that records decisions; empty where nothing can be decided
 */
public record Endpoints(String show, String decide) {

    /** Of a page that is a file. */
    static final Endpoints NONE = new Endpoints("", "");
}
