package io.muster.cli.option;

import io.muster.aws.client.AwsAccessException;
import io.muster.cli.session.CommandFailure;
import io.muster.readiness.text.Message;
import java.util.List;

/** What to do about an AWS that cannot be asked. */
public final class AccessMessage {

    private AccessMessage() {}

    public static CommandFailure of(AwsAccessException failure) {
        return CommandFailure.error(failure.whatIsWrong(), next(failure), failure);
    }

    /** The failure's own next step, and what only the command line has. */
    private static Message next(AwsAccessException failure) {
        return switch (failure.reason()) {
            case NO_CREDENTIALS ->
                    Message.all(
                            List.of(failure.next(), Message.of("screen.no-credentials-demo")),
                            "\n");
            case DENIED ->
                    failure.next().isEmpty() ? Message.of("screen.denied-next") : failure.next();
            case UNREACHABLE, FAILED ->
                    failure.next().isEmpty()
                            ? Message.of("screen.access-endpoint-next")
                            : failure.next();
            case NO_PROFILE,
                    EXPIRED,
                    NOT_RECOGNISED,
                    LOGIN_NEEDED,
                    PROGRAM_FAILED,
                    ROLE_REFUSED,
                    MFA ->
                    failure.next();
        };
    }
}
