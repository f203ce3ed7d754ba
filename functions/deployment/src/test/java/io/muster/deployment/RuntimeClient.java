package io.muster.deployment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.muster.local.lambda.RunningFunction.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        return new Machine(Path.of(System.getProperty("java.home")), jars(), Library.FILE, cloud);
    }

    /**
     * The client's native code, unpacked once. The client itself unpacks it to the same file for
     * each process, so that two that start together can find half of it.
     */
    private static final class Library {

        static final Path FILE = unpacked();

        private static Path unpacked() {
            String system = Files.exists(Path.of("/etc/alpine-release")) ? "linux_musl" : "linux";
            String processor =
                    System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
            String name = "libaws-lambda-jni.%s-%s.so".formatted(system, processor);
            try (InputStream in =
                    Objects.requireNonNull(
                            AWSLambda.class.getResourceAsStream("/jni/" + name), name)) {
                Path file = Files.createTempFile("muster-", "-" + name);
                file.toFile().deleteOnExit();
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                return file;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
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
