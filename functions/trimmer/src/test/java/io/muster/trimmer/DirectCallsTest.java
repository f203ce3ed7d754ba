package io.muster.trimmer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A program, compiled and rewritten, beside the same as the compiler wrote it. */
class DirectCallsTest {

    /** Each line of its answer is a switch, an equals or a hashCode. */
    private static final String PROGRAM =
            """
            package io.muster.sample;

            import java.util.ArrayList;
            import java.util.List;
            import java.util.Objects;

            public final class Program {

                sealed interface Shape {
                    default String name() {
                        return switch (this) {
                            case Circle circle -> "circle";
                            case Square square when square.side() > 2 -> "large";
                            case Square(int side) when side == 2 -> "two";
                            case Square square -> "square";
                            case Nothing nothing -> "nothing";
                        };
                    }
                }

                record Circle(double radius) implements Shape {}

                record Square(int side) implements Shape {}

                record Nothing() implements Shape {}

                enum Sign { PLUS, MINUS }

                record All(
                        boolean a, byte b, char c, short d, int e, long f, float g, double h,
                        String i, int[] j, List<Shape> k) {}

                record Own(int x) {
                    @Override
                    public boolean equals(Object other) {
                        return other instanceof Own;
                    }

                    @Override
                    public int hashCode() {
                        return 7;
                    }
                }

                record Of<T extends Comparable<T>>(T value, T[] more) {}

                static String of(Object value) {
                    return switch (value) {
                        case null -> "null";
                        case Integer number when number > 9 -> "many";
                        case Integer number -> "few";
                        case CharSequence text when text.isEmpty() -> "empty";
                        case String text -> "text";
                        case CharSequence text -> "sequence";
                        case int[] numbers -> "numbers";
                        default -> "other";
                    };
                }

                static String plain(Object value) {
                    return switch (value) {
                        case Runnable runs -> "runs";
                        case Comparable<?> compares -> "compares";
                        default -> "other";
                    };
                }

                static String sign(Object value) {
                    return switch (value) {
                        case Sign.PLUS -> "+";
                        case Sign.MINUS -> "-";
                        default -> "no sign";
                    };
                }

                static String refused(Object value) {
                    try {
                        return plain(value);
                    } catch (NullPointerException noCase) {
                        return "refused";
                    }
                }

                public static List<String> run() {
                    List<String> said = new ArrayList<>();
                    Object[] values = {
                        null, 1, 10, "", "a", new StringBuilder(), new StringBuilder("b"),
                        new int[] {1}, 1.5, Sign.PLUS, Sign.MINUS, (Runnable) () -> {}
                    };
                    for (Object value : values) {
                        said.add(of(value) + " " + refused(value) + " " + (value == null ? "" : sign(value)));
                    }
                    int[] numbers = {1};
                    Object[] records = {
                        new Circle(0.0), new Circle(-0.0), new Circle(Double.NaN), new Circle(Double.NaN),
                        new Square(1), new Square(2), new Square(3), new Nothing(), new Nothing(),
                        all(true, numbers, "i", 0f), all(true, numbers, "i", 0f), all(false, numbers, "i", 0f),
                        all(true, new int[] {1}, "i", 0f), all(true, numbers, null, 0f),
                        all(true, null, "i", -0f), all(true, null, "i", Float.NaN), all(true, null, "i", Float.NaN),
                        new All(true, (byte) 1, 'c', (short) 2, 3, 4L, 0f, 5d, "i", null, null),
                        new All(true, (byte) 1, 'c', (short) 2, 3, 1L << 32, 0f, 5d, "i", null, null),
                        new Own(1), new Own(2), new Of<>("a", null), new Of<>("a", null), new Of<>(1, null), "a"
                    };
                    for (Object one : records) {
                        StringBuilder line = new StringBuilder();
                        line.append(one instanceof All all && all.j() != null ? "array" : one.hashCode());
                        line.append(one instanceof Shape shape ? shape.name() : "");
                        for (Object other : records) {
                            line.append(one.equals(other) ? '=' : '.');
                        }
                        said.add(line.append(one.equals(null)).toString());
                    }
                    return said;
                }

                private static All all(boolean a, int[] j, String i, float g) {
                    return new All(a, (byte) -1, 'c', (short) 2, 3, 1L << 40, g, 5.5, i, j, List.of(new Square(1)));
                }
            }
            """;

    @TempDir Path work;

    private Jar compiled = new Jar(Map.of());
    private Jar direct = compiled;

    @BeforeEach
    void rewrite() throws IOException {
        compiled = compiled();
        direct = DirectCalls.made(compiled);
    }

    @Test
    void the_program_says_the_same() throws Exception {
        assertThat(said(direct)).hasSizeGreaterThan(30).isEqualTo(said(compiled));
    }

    @Test
    void what_stays_has_other_labels_than_types() {
        assertThat(linked(compiled))
                .contains("of", "plain", "name", "sign", "equals", "hashCode", "toString");
        assertThat(linked(direct)).containsExactlyInAnyOrder("of", "sign", "toString");
    }

    @Test
    void the_deployment_has_it_rewritten() throws IOException {
        Path jars = Files.createDirectories(work.resolve("jars"));
        Path to = work.resolve("to");
        compiled.write(jars.resolve("own.jar"), LocalDateTime.of(2026, 1, 1, 0, 0));

        Trimmer.main(
                new String[] {
                    Files.createDirectories(work.resolve("app")).toString(),
                    jars.toString(),
                    to.toString(),
                    "2026-01-01T00:00:00Z"
                });

        assertThat(linked(Jar.read(to.resolve("own.jar")))).isEqualTo(linked(direct));
    }

    @Test
    void a_jar_of_others_is_left_alone() {
        assertThat(DirectCalls.own(compiled)).isTrue();
        assertThat(DirectCalls.own(new Jar(Map.of("org/example/A.class", new byte[0])))).isFalse();
    }

    private Jar compiled() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject source =
                new SimpleJavaFileObject(
                        URI.create("string:///io/muster/sample/Program.java"),
                        JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return PROGRAM;
                    }
                };
        List<String> options = List.of("--release", "21", "-d", work.toString());
        assertThat(compiler.getTask(null, null, null, options, null, List.of(source)).call())
                .isTrue();
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                classes.put(work.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return new Jar(classes);
    }

    /** The JVM verifies each class of it. */
    private List<?> said(Jar jar) throws Exception {
        Path file = Files.createTempFile(work, "program", ".jar");
        jar.write(file, LocalDateTime.of(2026, 1, 1, 0, 0));
        URL[] path = {file.toUri().toURL()};
        try (URLClassLoader loader =
                new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            return (List<?>)
                    loader.loadClass("io.muster.sample.Program").getMethod("run").invoke(null);
        }
    }

    /** The methods with a switch over types, or what a record is given, that Java links. */
    private static Set<String> linked(Jar jar) {
        Set<String> methods = new TreeSet<>();
        for (byte[] type : jar.classes().values()) {
            new ClassReader(type)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access,
                                        String name,
                                        String descriptor,
                                        String signature,
                                        String[] exceptions) {
                                    return new MethodVisitor(Opcodes.ASM9) {
                                        @Override
                                        public void visitInvokeDynamicInsn(
                                                String site,
                                                String of,
                                                Handle bootstrap,
                                                Object... arguments) {
                                            if (bootstrap
                                                    .getOwner()
                                                    .startsWith("java/lang/runtime/")) {
                                                methods.add(name);
                                            }
                                        }
                                    };
                                }
                            },
                            ClassReader.SKIP_DEBUG);
        }
        return methods;
    }
}
