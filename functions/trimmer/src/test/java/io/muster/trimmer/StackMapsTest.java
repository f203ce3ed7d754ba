package io.muster.trimmer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The library of the command line itself, which is compiled for Java 5. */
class StackMapsTest {

    private static final int MAJOR = 7;
    private static final byte JAVA_21 = 65;

    @TempDir Path work;

    private Jar published = new Jar(Map.of());
    private Jar mapped = published;

    @BeforeEach
    void rewrite() throws Exception {
        published = Jar.read(of(CommandLine.class));
        mapped = StackMaps.added(published);
    }

    @Test
    void only_old_classes_lack_them() throws Exception {
        assertThat(StackMaps.lacks(published)).isTrue();
        assertThat(StackMaps.lacks(mapped)).isFalse();
        assertThat(StackMaps.lacks(Jar.read(of(Assertions.class)))).isFalse();
    }

    @Test
    void every_class_has_the_form_of_java_21() {
        assertThat(mapped.classes()).hasSameSizeAs(published.classes());
        assertThat(mapped.classes().values()).allMatch(type -> type[MAJOR] == JAVA_21);
    }

    /** The JVM refuses a class of this form whose stack maps do not fit its code. */
    @Test
    void the_jvm_verifies_every_class() throws Exception {
        Path jar = work.resolve("picocli.jar");
        mapped.write(jar, LocalDateTime.of(2026, 1, 1, 0, 0));
        URL[] path = {jar.toUri().toURL()};
        try (URLClassLoader loader =
                new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            for (String type : mapped.classes().keySet()) {
                assertThatCode(() -> Class.forName(type.replace('/', '.'), true, loader))
                        .as(type)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void the_jar_says_that_it_was_changed() {
        byte[] note = Objects.requireNonNull(mapped.entries().get(Jar.CHANGES));

        assertThat(new String(note, StandardCharsets.UTF_8)).contains("changed", "Java 21");
        assertThat(mapped.entries())
                .containsKeys(published.entries().keySet().toArray(String[]::new));
    }

    private static Path of(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
