package io.muster.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.XmlCursor.Unusual;
import io.muster.aws.fixture.SmallFleet;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;

/** Every answer, sound or broken, is to the callers what the SDK alone makes of it. */
class LargeAnswerTest {

    private static final String INSTANCES =
            answer(
                    "DescribeInstances",
                    "reservationSet",
                    SmallFleet.reservation(SmallFleet.instance(SmallFleet.INSTANCE)));

    private final Answering http = new Answering();
    private final Ec2Client alone = client(false);
    private final Ec2Client reading = client(true);

    @AfterEach
    void close() {
        alone.close();
        reading.close();
    }

    static Stream<Page> pages() {
        return Stream.of(
                new Page(INSTANCES, Ec2Client::describeInstances),
                new Page(
                        answer(
                                "DescribeVolumes",
                                "volumeSet",
                                SmallFleet.volume(SmallFleet.VOLUME)),
                        Ec2Client::describeVolumes),
                new Page(
                        answer(
                                "DescribeSnapshots",
                                "snapshotSet",
                                SmallFleet.snapshot("snap-0aaaaaaaaaaaaaaaa")),
                        Ec2Client::describeSnapshots),
                new Page(
                        answer(
                                "DescribeInstanceTypes",
                                "instanceTypeSet",
                                SmallFleet.type("m5.large", "x86_64")),
                        client -> client.describeInstanceTypes(all -> {})),
                new Page(
                        answer(
                                "DescribeInstanceTypeOfferings",
                                "instanceTypeOfferingSet",
                                SmallFleet.offering("m5.large", "us-east-1a")),
                        client -> client.describeInstanceTypeOfferings(all -> {})),
                new Page(
                        answer(
                                "DescribeInstanceStatus",
                                "instanceStatusSet",
                                "<instanceId>" + SmallFleet.INSTANCE + "</instanceId>"),
                        Ec2Client::describeInstanceStatus),
                new Page(
                        answer(
                                "DescribeVolumeStatus",
                                "volumeStatusSet",
                                "<volumeId>%s</volumeId><volumeStatus><status>ok</status></volumeStatus>"
                                        .formatted(SmallFleet.VOLUME)),
                        Ec2Client::describeVolumeStatus),
                new Page(
                        answer(
                                "DescribeSecurityGroups",
                                "securityGroupInfo",
                                SmallFleet.securityGroup("sg-0aaaaaaaaaaaaaaaa")),
                        Ec2Client::describeSecurityGroups),
                new Page(
                        answer(
                                "DescribeLaunchTemplateVersions",
                                "launchTemplateVersionSet",
                                SmallFleet.templateVersion(SmallFleet.TEMPLATE, 1)),
                        client -> client.describeLaunchTemplateVersions(all -> {})),
                new Page(
                        answer(
                                "DescribeImages",
                                "imagesSet",
                                "<imageId>%s</imageId><creationDate>2026-01-02T03:04:05.000Z</creationDate>"
                                        .formatted(SmallFleet.IMAGE)),
                        Ec2Client::describeImages),
                new Page(
                        answer(
                                "DescribeAddresses",
                                "addressesSet",
                                "<publicIp>192.0.2.1</publicIp><allocationId>eipalloc-1</allocationId>"),
                        Ec2Client::describeAddresses));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_holds_what_the_sdk_reads(Page page) {
        http.body = page.body().getBytes(StandardCharsets.UTF_8);
        assertThat(page.call().of(reading)).isEqualTo(page.call().of(alone));
    }

    @Test
    void an_answer_with_a_checksum_is_what_the_sdk_reads() {
        byte[] body = INSTANCES.getBytes(StandardCharsets.UTF_8);
        CRC32 checksum = new CRC32();
        checksum.update(body);
        http.headers = Map.of("x-amz-crc32", List.of(String.valueOf(checksum.getValue())));
        http.body = body;

        assertThat(reading.describeInstances()).isEqualTo(alone.describeInstances());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<imageId>a&amp;b&lt;c&gt;&quot;&apos;&#65;&#x1F600;</imageId>",
                "<imageId>서울 é</imageId>",
                "<imageId/><other a='1'>x</other>",
                "<imageId> \n two words\t</imageId>",
                "<launchTime>2026-01-02T03:04:05.000Z</launchTime>",
                "<launchTime>2026-01-02T03:04:05+09:00</launchTime>",
                "<unknown><deep><deeper>1</deeper></deep></unknown><imageId>a</imageId>",
                "<blockDeviceMapping/><groupSet><member><groupId>g</groupId></member></groupSet>",
            })
    void what_an_instance_may_hold_is_what_the_sdk_reads(String member) {
        assertSame(withFirst(member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<imageId>a</imageId><imageId>b</imageId>",
                "<imageId><![CDATA[a]]></imageId>",
                "<imageId>a<!-- b -->c</imageId>",
                "<imageId>a]]>b</imageId>",
                "<imageId>a<b/>c</imageId>",
                "<imageId>&none;</imageId>",
                "<imageId>&#0;</imageId>",
                "<imageId>&#-65;</imageId>",
                "<imageId>&65;</imageId>",
                "<imageId>& </imageId>",
                "<imageId>\u0001</imageId>",
                "<imageId>\uFFFE</imageId>",
                "<imageId>a\r\nb</imageId>",
                "<x:imageId>a</x:imageId>",
                "<imageId xmlns='x'>a</imageId>",
                "<imageId >a</imageId >",
                "<imageId>a</imageid>",
                "<imageId>a",
                "<unknown>&none;</unknown>",
                "<unknown><a></b></unknown>",
                "<launchTime>yesterday</launchTime>",
                "<launchTime/>",
                "<amiLaunchIndex>one</amiLaunchIndex>",
                "<ebsOptimized>maybe</ebsOptimized>",
            })
    void what_is_unusual_is_read_or_refused_as_by_the_sdk(String member) {
        assertSame(withFirst(member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
                "<?xml version=\"1.1\"?>",
                "<!-- a --> ",
                "<!DOCTYPE a [<!ENTITY b \"c\">]>",
                "\n",
                "x",
            })
    void whatever_stands_before_the_root_the_sdk_decides(String before) {
        assertSame((before + INSTANCES).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void deep_nesting_is_the_sdks_affair() {
        assertSame(withFirst("<a>".repeat(100) + "</a>".repeat(100)));
    }

    @Test
    void a_page_in_latin_1_that_says_it_is_utf_8_is_refused() {
        String body = new String(withFirst("<imageId>é</imageId>"), StandardCharsets.UTF_8);
        assertSame(body.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Otherwise all of the above would be the SDK's own reading. */
    @Test
    void a_usual_page_is_read_here() throws Unusual {
        assertThat(
                        AnswerReader.read(
                                INSTANCES.getBytes(StandardCharsets.UTF_8),
                                "DescribeInstancesResponse",
                                DescribeInstancesResponse.builder()))
                .isInstanceOf(DescribeInstancesResponse.class);
    }

    @Test
    void a_damaged_page_is_read_or_refused_as_by_the_sdk() {
        byte[] sound = withFirst("<imageId>a&amp;b é</imageId>");
        SplittableRandom random = new SplittableRandom(Long.getLong("muster.fuzz.seed", 1));
        byte[] signs = "<>/&;]\"'= \n\0xé#!?-".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < Integer.getInteger("muster.fuzz.pages", 500); i++) {
            byte[] damaged = sound.clone();
            for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
                int at = random.nextInt(damaged.length);
                damaged[at] =
                        random.nextBoolean()
                                ? signs[random.nextInt(signs.length)]
                                : damaged[random.nextInt(damaged.length)];
            }
            assertSame(damaged);
        }
    }

    private void assertSame(byte[] body) {
        http.body = body;
        assertThat(outcome(reading))
                .as(new String(body, StandardCharsets.UTF_8))
                .isEqualTo(outcome(alone));
    }

    private static Object outcome(Ec2Client client) {
        try {
            return client.describeInstances();
        } catch (SdkException failure) {
            return failure.toString();
        }
    }

    private static byte[] withFirst(String member) {
        return INSTANCES
                .replaceFirst(
                        "<instancesSet><item>",
                        "<instancesSet><item>" + Matcher.quoteReplacement(member))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String answer(String operation, String list, String item) {
        return "<%1$sResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><%2$s><item>%3$s</item></%2$s><nextToken>a</nextToken></%1$sResponse>"
                .formatted(operation, list, item);
    }

    private Ec2Client client(boolean withReader) {
        return Ec2Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(QuickClients.CREDENTIALS)
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .httpClient(http)
                .overrideConfiguration(
                        to -> {
                            if (withReader) {
                                to.addExecutionInterceptor(LargeAnswer.READER);
                            }
                            to.retryStrategy(retry -> retry.maxAttempts(1));
                        })
                .build();
    }

    /** A body, and the call that it answers. */
    record Page(String body, Call call) {}

    interface Call {
        Object of(Ec2Client client);
    }

    /** Answers every request with the same body. */
    private static final class Answering implements SdkHttpClient {
        private byte[] body = {};
        private Map<String, List<String>> headers = Map.of();

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(
                                    SdkHttpResponse.builder()
                                            .statusCode(200)
                                            .headers(headers)
                                            .build())
                            .responseBody(
                                    AbortableInputStream.create(new ByteArrayInputStream(body)))
                            .build();
                }

                @Override
                public void abort() {
                    // Nothing is under way.
                }
            };
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
