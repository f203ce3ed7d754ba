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
            case DENIED -> "The actions that a scan needs: ./muster permissions scan";
            case LOGIN_NEEDED -> "Then run the command again.";
            case PROGRAM_FAILED -> "Or use another profile: --profile NAME";
            case ROLE_REFUSED ->
                    """
                    Its trust policy must name the caller, who needs sts:AssumeRole on it.
                    It may also ask for an external id (--external-id) or an MFA code (mfa_serial in the profile).""";
            case MFA ->
                    "Without a terminal, set the keys that this prints: aws sts get-session-token --serial-number DEVICE --token-code CODE";
            case UNREACHABLE ->
                    "--endpoint-url and AWS_ENDPOINT_URL decide whom Muster asks, AWS otherwise.";
            case FAILED -> "Is that address an AWS endpoint? Look at --endpoint-url, or try again.";
        };
    }
}
