package io.muster.aws.client;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Credentials whose failure is told as what it is, by whichever call it is met: the SDK has a
 * program's failure, an expired login and a refused role look like a call that went wrong.
 */
record ToldCredentials(AwsCredentialsProvider of, CredentialsWay way)
        implements AwsCredentialsProvider {

    /**
     * The credentials.
     *
     * @throws AwsAccessException with the cause and the next step
     */
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return of.resolveCredentials();
        } catch (AwsAccessException told) {
            throw told;
        } catch (RuntimeException failure) {
            throw way.told(failure);
        }
    }
}
