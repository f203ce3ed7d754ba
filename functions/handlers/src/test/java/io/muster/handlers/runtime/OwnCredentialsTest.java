package io.muster.handlers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

class OwnCredentialsTest {

    private static final String ADDRESS = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    @Test
    void keys_in_the_environment_are_taken_from_there() {
        assertThat(
                        new OwnCredentials(Map.of("AWS_ACCESS_KEY_ID", "key", ADDRESS, "http://x"))
                                .get())
                .isInstanceOf(EnvironmentVariableCredentialsProvider.class);
    }

    @Test
    void where_there_is_an_address_it_is_asked_directly() {
        assertThat(new OwnCredentials(Map.of(ADDRESS, "http://127.0.0.1/credentials")).get())
                .isInstanceOf(ContainerCredentialsProvider.class);
    }

    @Test
    void elsewhere_the_chain_looks() {
        assertThat(new OwnCredentials(Map.of()).get())
                .isInstanceOf(DefaultCredentialsProvider.class);
    }

    @Test
    void all_clients_share_one_provider() {
        OwnCredentials credentials = new OwnCredentials(Map.of(ADDRESS, "http://127.0.0.1/"));
        assertThat(credentials.get()).isSameAs(credentials.get());
    }
}
