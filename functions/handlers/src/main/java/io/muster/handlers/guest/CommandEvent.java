package io.muster.handlers.guest;

import io.muster.handlers.event.Event;
import io.muster.handlers.runtime.ConfiguredScopes;
import io.muster.readiness.fact.Scope;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * That a command's status changed: EventBridge's {@code EC2 Command Status-change Notification}, of
 * which neither order nor single delivery is promised. See {@code events/guest-results.json}.
 */
record CommandEvent(Scope scope, String commandId, String document, String status) {

    static final String SOURCE = "aws.ssm";
    static final String TYPE = "EC2 Command Status-change Notification";
    private static final Pattern COMMAND_ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** In these a command is still at work. */
    private static final Set<String> OPEN =
            Set.of("pending", "inprogress", "delayed", "cancelling");

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException if it is none for this function; the message says why
     */
    static CommandEvent of(Event event) {
        String type = event.required("detail-type");
        if (!TYPE.equals(type) || !SOURCE.equals(event.text("source"))) {
            String source = Event.quoted(event.text("source"));
            throw event.refused(
                    "it is %s of %s, and not %s of %s"
                            .formatted(Event.quoted(type), source, TYPE, SOURCE));
        }
        Event detail = event.object("detail");
        String commandId = detail.required("command-id");
        if (!COMMAND_ID.matcher(commandId).matches()) {
            throw event.refused("its \"command-id\" is no command's: " + Event.quoted(commandId));
        }
        return new CommandEvent(
                event.scope(event.members()),
                commandId,
                detail.required("document-name"),
                detail.required("status"));
    }

    /**
     * Why there is nothing to do; empty where there may be.
     *
     * @param reach the accounts that Muster looks at
     * @param probe the name of the probe's document
     */
    Optional<String> irrelevant(ConfiguredScopes reach, String probe) {
        if (!document.equals(probe) && !document.endsWith(":document/" + probe)) {
            return Optional.of("the command carried another document");
        }
        if (!reach.covers(scope.account())) {
            return Optional.of(
                    "the command is of an account that is not looked at, " + scope.account());
        }
        String word = status.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        return OPEN.contains(word) ? Optional.of("the command is still at work") : Optional.empty();
    }
}
