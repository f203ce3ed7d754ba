package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.handlers.runtime.LambdaFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The zip that goes to Lambda, looked at from outside. */
class DeploymentZipIT {

    /** Far below Lambda's 50 MiB for a zip that is uploaded directly: what starts is what loads. */
    private static final long LARGEST = 12_500_000;

    private static final String BILL = "META-INF/sbom/muster-functions.cdx.json";

    private static final String EC2_MODEL = "software/amazon/awssdk/services/ec2/model/";

    private static final Path ZIP =
            Path.of(Objects.requireNonNull(System.getProperty("muster.zip")));

    @Test
    void it_is_smaller_than_12_500_000_bytes() throws IOException {
        assertThat(Files.size(ZIP)).isLessThan(LARGEST);
    }

    @Test
    void the_bill_of_materials_names_each_jar_and_is_the_same_in_each_build() throws IOException {
        assumeTrue(
                names().contains(BILL) || "true".equals(System.getenv("CI")),
                "the plugin that writes it does nothing while Maven is offline");
        Map<String, Object> bill = JSON.std.mapFrom(content(BILL));
        Set<String> named = new TreeSet<>();
        for (Object each : (List<?>) Objects.requireNonNull(bill.get("components"))) {
            Map<?, ?> component = (Map<?, ?>) each;
            named.add("lib/%s-%s.jar".formatted(component.get("name"), component.get("version")));
        }
        assertThat(named).isEqualTo(jars());
        assertThat(bill).containsEntry("bomFormat", "CycloneDX").doesNotContainKey("serialNumber");
    }

    @Test
    void each_library_stands_with_its_licence_in_third_party() throws IOException {
        List<String> lines =
                content("META-INF/THIRD-PARTY.txt")
                        .lines()
                        .filter(line -> line.startsWith("     ("))
                        .toList();
        assertThat(lines)
                .hasSize((int) jars().stream().filter(jar -> !jar.contains("/muster-")).count())
                .allMatch(line -> line.matches(" +\\((Apache-2.0|MIT|MIT-0|BSD-2-Clause)\\) .*"));
        assertThat(content("META-INF/LICENSE")).contains("Apache License");
    }

    @Test
    void the_notices_of_trimmed_libraries_are_kept() throws IOException {
        assertThat(entriesOf("sdk-core-")).contains("META-INF/NOTICE.txt", "META-INF/LICENSE.txt");
        assertThat(entriesOf("jackson-core-")).contains("META-INF/NOTICE", "META-INF/LICENSE");
    }

    /** GHSA-72hv-8253-57qq is mended in 2.21.1 of its line; all of Jackson has one version. */
    @Test
    void jackson_is_of_one_version_without_the_known_fault() throws IOException {
        assertThat(jars().stream().filter(jar -> jar.startsWith("lib/jackson-")))
                .hasSize(2)
                .allMatch(jar -> jar.matches("lib/jackson-.*-2\\.21\\.([1-9]|[1-9]\\d)\\.jar"));
    }

    @Test
    void the_ec2_client_has_the_operations_that_are_called_and_no_other() throws IOException {
        assertThat(entriesOf("ec2-"))
                .contains(EC2_MODEL + "DescribeInstancesResponse.class")
                .contains(EC2_MODEL + "Volume.class")
                .doesNotContain(EC2_MODEL + "CreateVpcRequest.class")
                .doesNotContain("software/amazon/awssdk/services/ec2/Ec2AsyncClient.class");
    }

    @Test
    void each_handler_stands_where_lambda_looks_for_it() throws IOException {
        assertThat(names())
                .containsAll(
                        Stream.of(LambdaFunction.values())
                                .map(each -> each.handler().replace('.', '/') + ".class")
                                .toList());
        assertThat(names()).anyMatch(name -> name.matches("lib/muster-readiness-.*\\.jar"));
        assertThat(names()).anyMatch(name -> name.matches("lib/muster-aws-.*\\.jar"));
        assertThat(names()).anyMatch(name -> name.matches("lib/ec2-.*\\.jar"));
        assertThat(names()).anyMatch(name -> name.matches("lib/ssm-.*\\.jar"));
        assertThat(names()).anyMatch(name -> name.matches("lib/url-connection-client-.*\\.jar"));
    }

    @Test
    void it_holds_nothing_that_only_tests_or_other_modules_need() throws IOException {
        assertThat(names())
                .noneMatch(name -> name.matches(".*(Test|IT)(\\$.*)?\\.class"))
                .noneMatch(name -> name.matches("lib/.*(-tests|junit|assertj|DynamoDBLocal).*"))
                .noneMatch(name -> name.matches("lib/(netty|apache-client|httpclient|log4j).*"))
                .noneMatch(name -> name.matches("lib/(picocli|testcontainers|muster-local).*"));
    }

    @Test
    void two_builds_of_one_commit_are_alike_because_no_entry_has_a_time_of_its_own()
            throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
        }
    }

    @Test
    void two_builds_of_one_commit_are_alike_because_entries_stand_in_order() throws IOException {
        List<String> jars = names().stream().filter(name -> name.startsWith("lib/")).toList();
        assertThat(jars).isSorted();
    }

    @Test
    void two_builds_of_one_commit_are_alike_because_permissions_are_not_the_builders()
            throws IOException {
        try (FileSystem zip =
                        FileSystems.newFileSystem(
                                ZIP, Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> all = Files.walk(zip.getPath("/"))) {
            Set<String> permissions = new TreeSet<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
            assertThat(permissions).containsExactly("rw-r--r--");
        }
    }

    /** The names in a jar of the zip. */
    private static List<String> entriesOf(String jar) throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            ZipEntry entry =
                    zip.stream()
                            .filter(each -> each.getName().startsWith("lib/" + jar))
                            .findFirst()
                            .orElseThrow();
            List<String> entries = new ArrayList<>();
            try (ZipInputStream in = new ZipInputStream(zip.getInputStream(entry))) {
                for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                    entries.add(each.getName());
                }
            }
            return entries;
        }
    }

    private static Set<String> jars() throws IOException {
        return names().stream()
                .filter(name -> name.endsWith(".jar"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String content(String name) throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            ZipEntry entry = Objects.requireNonNull(zip.getEntry(name), name);
            return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> names() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
