package io.muster.cli.option;

import io.muster.aws.client.AwsAccessException;
import io.muster.cli.session.CommandFailure;

/** What to do about an AWS that cannot be asked. */
public final class AccessMessage {

    private AccessMessage() {}

    public static CommandFailure of(AwsAccessException failure) {
        String cause = String.valueOf(failure.getMessage());
        return CommandFailure.error(cause, next(failure.reason()), failure);
    }

    /** The message has the next step; this adds what is Muster's own, or a way to look closer. */
    private static String next(AwsAccessException.Reason reason) {
        return switch (reason) {
            case NO_CREDENTIALS ->
                    """
                    For example: ./muster scan --profile NAME
                    Without any AWS account: ./muster demo""";
            case NO_PROFILE -> "List the profiles with: aws configure list-profiles";
            case EXPIRED, NOT_RECOGNISED ->
                    """
                    AWS_ACCESS_KEY_ID in the environment comes before any profile but --profile.
                    See who AWS thinks you are: aws sts get-caller-identity""";
            case DENIED -> "The actions that a scan needs: ./muster scan --help";
            case UNREACHABLE ->
                    "--endpoint-url and AWS_ENDPOINT_URL decide whom Muster asks, AWS otherwise.";
            case FAILED -> "Is that address an AWS endpoint? Look at --endpoint-url, or try again.";
        };
    }
}
