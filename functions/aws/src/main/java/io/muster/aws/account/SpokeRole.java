package io.muster.aws.account;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.AwsFailure;
import io.muster.readiness.fact.Scope;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The role that Muster takes in an account that is not its own.
 *
 * <p>Its credentials are asked for once an hour, when they run out, and not once a scope: keep this
 * for as long as the function lives.
 */
public final class SpokeRole {

    /** What infra-terraform/modules/spoke calls it. */
    public static final String DEFAULT_NAME = "muster-spoke";

    private static final String ACTION = "sts:AssumeRole";

    /** STS's code for a role that does not exist, too. */
    private static final String DENIED = "AccessDenied";

    private final String arn;
    private final String account;
    private final StsAssumeRoleCredentialsProvider credentials;

    /**
     * The role in a scope's account.
     *
     * @param sts of Muster's own account
     * @param session names Muster in the other account's trail
     */
    public SpokeRole(StsClient sts, Scope scope, String name, String session) {
        this.arn = "arn:%s:iam::%s:role/%s".formatted(scope.partition(), scope.account(), name);
        this.account = scope.account();
        this.credentials =
                StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(request -> request.roleArn(arn).roleSessionName(session))
                        .build();
    }

    /** The IAM actions that it needs, on the roles of that name in the other accounts. */
    public static Set<String> actions() {
        return Set.of(ACTION);
    }

    public String arn() {
        return arn;
    }

    /**
     * Clients that act as the role, in the region of others.
     *
     * @throws RoleNotTaken if AWS does not give the role's credentials
     */
    public AwsClients clients(AwsClients of) {
        try {
            credentials.resolveCredentials();
        } catch (SdkException failure) {
            throw new RoleNotTaken(
                    account,
                    arn,
                    AwsFailure.of(ACTION, failure).detail().english(),
                    failure instanceof AwsServiceException answered
                            && DENIED.equals(AwsFailure.code(answered)),
                    failure);
        }
        return of.with(credentials);
    }
}
