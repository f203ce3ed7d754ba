package io.muster.cli.option;

import io.muster.aws.client.AwsAccess;
import java.util.Iterator;

/** The codes of all regions, for completion, which alone asks for them. */
public final class RegionCodes implements Iterable<String> {

    RegionCodes() {}

    @Override
    public Iterator<String> iterator() {
        return AwsAccess.knownRegions().iterator();
    }
}
