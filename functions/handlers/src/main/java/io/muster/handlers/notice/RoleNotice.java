package io.muster.handlers.notice;

import io.muster.aws.notice.Topic;
import io.muster.aws.store.MissingRoles.MissingRole;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Rendering;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people are told of accounts that do not let Muster in: one message for all of them, when
 * that changes.
 *
 * @param missing those of which people were not told yet
 * @param back those of which they were told, and that let Muster in again
 * @param still how many others do not let it in, of which they were told before
 */
public record RoleNotice(List<MissingRole> missing, List<MissingRole> back, int still) {

    /** Named in a mail, of each kind. */
    static final int MAX_ACCOUNTS = 100;

    private static final int ACCOUNTS_A_LINE = 10;

    public RoleNotice {
        missing = List.copyOf(missing);
        back = List.copyOf(back);
    }

    /**
     * Tells people.
     *
     * @return false if no topic is configured
     * @throws io.muster.aws.notice.NoticeException if the topic does not take it
     */
    public boolean publish(FunctionEnvironment environment) {
        NoticeSettings settings = NoticeSettings.from(environment.environment());
        Optional<String> topic = settings.topic();
        if (topic.isEmpty()) {
            return false;
        }
        Rendering rendering = new Rendering(settings.language(), ZoneOffset.UTC);
        environment
                .topic(topic.get())
                .publish(
                        PlainText.subject(subject().in(rendering), Topic.MAX_SUBJECT_LENGTH),
                        text(rendering),
                        Map.of("severity", Severity.HIGH.name()));
        return true;
    }

    private Message subject() {
        return missing.isEmpty()
                ? Message.of("notice.roles-subject-back")
                        .with("role", role(back))
                        .with("count", back.size())
                : Message.of("notice.roles-subject")
                        .with("role", role(missing))
                        .with("count", missing.size());
    }

    private String text(Rendering rendering) {
        List<Message> lines = new ArrayList<>();
        if (!missing.isEmpty()) {
            lines.add(
                    Message.of("notice.roles-missing")
                            .with("role", role(missing))
                            .with("count", missing.size()));
            accounts(missing, lines);
            lines.add(
                    Message.of("notice.roles-reason")
                            .with("account", missing.getFirst().account())
                            .with("message", missing.getFirst().detail()));
            lines.add(Message.of("notice.roles-remedy"));
        }
        if (!back.isEmpty()) {
            lines.add(
                    Message.of("notice.roles-back")
                            .with("role", role(back))
                            .with("count", back.size()));
            accounts(back, lines);
        }
        if (still > 0) {
            lines.add(Message.of("notice.roles-still").with("count", still));
        }
        StringBuilder text = new StringBuilder();
        for (Message line : lines) {
            text.append(PlainText.line(line.in(rendering))).append('\n');
        }
        return text.toString();
    }

    private static void accounts(List<MissingRole> roles, List<Message> lines) {
        List<String> named = roles.stream().limit(MAX_ACCOUNTS).map(MissingRole::account).toList();
        for (int from = 0; from < named.size(); from += ACCOUNTS_A_LINE) {
            int to = Math.min(named.size(), from + ACCOUNTS_A_LINE);
            lines.add(
                    Message.of("notice.roles-accounts")
                            .with("accounts", String.join(", ", named.subList(from, to))));
        }
        if (roles.size() > MAX_ACCOUNTS) {
            lines.add(Message.of("notice.more").with("count", roles.size() - MAX_ACCOUNTS));
        }
    }

    /** The name is the same in all accounts. */
    private static String role(List<MissingRole> roles) {
        String arn = roles.getFirst().role();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
