package io.muster.readiness.check.install;

import static io.muster.readiness.checklist.ChecklistRow.INSTALL;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.BlindSpot;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.text.Message;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Of a managed instance whose inside was not seen, or not all of it, no check of the inside can say
 * that it is ready. This says so once for all of them.
 *
 * <p>Where Systems Manager does not reach the instance at all, {@code ssm-managed} says it.
 */
public final class GuestInspected extends Check.OfGuest implements BlindSpot {

    public GuestInspected() {
        super(
                new Rule("guest-inspected", INSTALL, MEDIUM),
                limits ->
                        Message.of("guest-inspected.expected")
                                .with(
                                        "hours",
                                        limits.get(Setting.GUEST_MAXIMUM_AGE_HOURS).toHours()),
                """
                # {#runs}
                aws ssm list-command-invocations --region {region} --instance-id {id} --max-items 5 --query 'CommandInvocations[].[DocumentName,RequestedDateTime,Status,StatusDetails]' --output table
                aws ssm get-connection-status --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-commands.html");
    }

    private static final Set<Kind> SILENT = EnumSet.of(Kind.GUEST_SILENT, Kind.GUEST_STALE);

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.ready(expectation(thresholds), Message.of("guest-inspected.answered"));
    }

    @Override
    public Verdict telling(Verdict own, Hidden hidden) {
        Cause cause = own.cause();
        if (cause != null && SILENT.contains(cause.kind())) {
            return Verdict.notReady(own.says().expected(), own.says().actual())
                    .hiding(hidden.checks());
        }
        SortedMap<Cause, Message> missing = hidden.causes();
        if (own.status() != Status.READY || missing.isEmpty()) {
            return own.hiding(hidden.checks());
        }
        String sections =
                missing.keySet().stream()
                        .map(missed -> missed.of())
                        .collect(Collectors.joining(", "));
        List<Message> details =
                missing.entrySet().stream()
                        .map(
                                entry ->
                                        Message.of("guest-inspected.section")
                                                .with("section", entry.getKey().of())
                                                .with("reason", entry.getValue()))
                        .toList();
        return Verdict.unknown(
                        own.says().expected(),
                        Message.of("guest-inspected.sections-missing").with("sections", sections))
                .withEvidence(details)
                .hiding(hidden.checks());
    }
}
