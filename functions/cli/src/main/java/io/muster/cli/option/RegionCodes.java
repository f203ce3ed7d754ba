package io.muster.cli.option;

import io.muster.aws.client.AwsAccess;
import java.util.ArrayList;

/** The codes of all regions, for completion. */
public final class RegionCodes extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    RegionCodes() {
        super(AwsAccess.knownRegions());
    }
}
