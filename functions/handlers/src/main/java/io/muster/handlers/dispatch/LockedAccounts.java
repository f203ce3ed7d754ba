package io.muster.handlers.dispatch;

import io.muster.aws.notice.NoticeException;
import io.muster.aws.store.MissingRoles;
import io.muster.aws.store.MissingRoles.MissingRole;
import io.muster.aws.store.ScopeSummary;
import io.muster.aws.store.StoreException;
import io.muster.handlers.notice.RoleNotice;
import io.muster.handlers.output.LogLine;
import io.muster.handlers.output.LogLine.Level;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.readiness.fact.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The accounts that do not let Muster in, of which the runs before this one wrote down each: people
 * are told once of all together, and once when they are back.
 */
final class LockedAccounts {

    private final FunctionEnvironment environment;
    private final LogLine line;

    LockedAccounts(FunctionEnvironment environment, LogLine line) {
        this.environment = environment;
        this.line = line;
    }

    /**
     * Tells people what changed. What fails here is told by the next run.
     *
     * @param summaries of all scopes: an account that was scanned since then is back
     * @param configured every scope that Muster looks at
     */
    void tell(List<ScopeSummary> summaries, Set<Scope> configured, Instant now) {
        try {
            MissingRoles roles = environment.missingRoles();
            Map<String, Instant> scanned = scanned(summaries);
            List<MissingRole> missing = new ArrayList<>();
            List<MissingRole> back = new ArrayList<>();
            int still = 0;
            for (MissingRole role : configured(roles, configured)) {
                boolean in =
                        scanned.getOrDefault(role.account(), Instant.MIN).isAfter(role.lastAt());
                if (in && role.toldAt() != null) {
                    back.add(role);
                } else if (!in && role.toldAt() == null) {
                    missing.add(role);
                } else if (!in) {
                    still++;
                }
            }
            line.with("notLetIn", missing.size() + still);
            RoleNotice notice = new RoleNotice(missing, back, still);
            if ((!missing.isEmpty() || !back.isEmpty()) && notice.publish(environment)) {
                missing.forEach(role -> roles.told(role, now));
                back.forEach(role -> roles.told(role, null));
            }
        } catch (StoreException | NoticeException | IllegalArgumentException untold) {
            line.level(Level.WARN).with("notTold", String.valueOf(untold.getMessage()));
        }
    }

    private List<MissingRole> configured(MissingRoles roles, Set<Scope> configured) {
        Set<String> accounts = configured.stream().map(Scope::account).collect(Collectors.toSet());
        return roles.all(unreadable -> environment.log(LogLine.unreadable(unreadable))).stream()
                .filter(role -> accounts.contains(role.account()))
                .toList();
    }

    /** When each account was scanned last. */
    private static Map<String, Instant> scanned(List<ScopeSummary> summaries) {
        Map<String, Instant> scanned = new HashMap<>();
        for (ScopeSummary summary : summaries) {
            scanned.merge(
                    summary.report().scope().account(),
                    summary.report().startedAt(),
                    (one, other) -> one.isAfter(other) ? one : other);
        }
        return scanned;
    }
}
