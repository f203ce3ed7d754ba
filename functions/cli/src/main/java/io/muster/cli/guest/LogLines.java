package io.muster.cli.guest;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.GuestFacts.Logs;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogSizes;
import io.muster.readiness.guest.LogSizes.LogFile;
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.guest.Login;
import io.muster.readiness.guest.LoginFailures;
import io.muster.readiness.guest.LoginFailures.Source;
import io.muster.readiness.guest.RotationPolicy;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logins, errors in logs and how logs are rotated: lastlog, journalctl, logrotate. */
final class LogLines {

    private static final int MAX_LINES = 5;
    private static final int MAX_POLICIES = 12;

    private LogLines() {}

    static void print(Sheet sheet, Logs logs, Fact<Listing<String>> failedUnits) {
        sheet.table(Message.of("screen.guest-logins"), logs.logins(), all -> logins(all, sheet));
        Fact<Listing<Source>> failed = logs.failedLogins().map(LoginFailures::sources);
        sheet.table(
                Message.of("screen.guest-failed-logins"),
                failed,
                all -> all.stream().limit(MAX_LINES).map(LogLines::row).toList(),
                0);
        sheet.table(
                Message.of("screen.guest-failed-units"),
                failedUnits,
                all -> all.stream().limit(MAX_LINES).map(List::of).toList());
        entries(sheet, Message.of("screen.guest-journal-errors"), logs.journalErrors());
        entries(sheet, Message.of("screen.guest-syslog-errors"), logs.syslogTrouble());
        entries(sheet, Message.of("screen.guest-kernel-warnings"), logs.kernelMessages());
        sheet.table(
                Message.of("screen.guest-log-sizes"),
                logs.sizes().map(LogSizes::files),
                all -> all.stream().limit(MAX_LINES).map(file -> row(file, sheet)).toList(),
                0);
        sheet.table(
                Message.of("screen.guest-rotation"),
                logs.rotationPolicies(),
                all -> policies(all, sheet));
    }

    private static List<List<String>> logins(Listing<Login> all, Sheet sheet) {
        return all.stream()
                .sorted(
                        Comparator.comparing(
                                Login::at, Comparator.nullsFirst(Comparator.reverseOrder())))
                .limit(MAX_LINES)
                .map(login -> row(login, sheet))
                .toList();
    }

    private static List<String> row(Login login, Sheet sheet) {
        String from =
                login.from() == null
                        ? ""
                        : sheet.text(Message.of("screen.guest-from").with("address", login.from()));
        return List.of(login.user(), time(login.at(), sheet), from);
    }

    private static List<String> row(Source source) {
        return List.of(source.attempts() + "×", source.address());
    }

    /**
     * The newest ones, and how far back the log was searched where that is not to its beginning.
     */
    private static void entries(Sheet sheet, Message heading, Fact<LogWindow> log) {
        sheet.table(
                heading,
                log.map(LogWindow::entries),
                all ->
                        all.items().reversed().stream()
                                .limit(MAX_LINES)
                                .map(entry -> row(entry, sheet))
                                .toList());
        if (log instanceof Known<LogWindow> known && known.value().since() != null) {
            sheet.doubt(
                    Message.of("screen.guest-searched")
                            .with("time", sheet.time(known.value().since())));
        }
    }

    private static List<String> row(LogEntry entry, Sheet sheet) {
        String source = entry.source();
        boolean named = source != null && !source.equals("kernel");
        return List.of(
                entry.at() == null ? "" : sheet.time(entry.at()),
                named ? source + ": " + entry.message() : entry.message());
    }

    private static List<String> row(LogFile file, Sheet sheet) {
        String written =
                file.modifiedAt() == null
                        ? ""
                        : sheet.text(
                                Message.of("screen.guest-written")
                                        .with("time", sheet.time(file.modifiedAt())));
        return List.of(Sheet.size(file.bytes()), file.path(), written);
    }

    private static List<List<String>> policies(Listing<RotationPolicy> all, Sheet sheet) {
        return all.stream()
                .limit(MAX_POLICIES)
                .map(
                        policy ->
                                List.of(
                                        String.join(" ", policy.patterns()),
                                        sheet.text(Message.all(words(policy), ", "))))
                .toList();
    }

    private static List<Message> words(RotationPolicy policy) {
        List<Message> words = new ArrayList<>();
        RotationPolicy.Trigger trigger = policy.trigger();
        if (trigger.frequency() != null) {
            words.add(frequency(trigger.frequency()));
        }
        if (trigger.sizeBytes() != null) {
            words.add(
                    Message.of("screen.guest-from-size")
                            .with("size", Sheet.size(trigger.sizeBytes())));
        }
        int kept = policy.retention().rotate();
        words.add(
                kept == Integer.MAX_VALUE
                        ? Message.of("screen.guest-all-kept")
                        : Message.of("screen.guest-kept").with("count", kept));
        words.add(
                Message.of(
                        policy.retention().compress()
                                ? "screen.guest-compressed"
                                : "screen.guest-not-compressed"));
        if (policy.procedure().copyTruncate()) {
            words.add(Message.literal("copytruncate"));
        }
        if (policy.procedure().postRotate()) {
            words.add(Message.literal("postrotate"));
        }
        return words;
    }

    private static Message frequency(RotationPolicy.Frequency frequency) {
        return switch (frequency) {
            case HOURLY -> Message.of("screen.guest-hourly");
            case DAILY -> Message.of("screen.guest-daily");
            case WEEKLY -> Message.of("screen.guest-weekly");
            case MONTHLY -> Message.of("screen.guest-monthly");
            case YEARLY -> Message.of("screen.guest-yearly");
        };
    }

    private static String time(@Nullable Instant at, Sheet sheet) {
        return at == null ? sheet.text(Message.of("screen.guest-no-year")) : sheet.time(at);
    }
}
