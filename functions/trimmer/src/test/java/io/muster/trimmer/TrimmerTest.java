package io.muster.trimmer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service in the shape of the SDK's, and something that calls one of its operations. */
class TrimmerTest {

    private static final String SERVICE = "software/amazon/awssdk/services/demo/";

    @TempDir Path work;

    @BeforeEach
    void compile() throws IOException {
        write(
                "app/App",
                """
                package app;
                import software.amazon.awssdk.services.demo.*;
                public class App {
                    public static String run() {
                        return new DefaultDemoClient().used(new model.UsedRequest()).said;
                    }
                }
                """
                        .replace("model.", "software.amazon.awssdk.services.demo.model."));
        write(
                SERVICE + "DemoClient",
                """
                package software.amazon.awssdk.services.demo;
                import software.amazon.awssdk.services.demo.model.*;
                public interface DemoClient {
                    default UsedResponse used(UsedRequest request) { throw new IllegalStateException(); }
                    default UnusedResponse unused(UnusedRequest request) { return null; }
                }
                """);
        write(
                SERVICE + "DefaultDemoClient",
                """
                package software.amazon.awssdk.services.demo;
                import software.amazon.awssdk.services.demo.model.*;
                public final class DefaultDemoClient implements DemoClient {
                    @Override public UsedResponse used(UsedRequest request) { return new UsedResponse(); }
                    @Override public UnusedResponse unused(UnusedRequest request) {
                        return new UnusedResponse();
                    }
                }
                """);
        model("UsedRequest", "");
        model("UsedResponse", "public final String said = new Nested().toString();");
        model("Nested", "@Override public String toString() { return \"used\"; }");
        model("UnusedRequest", "");
        model("UnusedResponse", "public OnlyThere there;");
        model("OnlyThere", "");
        model("Interceptor", "");
        model("ByName", "");
        write(
                "app/Loader",
                "package app; class Loader { Object load() throws Exception { return Class.forName(\"%s\"); } }"
                        .formatted("software.amazon.awssdk.services.demo.model.ByName"));
        javac();
        jar("demo.jar", SERVICE, SERVICE + "execution.interceptors");
        jar("loader.jar", "app/Loader", null);
    }

    @Test
    void keeps_what_is_called_and_all_that_it_mentions() throws Exception {
        trim();
        assertThat(names())
                .contains(
                        SERVICE + "DefaultDemoClient.class",
                        SERVICE + "model/UsedRequest.class",
                        SERVICE + "model/UsedResponse.class",
                        SERVICE + "model/Nested.class");
    }

    @Test
    void leaves_out_what_only_another_operation_mentions() throws Exception {
        trim();
        assertThat(names())
                .doesNotContain(
                        SERVICE + "model/UnusedRequest.class",
                        SERVICE + "model/UnusedResponse.class",
                        SERVICE + "model/OnlyThere.class");
    }

    @Test
    void keeps_what_is_made_by_its_name() throws Exception {
        trim();
        assertThat(names())
                .contains(
                        SERVICE + "execution.interceptors",
                        SERVICE + "model/Interceptor.class",
                        SERVICE + "model/ByName.class");
    }

    @Test
    void what_stays_still_runs() throws Exception {
        trim();
        URL[] path = {
            work.resolve("app").toUri().toURL(), work.resolve("to/demo.jar").toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(path, null)) {
            assertThat(loader.loadClass("app.App").getMethod("run").invoke(null)).isEqualTo("used");
        }
    }

    @Test
    void a_jar_without_a_service_stays_byte_for_byte() throws Exception {
        trim();
        assertThat(work.resolve("to/loader.jar"))
                .hasSameBinaryContentAs(work.resolve("jars/loader.jar"));
    }

    @Test
    void a_jar_that_was_changed_says_so() throws Exception {
        trim();
        assertThat(names()).contains(Jar.CHANGES);
        assertThat(Jar.read(work.resolve("to/loader.jar")).entries())
                .doesNotContainKey(Jar.CHANGES);
    }

    @Test
    void two_runs_give_the_same_bytes() throws Exception {
        trim();
        byte[] first = Files.readAllBytes(work.resolve("to/demo.jar"));
        trim();
        assertThat(Files.readAllBytes(work.resolve("to/demo.jar"))).isEqualTo(first);
    }

    private void trim() throws IOException {
        Trimmer.main(
                new String[] {
                    work.resolve("app").toString(),
                    work.resolve("jars").toString(),
                    work.resolve("to").toString(),
                    "2026-01-01T00:00:00Z"
                });
    }

    private Set<String> names() throws IOException {
        return new TreeSet<>(Jar.read(work.resolve("to/demo.jar")).entries().keySet());
    }

    private void model(String name, String body) throws IOException {
        write(
                SERVICE + "model/" + name,
                "package software.amazon.awssdk.services.demo.model; public class %s { %s }"
                        .formatted(name, body));
    }

    private void write(String name, String source) throws IOException {
        Path file = work.resolve("source").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
    }

    private void javac() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-d"));
        arguments.add(work.resolve("classes").toString());
        try (Stream<Path> sources = Files.walk(work.resolve("source"))) {
            sources.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).isZero();
        Path app = work.resolve("app/app/App.class");
        Files.createDirectories(app.getParent());
        Files.move(work.resolve("classes/app/App.class"), app);
    }

    private void jar(String name, String of, @Nullable String interceptors) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        Path root = work.resolve("classes");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String entry =
                        Stream.of(root.relativize(file))
                                .flatMap(path -> Stream.of(path.toString().split("[/\\\\]")))
                                .collect(Collectors.joining("/"));
                if (entry.startsWith(of)) {
                    entries.put(entry, Files.readAllBytes(file));
                }
            }
        }
        if (interceptors != null) {
            entries.put(
                    interceptors,
                    "software.amazon.awssdk.services.demo.model.Interceptor\n"
                            .getBytes(StandardCharsets.UTF_8));
        }
        Files.createDirectories(work.resolve("jars"));
        new Jar(entries)
                .write(work.resolve("jars").resolve(name), LocalDateTime.of(2026, 1, 1, 0, 0));
    }
}
