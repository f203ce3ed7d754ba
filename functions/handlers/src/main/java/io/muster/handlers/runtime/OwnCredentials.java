package io.muster.handlers.runtime;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/**
 * Where a function's own credentials come from. Lambda names one place, which is taken directly:
 * the chain of all that there might be takes longer to load.
 */
final class OwnCredentials implements Supplier<AwsCredentialsProvider> {

    /** Lambda's, on demand. */
    private static final String KEY_VARIABLE = "AWS_ACCESS_KEY_ID";

    /**
     * Lambda's, with SnapStart: credentials in variables would be old when they are restored.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">Lambda on
     *     SnapStart</a>
     */
    private static final String ADDRESS_VARIABLE = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    private final Map<String, String> environment;
    private @Nullable AwsCredentialsProvider provider;

    OwnCredentials(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The one provider, made when it is first asked for: it asks once for all clients. A client
     * that is closed closes it too, which neither of Lambda's minds: they hold no thread to be
     * ended.
     */
    @Override
    public synchronized AwsCredentialsProvider get() {
        if (provider == null) {
            provider = make();
        }
        return provider;
    }

    private AwsCredentialsProvider make() {
        if (environment.containsKey(KEY_VARIABLE)) {
            return EnvironmentVariableCredentialsProvider.create();
        }
        return environment.containsKey(ADDRESS_VARIABLE)
                ? ContainerCredentialsProvider.create()
                : DefaultCredentialsProvider.builder().build();
    }
}
