package io.muster.trimmer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Shapes of the SDK itself, and what is left of them. */
class ShapeTest {

    @TempDir Path work;

    @Test
    void keeps_what_is_read() throws Exception {
        assertThat(members(KeySchemaElement.class, Set.of("attributeName")))
                .containsExactly("AttributeName");
    }

    @Test
    void keeps_what_is_read_as_text() throws Exception {
        assertThat(members(BillingModeSummary.class, Set.of("billingModeAsString")))
                .containsExactly("BillingMode");
    }

    @Test
    void keeps_what_is_read_as_an_enum() throws Exception {
        assertThat(members(BillingModeSummary.class, Set.of("billingMode")))
                .containsExactly("BillingMode");
    }

    @Test
    void keeps_what_is_asked_whether_it_is_there() throws Exception {
        assertThat(members(GetItemResponse.class, Set.of("hasItem"))).containsExactly("Item");
    }

    @Test
    void keeps_what_is_asked_for_by_its_name() throws Exception {
        assertThat(members(GetItemResponse.class, Set.of("ConsumedCapacity")))
                .containsExactly("ConsumedCapacity");
    }

    @Test
    void keeps_what_the_sdk_fills_in() throws Exception {
        assertThat(members(TransactWriteItemsRequest.class, Set.of("transactItems")))
                .contains("TransactItems", "ClientRequestToken")
                .doesNotContain("ReturnConsumedCapacity");
    }

    @Test
    void keeps_nothing_of_what_is_never_used() throws Exception {
        assertThat(members(GetItemResponse.class, Set.of())).isEmpty();
    }

    @Test
    void keeps_more_members_than_one_instruction_counts() throws Exception {
        Set<String> all =
                UpdateItemRequest.builder().build().sdkFields().stream()
                        .map(SdkField::memberName)
                        .collect(Collectors.toSet());
        all.remove("ReturnValues");

        assertThat(members(UpdateItemRequest.class, all)).hasSizeGreaterThan(8).hasSize(all.size());
    }

    @Test
    void keeps_every_member_of_a_union() throws Exception {
        assertThat(members(AttributeValue.class, Set.of()))
                .contains("S", "N", "B", "SS", "NS", "BS", "M", "L", "BOOL", "NUL");
    }

    @Test
    void members_are_read_and_set_as_before() throws Exception {
        try (Sealed loader = only(KeySchemaElement.class, Set.of("attributeName"))) {
            SdkPojo builder = builder(loader, KeySchemaElement.class);
            SdkField<?> name = builder.sdkFields().get(0);
            name.set(builder, "host");

            Object built = ((SdkBuilder<?, ?>) builder).build();

            assertThat(name.getValueOrDefault(built)).isEqualTo("host");
        }
    }

    @Test
    void a_member_makes_the_shape_that_it_holds() throws Exception {
        try (Sealed loader = only(TableDescription.class, Set.of("billingModeSummary"))) {
            SdkField<?> summary = builder(loader, TableDescription.class).sdkFields().get(0);

            assertThat(summary.constructor().get().sdkFields())
                    .extracting(SdkField::memberName)
                    .contains("BillingMode");
        }
    }

    @Test
    void no_method_reference_is_left_of_the_members() throws IOException {
        assertThat(initializer(GetItemResponse.class, Set.of("item")))
                .isNotEmpty()
                .noneMatch(InvokeDynamicInsnNode.class::isInstance);
    }

    @Test
    void no_lambda_casts_what_the_accessors_cast() throws IOException {
        assertThat(initializer(GetItemResponse.class, Set.of("item")))
                .filteredOn(MethodInsnNode.class::isInstance)
                .extracting(call -> ((MethodInsnNode) call).desc)
                .isNotEmpty()
                .doesNotContain(
                        "(Ljava/util/function/Function;)Ljava/util/function/Function;",
                        "(Ljava/util/function/BiConsumer;)Ljava/util/function/BiConsumer;");
    }

    private static List<AbstractInsnNode> initializer(Class<?> type, Set<String> used)
            throws IOException {
        Shape shape = Objects.requireNonNull(Shape.of(bytes(type), builder(type)));
        ClassNode only = new ClassNode();
        new ClassReader(Objects.requireNonNull(shape.only(used).get(Type.getInternalName(type))))
                .accept(only, 0);
        return only.methods.stream()
                .filter(method -> method.name.equals("<clinit>"))
                .flatMap(method -> List.of(method.instructions.toArray()).stream())
                .toList();
    }

    @Test
    void leaves_whole_what_is_no_shape() throws IOException {
        assertThat(Shape.of(bytes(SdkField.class), builder(KeySchemaElement.class))).isNull();
    }

    @Test
    void calls_of_the_deployment_decide_what_stays() throws Exception {
        trim(
                """
                import software.amazon.awssdk.services.dynamodb.*;
                import software.amazon.awssdk.services.dynamodb.model.*;
                class App {
                    Object run(DynamoDbClient client) {
                        java.util.function.Function<GetItemResponse, Object> item = GetItemResponse::item;
                        return item.apply(client.getItem(GetItemRequest.builder().tableName("t").build()));
                    }
                }
                """);

        Path jar = work.resolve("to").resolve(sdk().getFileName());
        try (Sealed loader = new Sealed(new URL[] {jar.toUri().toURL()})) {
            assertThat(members(loader, GetItemResponse.class)).containsExactly("Item");
            assertThat(loader.nameToField(GetItemResponse.class)).containsOnlyKeys("Item");
        }
    }

    private void trim(String app) throws IOException, URISyntaxException {
        Path source = Files.writeString(work.resolve("App.java"), app);
        Path classes = Files.createDirectories(work.resolve("classes"));
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                List.of(
                                                "-proc:none",
                                                "-nowarn",
                                                "-cp",
                                                System.getProperty("java.class.path"),
                                                "-d",
                                                classes.toString(),
                                                source.toString())
                                        .toArray(String[]::new));
        assertThat(status).isZero();
        Path jars = Files.createDirectories(work.resolve("jars"));
        Files.copy(sdk(), jars.resolve(sdk().getFileName()));
        Trimmer.main(
                new String[] {
                    classes.toString(),
                    jars.toString(),
                    work.resolve("to").toString(),
                    "2026-01-01T00:00:00Z"
                });
    }

    private static Path sdk() throws URISyntaxException {
        return Path.of(
                DynamoDbClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private List<String> members(Class<?> type, Set<String> used) throws Exception {
        try (Sealed loader = only(type, used)) {
            return members(loader, type);
        }
    }

    /** A loader of the service's classes, in which one shape has only what is used. */
    private Sealed only(Class<?> type, Set<String> used) throws Exception {
        Shape shape = Objects.requireNonNull(Shape.of(bytes(type), builder(type)));
        Path only = work.resolve("only");
        for (Map.Entry<String, byte[]> each : shape.only(used).entrySet()) {
            Path file = only.resolve(each.getKey() + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, each.getValue());
        }
        return new Sealed(new URL[] {only.toUri().toURL(), sdk().toUri().toURL()});
    }

    private static List<String> members(Sealed loader, Class<?> type) throws Exception {
        return builder(loader, type).sdkFields().stream().map(SdkField::memberName).toList();
    }

    private static SdkPojo builder(Sealed loader, Class<?> type)
            throws ReflectiveOperationException {
        return (SdkPojo) loader.loadClass(type.getName()).getMethod("builder").invoke(null);
    }

    private static byte[] builder(Class<?> type) throws IOException {
        return resource("/" + type.getName().replace('.', '/') + "$BuilderImpl.class");
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        return resource("/" + type.getName().replace('.', '/') + ".class");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ShapeTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /** Loads the service's classes from its own path alone, all others from the tests' path. */
    private static final class Sealed extends URLClassLoader {

        Sealed(URL[] path) {
            super(path, ShapeTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("software.amazon.awssdk.services.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        Map<String, SdkField<?>> nameToField(Class<?> type) throws ReflectiveOperationException {
            return builder(this, type).sdkFieldNameToField();
        }
    }
}
