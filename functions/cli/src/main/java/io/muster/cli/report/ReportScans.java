package io.muster.cli.report;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.StoredFacts;
import io.muster.cli.kept.KeptPrices;
import io.muster.cli.scan.FleetScans;
import io.muster.cli.scan.Progress;
import io.muster.cli.session.Session;
import io.muster.readiness.check.BuiltInChecks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scans of a report: of all checks, with their progress, and written nowhere. */
record ReportScans(Session session) {

    /**
     * Scans regions of an account.
     *
     * @param elsewhere whether an endpoint of its own is asked, whose prices are not kept
     * @param stored what guests and logs said last; null where no table is given
     */
    List<ScopeScan> of(
            AwsAccess access,
            List<String> regions,
            boolean elsewhere,
            @Nullable StoredFacts stored) {
        try (Progress progress = new Progress(session, regions.size())) {
            return new FleetScans(
                            access,
                            BuiltInChecks.catalogue(),
                            session.thresholds(),
                            KeptPrices.of(session, true, elsewhere),
                            session.clock(),
                            progress)
                    .of(regions, stored);
        }
    }
}
