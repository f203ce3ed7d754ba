package io.muster.aws.client;

import io.muster.aws.client.AwsAccessException.Reason;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.text.Message;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who is asking: the account that a scan's facts belong to.
 *
 * @param partition from the ARN: {@code aws}, {@code aws-cn}, {@code aws-us-gov}, ...
 * @param account twelve digits
 * @param arn of the user or the assumed role
 */
public record CallerIdentity(String partition, String account, String arn) {

    /** The IAM action, which AWS allows to every principal. */
    public static final String ACTION = "sts:GetCallerIdentity";

    private static final Pattern ARN = Pattern.compile("arn:([a-z][a-z0-9-]{0,30}):[^ ]{1,2048}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    /**
     * Asks AWS.
     *
     * @throws AwsAccessException with the cause and the next step, when there is no answer
     */
    public static CallerIdentity of(AwsClients clients) {
        findCredentials(clients);
        GetCallerIdentityResponse answer;
        try {
            answer = clients.sts().getCallerIdentity();
        } catch (AwsServiceException refusal) {
            throw refused(ACTION, refusal);
        } catch (SdkException failure) {
            throw AwsAccessException.of(ACTION, failure);
        }
        return read(answer.arn(), answer.account());
    }

    /** The caller's account in a region. */
    public Scope in(String region) {
        return new Scope(partition, account, region);
    }

    /**
     * Looks the credentials up before they are used, because the SDK has one exception for both
     * that there are none and that the call went wrong.
     */
    private static void findCredentials(AwsClients clients) {
        try {
            clients.credentials().resolveCredentials();
        } catch (AwsServiceException refusal) {
            // A provider that asks STS or SSO for the credentials was refused.
            throw refused(ACTION, refusal);
        } catch (SdkException none) {
            String words = AwsFailure.words(none);
            if (words.contains("expired")) {
                throw new AwsAccessException(
                        Reason.EXPIRED,
                        Message.of("screen.session-expired"),
                        Message.of("screen.session-expired-next"),
                        none);
            }
            throw new AwsAccessException(
                    Reason.NO_CREDENTIALS,
                    Message.of("screen.no-credentials-why").with("why", words),
                    Message.of("screen.no-credentials-next"),
                    none);
        }
    }

    static AwsAccessException refused(String action, AwsServiceException refusal) {
        String code = AwsFailure.code(refusal);
        if (AwsFailure.EXPIRED.contains(code)) {
            return new AwsAccessException(
                    Reason.EXPIRED,
                    Message.of("screen.credentials-expired").with("code", code),
                    Message.of("screen.credentials-expired-next"),
                    refusal);
        }
        if (AwsFailure.NOT_RECOGNISED.contains(code)) {
            return new AwsAccessException(
                    Reason.NOT_RECOGNISED,
                    Message.of("screen.credentials-refused").with("code", code),
                    Message.of("screen.credentials-refused-next"),
                    refusal);
        }
        return AwsAccessException.of(action, refusal);
    }

    private static CallerIdentity read(@Nullable String arn, @Nullable String account) {
        Matcher parts = ARN.matcher(arn == null ? "" : arn);
        if (arn == null
                || account == null
                || !parts.matches()
                || !ACCOUNT.matcher(account).matches()) {
            throw new AwsAccessException(
                    Reason.FAILED,
                    Message.of("screen.no-identity"),
                    Message.of("screen.endpoint-next"),
                    new IllegalArgumentException("neither an account nor an ARN"));
        }
        return new CallerIdentity(parts.group(1), account, arn);
    }
}
