package io.muster.aws.store;

/**
 * What one scan changed in the table.
 *
 * @param superseded changes that were not written because the table already knew something newer
 */
public record ChangeCounts(int opened, int changed, int reopened, int resolved, int superseded) {

    public static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0, 0);

    /** These and others together. */
    public ChangeCounts plus(ChangeCounts more) {
        return new ChangeCounts(
                opened + more.opened,
                changed + more.changed,
                reopened + more.reopened,
                resolved + more.resolved,
                superseded + more.superseded);
    }

    /** The findings that were written. */
    public int written() {
        return opened + changed + reopened + resolved;
    }

    @Override
    public String toString() {
        return "%d opened, %d changed, %d reopened, %d resolved, %d superseded"
                .formatted(opened, changed, reopened, resolved, superseded);
    }
}
