package io.muster.readiness.decision;

import java.time.LocalDate;

/**
 * That a person says of a workload what no API can tell.
 *
 * @param evidence where the evidence is, an address
 * @param text what there is to say of it; empty for nothing
 * @param owner who attests it
 */
public record Attestation(
        Target.OfItem target,
        String evidence,
        String text,
        String owner,
        LocalDate until,
        Made made)
        implements Decision {}
