package io.muster.aws.fleet;

import static io.muster.aws.fleet.Collecting.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.aws.fixture.Operation;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.fact.MatchingImage.Found;
import io.muster.readiness.fact.MatchingImage.How;
import io.muster.readiness.fact.MatchingImage.Unread;
import io.muster.readiness.fleet.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingImageCollectorTest {

    private static final String OURS = "ami-0aaaaaaaaaaaaaaaa";
    private static final String OTHER = "ami-0bbbbbbbbbbbbbbbb";
    private static final String OWNER = "123456789012";
    private static final String PARAMETER = "/aws/service/ami-amazon-linux-latest/al2023-x86_64";
    private static final String SIBLING = "/aws/service/ami-amazon-linux-latest/al2023-arm64";

    private final FakeAws aws = new FakeAws();
    private final AwsClients clients = QuickClients.of(aws.endpoint());

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void the_public_parameter_of_the_other_architecture_names_the_image() {
        parameter(SIBLING, OTHER);
        aws.holds(Operation.IMAGES, image(OTHER, "al2023-arm64", "arm64", "2026-11-01", ""));
        assertThat(matching(ours("al2023-x86_64", PARAMETER)))
                .isEqualTo(new Found(OTHER, "al2023-arm64", How.PUBLIC_PARAMETER, SIBLING));
        assertThat(aws.calls("GetParameters").getFirst().parameter("Names")).contains(SIBLING);
    }

    @ParameterizedTest
    @CsvSource({
        "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64,"
                + " /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-arm64",
        "/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id,"
                + " /aws/service/canonical/ubuntu/server/22.04/stable/current/arm64/hvm/ebs-gp2/ami-id",
        "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base,",
        "/mine/x86_64,",
        ","
    })
    void the_sibling_of_a_parameter_differs_in_architecture_alone(
            @Nullable String parameter, @Nullable String sibling) {
        assertThat(MatchingImageCollector.sibling(ours("a", parameter)).orElse(null))
                .isEqualTo(sibling);
    }

    @Test
    void an_image_of_a_parameter_that_is_not_arm64_is_not_taken() {
        parameter(SIBLING, OTHER);
        aws.holds(Operation.IMAGES, image(OTHER, "al2023", "x86_64", "2026-11-01", ""));
        assertThat(matching(ours("al2023-x86_64", PARAMETER)).message().english())
                .contains("none is known");
    }

    @Test
    void an_image_that_the_account_does_not_allow_is_named_and_not_taken() {
        parameter(SIBLING, OTHER);
        aws.holds(
                Operation.IMAGES,
                image(OTHER, "a", "arm64", "2026-11-01", "<imageAllowed>false</imageAllowed>"));
        assertThat(matching(ours("al2023-x86_64", PARAMETER)).message().english())
                .contains("none is known", "does not allow " + OTHER, SIBLING);
    }

    @Test
    void the_same_owners_newest_image_of_that_name_is_found() {
        aws.holds(
                Operation.IMAGES,
                image(OTHER, "web-arm64-20261101", "arm64", "2026-11-01", ""),
                image("ami-0c", "web-aarch64-20260901", "arm64", "2026-09-01", ""),
                image("ami-0d", "web-ppc64-20261201", "arm64", "2026-12-01", ""),
                image("ami-0e", "web-arm64-20261202", "x86_64", "2026-12-02", ""));
        assertThat(matching(ours("web-x86_64-20260801", null)))
                .isEqualTo(new Found(OTHER, "web-arm64-20261101", How.OWNER_AND_NAME, "web-*-*"));
        assertThat(aws.calls("DescribeImages").getFirst().parameter("Owner.1")).isEqualTo(OWNER);
        assertThat(aws.calls("DescribeImages").getFirst().filter("name"))
                .containsExactly("web-*-*");
    }

    @Test
    void where_no_parameter_names_one_the_name_may() {
        aws.holds(Operation.IMAGES, image(OTHER, "al2023-arm64", "arm64", "2026-11-01", ""));
        assertThat(matching(ours("al2023-x86_64", PARAMETER)))
                .isEqualTo(new Found(OTHER, "al2023-arm64", How.OWNER_AND_NAME, "al2023-*"));
    }

    @Test
    void a_denied_parameter_is_missing_of_the_images_alone_that_need_it() {
        aws.fails("GetParameters", Fault.ACCESS_DENIED)
                .holds(
                        Operation.IMAGES,
                        image("ami-0c", "web-arm64", "arm64", "2026-11-01", ""),
                        image("ami-0d", "al2023-arm64", "arm64", "2026-11-01", ""));
        Map<String, MatchingImage> found =
                known(
                        collect(
                                ours("ami-01", "web-x86_64", null),
                                ours("ami-02", "al2023-x86_64", PARAMETER),
                                ours("ami-03", "db-x86_64", PARAMETER)));
        assertThat(found.get("ami-01"))
                .isEqualTo(new Found("ami-0c", "web-arm64", How.OWNER_AND_NAME, "web-*"));
        assertThat(found.get("ami-02"))
                .isEqualTo(new Found("ami-0d", "al2023-arm64", How.OWNER_AND_NAME, "al2023-*"));
        assertThat(found.get("ami-03"))
                .isInstanceOfSatisfying(
                        Unread.class,
                        unread -> {
                            assertThat(unread.reason()).isEqualTo(Why.DENIED);
                            assertThat(unread.why().english()).contains("ssm:GetParameters");
                        });
    }

    @Test
    void where_every_image_needs_what_is_denied_all_is_missing() {
        aws.fails("GetParameters", Fault.ACCESS_DENIED);
        assertThat(collect(ours("ami-03", "db-x86_64", PARAMETER))).isInstanceOf(Missing.class);
    }

    @Test
    void unreadable_images_are_missing_of_those_alone_that_no_parameter_names() {
        parameter(SIBLING, OTHER);
        aws.holds(
                Operation.IMAGES,
                call ->
                        call.filter("name").isEmpty()
                                ? List.of(image(OTHER, "al2023-arm64", "arm64", "2026-11-01", ""))
                                : List.of("<name>without an id</name>"));
        Map<String, MatchingImage> found =
                known(
                        collect(
                                ours("ami-01", "web-x86_64", null),
                                ours("ami-02", "al2023-x86_64", PARAMETER)));
        assertThat(found.get("ami-01")).isInstanceOf(Unread.class);
        assertThat(found.get("ami-02")).isInstanceOf(Found.class);
    }

    @Test
    void that_none_is_found_is_said_with_owner_and_name() {
        assertThat(matching(ours("web-x86_64", null)).message().english())
                .contains("owner " + OWNER, "web-*");
    }

    @ParameterizedTest
    @CsvSource({"'',", "x86_64,", "20261101,"})
    void a_name_that_says_too_little_is_not_asked_for(String name, @Nullable String parameter) {
        assertThat(matching(ours(name, parameter)).message().english()).contains("no name");
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void wildcards_of_a_hostile_name_match_themselves() {
        assertThat(ImageName.of("we?b*x86_64").orElseThrow().pattern()).isEqualTo("we\\?b\\**");
        assertThat(ImageName.of("web.*-x86_64").orElseThrow().matches("web-anything-arm64"))
                .isFalse();
    }

    @Test
    void an_arm64_image_is_asked_nothing() {
        assertThat(
                        known(
                                collect(
                                        new Image(
                                                OURS,
                                                "a",
                                                OWNER,
                                                "available",
                                                Image.Dates.created(null),
                                                Architecture.ARM64,
                                                null,
                                                List.of()))))
                .isEmpty();
        assertThat(aws.calls()).isEmpty();
    }

    private void parameter(String name, String image) {
        aws.holds(
                Operation.ARM64_IMAGES,
                "{\"Name\":\"%s\",\"Value\":\"%s\"}".formatted(name, image));
    }

    private static Image ours(String name, @Nullable String parameter) {
        return ours(OURS, name, parameter);
    }

    private static Image ours(String id, String name, @Nullable String parameter) {
        return new Image(
                id,
                name,
                OWNER,
                "available",
                Image.Dates.created(null),
                Architecture.X86_64,
                parameter,
                List.of());
    }

    private MatchingImage matching(Image image) {
        return Objects.requireNonNull(known(collect(image)).get(OURS));
    }

    private Fact<Map<String, MatchingImage>> collect(Image... images) {
        Map<String, Image> used = new HashMap<>();
        for (Image image : images) {
            used.put(image.id(), image);
        }
        return new MatchingImageCollector(clients)
                .all(Collecting.NOTHING.with(Source.IMAGES, Fact.known(used)));
    }

    private static String image(
            String id, String name, String architecture, String created, String more) {
        return """
               <imageId>%s</imageId><name>%s</name><imageOwnerId>%s</imageOwnerId>
               <imageState>available</imageState><architecture>%s</architecture>
               <creationDate>%sT00:00:00.000Z</creationDate>%s"""
                .formatted(id, name, OWNER, architecture, created, more);
    }
}
