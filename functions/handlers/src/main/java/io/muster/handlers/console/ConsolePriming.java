package io.muster.handlers.console;

import io.muster.console.page.InstanceView;
import io.muster.console.state.ListedInstance;
import io.muster.console.state.OpenFilter;
import io.muster.console.state.OpenRow;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.readiness.check.Status;
import io.muster.readiness.scorecard.WorkloadScorecard;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Each page is shown once, of what the table has then, or that there is nothing to show; reading
 * changes nothing there.
 */
final class ConsolePriming {

    private static final List<String> TABS =
            List.of("overview", "findings", "instances", "workloads", "graviton", "decisions");

    private ConsolePriming() {}

    static void play(PrimingRun run, ConsoleHandler handler) throws IOException {
        for (String tab : TABS) {
            run.event(handler, Map.of("page", tab));
        }
        StoredFleet fleet = handler.fleet();
        List<OpenRow> rows = fleet.open(OpenFilter.of(Status.NOT_READY), "", 1).rows();
        String finding = rows.isEmpty() ? "none" : rows.getFirst().id();
        run.event(handler, Map.of("page", "finding", "of", finding));
        List<ListedInstance> machines = fleet.machines();
        run.event(
                handler,
                Map.of(
                        "page",
                        "instance",
                        "of",
                        machines.isEmpty() ? "none" : InstanceView.place(machines.getFirst())));
        List<WorkloadScorecard> workloads = fleet.workloads();
        String workload = workloads.isEmpty() ? "none" : workloads.getFirst().workload();
        for (String page : List.of("workload", "plan")) {
            run.event(handler, Map.of("page", page, "of", workload));
        }
        for (String line : run.log()) {
            if (line.contains("\"ERROR\"")) {
                throw new IllegalStateException("a page was not shown: " + line);
            }
        }
    }
}
