package io.muster.console.state;

import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.decision.Target;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scorecard.GravitonSum;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.scorecard.WorkloadScorecard;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a fleet, for pages that show a part of it: each method reads what it needs and
 * no more, and what was read before is not read again.
 */
public interface FleetSource {

    /** What was looked at, and when. */
    Seen seen();

    /** What was judged, without what is waived. */
    Scorecard scorecard();

    /** How many instances there are. */
    InstanceCounts instances();

    /** How many of them can move to arm64, and what that saves. */
    GravitonSum graviton();

    /** The instances, in the order of scopes and ids, without what is inside of them. */
    List<ListedInstance> machines();

    /** The Name of an instance; empty for what has none, is no instance or is not known. */
    String name(Scope scope, String resource);

    /**
     * A part of the open findings that are not waived, the worst severity first, and of a severity
     * those that are not ready first.
     *
     * @param after as {@link OpenPage#next} has it; empty for the first part
     * @param max how many at most
     */
    OpenPage open(OpenFilter filter, String after, int max);

    /** A finding, open or resolved, by its id; empty where there is none. */
    Optional<ListedFinding> finding(String id);

    /** The open findings about an instance that are not waived. */
    List<ListedFinding> findings(Scope scope, String instance);

    /** What is known of an instance's disks. */
    MachineFacts inside(Scope scope, String instance);

    /** The scorecards, in the order of the names. */
    List<WorkloadScorecard> workloads();

    /** The decisions on record, in any order. */
    List<ListedDecision> decisions();

    /** The decisions that speak of a finding, holding or not. */
    List<ListedDecision> about(ListedFinding finding);

    /** How many times something was decided about a target; 0 for none. */
    int revision(Target target);

    /** All that was ever decided about a target and is still kept, the oldest first. */
    List<RecordedDecision> history(Target target);

    /** How the fleet stood on each of the last days, the oldest first. */
    List<FleetDay> trend();

    /** How a workload stood on each of the last days, the oldest first. */
    List<FleetDay> trend(String workload);
}
