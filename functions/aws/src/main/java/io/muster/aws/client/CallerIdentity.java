package io.muster.aws.client;

import io.muster.aws.client.AwsAccessException.Reason;
import io.muster.readiness.fact.Scope;
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
                        "the AWS session has expired: log in again, with 'aws sso login' for IAM"
                                + " Identity Center",
                        none);
            }
            throw new AwsAccessException(
                    Reason.NO_CREDENTIALS,
                    "no AWS credentials were found (%s): name a profile, log in with 'aws sso login', or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
                            .formatted(words),
                    none);
        }
    }

    static AwsAccessException refused(String action, AwsServiceException refusal) {
        String code = AwsFailure.code(refusal);
        if (AwsFailure.EXPIRED.contains(code)) {
            return new AwsAccessException(
                    Reason.EXPIRED,
                    "the AWS credentials have expired (%s): log in again or renew the session token"
                            .formatted(code),
                    refusal);
        }
        if (AwsFailure.NOT_RECOGNISED.contains(code)) {
            return new AwsAccessException(
                    Reason.NOT_RECOGNISED,
                    "AWS does not recognise the credentials (%s): look at the access key, its secret, and this machine's clock"
                            .formatted(code),
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
                    ACTION + " returned no account and ARN. Check the endpoint",
                    new IllegalArgumentException("neither an account nor an ARN"));
        }
        return new CallerIdentity(parts.group(1), account, arn);
    }
}
