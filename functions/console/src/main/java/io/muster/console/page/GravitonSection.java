package io.muster.console.page;

import io.muster.console.page.Bar.Share;
import io.muster.console.state.FleetState;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The move to arm64: what it saves, and what stands in the way.
 *
 * @param candidates the instances with the largest savings, the largest first
 * @param more how many more there are of each
 */
public record GravitonSection(
        List<Blocker> blockers, List<Saving> workloads, List<Candidate> candidates, More more) {

    private static final int MAX_BLOCKERS = 15;
    private static final int MAX_WORKLOADS = 15;
    private static final int MAX_CANDIDATES = 25;

    public GravitonSection {
        blockers = List.copyOf(blockers);
        workloads = List.copyOf(workloads);
        candidates = List.copyOf(candidates);
    }

    /**
     * An instance whose move saves something.
     *
     * @param whole whether the page shows it whole, to be led to
     */
    public record Candidate(InstanceView instance, boolean whole) {}

    /** How many are left out of each list. */
    public record More(int blockers, int workloads, int candidates) {}

    /** What stands in the way of so many instances. */
    public record Blocker(String text, int instances, Bar bar) {}

    /**
     * What a workload can save.
     *
     * @param name by which its plan is asked for
     * @param now USD a month, such as {@code 12.50}
     * @param atMost the same once nothing stands in the way
     */
    public record Saving(String workload, String name, String now, String atMost, Bar bar) {}

    /**
     * The section.
     *
     * @param instances all of them
     * @param whole how many of these, the first, the page shows whole
     */
    static GravitonSection of(
            FleetState state, List<InstanceView> instances, int whole, Reader to) {
        GravitonTotals totals = Overview.totals(state);
        List<Candidate> saving = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            if (instances.get(i).graviton().saving().signum() > 0) {
                saving.add(new Candidate(instances.get(i), i < whole));
            }
        }
        saving.sort(Comparator.comparing(Candidate::instance, InstanceView.LARGEST_SAVING));
        List<Saving> workloads = workloads(totals, to);
        List<GravitonTotals.Blocker> blockers = totals.blockers();
        return new GravitonSection(
                blockers(blockers, to),
                workloads.subList(0, Math.min(MAX_WORKLOADS, workloads.size())),
                saving.subList(0, Math.min(MAX_CANDIDATES, saving.size())),
                new More(
                        blockers.size() - MAX_BLOCKERS,
                        workloads.size() - MAX_WORKLOADS,
                        saving.size() - MAX_CANDIDATES));
    }

    private static List<Blocker> blockers(List<GravitonTotals.Blocker> all, Reader to) {
        int most = all.isEmpty() ? 0 : all.getFirst().instances();
        return all.stream()
                .limit(MAX_BLOCKERS)
                .map(
                        each ->
                                new Blocker(
                                        to.text(each.what()),
                                        each.instances(),
                                        Bar.of(
                                                Integer.toString(each.instances()),
                                                List.of(new Share("blocked", each.instances())),
                                                most)))
                .toList();
    }

    private static List<Saving> workloads(GravitonTotals totals, Reader to) {
        List<Saving> savings = new ArrayList<>();
        double most = 0;
        for (String name : totals.workloads()) {
            GravitonTotals of = totals.of(name);
            double now = of.monthlySaving().doubleValue();
            double atMost = of.monthlySavingAtMost().doubleValue();
            most = Math.max(most, atMost);
            if (atMost > 0) {
                savings.add(
                        new Saving(
                                Reader.line(name),
                                name,
                                Amounts.usd(of.monthlySaving()),
                                Amounts.usd(of.monthlySavingAtMost()),
                                Bar.of(
                                        to.text(Message.of("console.possible-saving")),
                                        List.of(
                                                new Share("candidate", now),
                                                new Share("blocked", Math.max(0, atMost - now))),
                                        most)));
            }
        }
        return savings;
    }
}
