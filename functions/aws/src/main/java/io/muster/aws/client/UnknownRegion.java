package io.muster.aws.client;

import java.util.Optional;

/** A code that is no region's. The message names it, and the region that may have been meant. */
public final class UnknownRegion extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String nearest;

    /**
     * @param nearest the code of the region that may have been meant; empty for none
     */
    UnknownRegion(String code, String nearest) {
        super(
                "there is no AWS region '%s'%s"
                        .formatted(
                                code,
                                nearest.isEmpty()
                                        ? "; a region has a code such as us-east-1"
                                        : "; did you mean " + nearest + "?"));
        this.code = code;
        this.nearest = nearest;
    }

    public String code() {
        return code;
    }

    /** The code of the region that may have been meant. */
    public Optional<String> nearest() {
        return Optional.of(nearest).filter(near -> !near.isEmpty());
    }
}
