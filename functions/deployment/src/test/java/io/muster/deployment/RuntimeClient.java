package io.muster.deployment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.muster.local.lambda.RunningFunction.Machine;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** AWS's runtime interface client, on this JVM's class path but never in the zip. */
final class RuntimeClient {

    private RuntimeClient() {}

    /** Whether the client has native code for this machine: it is made for Linux alone. */
    static boolean runsHere() {
        return System.getProperty("os.name").equals("Linux");
    }

    /**
     * This machine, as functions see it.
     *
     * @param cloud variables that say where the local cloud is
     */
    static Machine machine(Map<String, String> cloud) {
        return new Machine(Path.of(System.getProperty("java.home")), jars(), cloud);
    }

    private static List<Path> jars() {
        return Stream.of(
                        AWSLambda.class,
                        Context.class,
                        PojoSerializer.class,
                        SdkInternalThreadLocal.class)
                .map(RuntimeClient::jar)
                .toList();
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
