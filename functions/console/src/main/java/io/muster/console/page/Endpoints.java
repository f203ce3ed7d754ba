package io.muster.console.page;

/**
 * The functions that a widget's actions call.
 *
 * @param show the ARN of the one that shows pages; empty in a file, which has no actions
 * @param decide the ARN of the one that records decisions; empty where nothing can be decided
 * @param trail the CloudTrail trail that records who decides; empty where there is none
 */
public record Endpoints(String show, String decide, String trail) {

    /** Of a page that is a file. */
    static final Endpoints NONE = new Endpoints("", "");

    /** Where no trail records who decides. */
    public Endpoints(String show, String decide) {
        this(show, decide, "");
    }
}
