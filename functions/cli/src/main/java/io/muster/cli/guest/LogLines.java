package io.muster.cli.guest;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.GuestFacts.Logs;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogSizes;
import io.muster.readiness.guest.LogSizes.LogFile;
import io.muster.readiness.guest.Login;
import io.muster.readiness.guest.LoginFailures;
import io.muster.readiness.guest.LoginFailures.Source;
import io.muster.readiness.guest.RotationPolicy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who came, what was written down and how the books are kept: lastlog, journalctl, logrotate. */
final class LogLines {

    private static final int MAX_LINES = 5;
    private static final int MAX_POLICIES = 12;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private LogLines() {}

    static void print(Sheet sheet, Logs logs) {
        sheet.table("Last log-ins", logs.logins(), LogLines::logins);
        Fact<Listing<Source>> refused = logs.failedLogins().map(LoginFailures::sources);
        sheet.table("Refused log-ins", refused, LogLines::sources, 0);
        entries(sheet, "Errors in the journal", logs.journalErrors());
        entries(sheet, "Trouble in the system's log", logs.syslogTrouble());
        entries(sheet, "Warnings of the kernel", logs.kernelMessages());
        sheet.table("Biggest logs", logs.sizes().map(LogSizes::files), LogLines::files, 0);
        sheet.table("Rotation", logs.rotationPolicies(), LogLines::policies);
    }

    private static List<List<String>> logins(Listing<Login> all) {
        return all.stream()
                .sorted(
                        Comparator.comparing(
                                Login::at, Comparator.nullsFirst(Comparator.reverseOrder())))
                .limit(MAX_LINES)
                .map(LogLines::row)
                .toList();
    }

    private static List<String> row(Login login) {
        String from = login.from() == null ? "" : "from " + login.from();
        return List.of(login.user(), time(login.at()), from);
    }

    private static List<List<String>> sources(Listing<Source> all) {
        return all.stream().limit(MAX_LINES).map(LogLines::row).toList();
    }

    private static List<String> row(Source source) {
        String users = String.join(" ", source.users());
        return List.of(source.attempts() + "×", source.address(), users);
    }

    private static void entries(Sheet sheet, String heading, Fact<Listing<LogEntry>> entries) {
        sheet.table(heading, entries, LogLines::newest);
    }

    private static List<List<String>> newest(Listing<LogEntry> all) {
        return all.items().reversed().stream().limit(MAX_LINES).map(LogLines::entry).toList();
    }

    private static List<String> entry(LogEntry entry) {
        String source = entry.source();
        boolean named = source != null && !source.equals("kernel");
        return List.of(
                entry.at() == null ? "" : TIME.format(entry.at()),
                named ? source + ": " + entry.message() : entry.message());
    }

    private static List<List<String>> files(Listing<LogFile> all) {
        return all.stream().limit(MAX_LINES).map(LogLines::row).toList();
    }

    private static List<String> row(LogFile file) {
        String written = file.modifiedAt() == null ? "" : "written " + time(file.modifiedAt());
        return List.of(Sheet.size(file.bytes()), file.path(), written);
    }

    private static List<List<String>> policies(Listing<RotationPolicy> all) {
        return all.stream()
                .limit(MAX_POLICIES)
                .map(policy -> List.of(String.join(" ", policy.patterns()), words(policy)))
                .toList();
    }

    private static String words(RotationPolicy policy) {
        List<String> words = new ArrayList<>();
        RotationPolicy.Trigger trigger = policy.trigger();
        if (trigger.frequency() != null) {
            words.add(trigger.frequency().name().toLowerCase(Locale.ROOT));
        }
        if (trigger.sizeBytes() != null) {
            words.add("from " + Sheet.size(trigger.sizeBytes()));
        }
        words.add(
                policy.retention().rotate() == Integer.MAX_VALUE
                        ? "all kept"
                        : "%d kept".formatted(policy.retention().rotate()));
        words.add(policy.retention().compress() ? "compressed" : "not compressed");
        if (policy.procedure().copyTruncate()) {
            words.add("copytruncate");
        }
        if (policy.procedure().postRotate()) {
            words.add("postrotate");
        }
        return String.join(", ", words);
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "without a year" : TIME.format(at);
    }
}
