package io.muster.aws.client;

import io.muster.aws.client.XmlCursor.Unusual;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;

/**
 * Reads EC2's long lists in the SDK's place, which makes a tree of events and maps of each document
 * and takes several times as long as its objects. Signing, retries, errors, metrics and the objects
 * stay the SDK's; it is given an answer without content, whose place the one read here takes.
 *
 * <p>What is not as EC2 writes it, and what breaks off, is left to the SDK as it came, which then
 * says what is wrong with it.
 */
final class LargeAnswer implements ExecutionInterceptor {

    static final LargeAnswer READER = new LargeAnswer();

    private static final ExecutionAttribute<SdkPojo> READ =
            new ExecutionAttribute<>("muster.large-answer");

    /** The SDK compares it with what it is given, which would be another content. */
    private static final String CHECKSUM = "x-amz-crc32";

    private LargeAnswer() {}

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        attributes.putAttribute(READ, null);
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        SdkPojo response = responseOf(operation);
        Optional<InputStream> body = context.responseBody();
        if (response == null
                || body.isEmpty()
                || !context.httpResponse().isSuccessful()
                || context.httpResponse().firstMatchingHeader(CHECKSUM).isPresent()) {
            return body;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try {
            body.get().transferTo(whole);
        } catch (IOException brokenOff) {
            return Optional.of(
                    new SequenceInputStream(
                            new ByteArrayInputStream(whole.toByteArray()), failing(brokenOff)));
        }
        byte[] answer = whole.toByteArray();
        try {
            String root = operation + "Response";
            attributes.putAttribute(READ, AnswerReader.read(answer, root, response));
            return Optional.of(
                    new ByteArrayInputStream(
                            "<%s/>".formatted(root).getBytes(StandardCharsets.UTF_8)));
        } catch (Unusual other) {
            return Optional.of(new ByteArrayInputStream(answer));
        }
    }

    @Override
    public SdkResponse modifyResponse(
            Context.ModifyResponse context, ExecutionAttributes attributes) {
        SdkPojo answer = attributes.getAttribute(READ);
        // A call's attributes may be kept longer than its answer.
        attributes.putAttribute(READ, null);
        if (answer instanceof AwsResponse read) {
            AwsResponse.Builder full = read.toBuilder();
            return full.responseMetadata(((AwsResponse) context.response()).responseMetadata())
                    .sdkHttpResponse(context.httpResponse())
                    .build();
        }
        return context.response();
    }

    private static @Nullable SdkPojo responseOf(@Nullable String operation) {
        if (operation == null) {
            return null;
        }
        return switch (operation) {
            case "DescribeAddresses" -> DescribeAddressesResponse.builder();
            case "DescribeImages" -> DescribeImagesResponse.builder();
            case "DescribeInstances" -> DescribeInstancesResponse.builder();
            case "DescribeInstanceStatus" -> DescribeInstanceStatusResponse.builder();
            case "DescribeInstanceTypeOfferings" -> DescribeInstanceTypeOfferingsResponse.builder();
            case "DescribeInstanceTypes" -> DescribeInstanceTypesResponse.builder();
            case "DescribeLaunchTemplateVersions" ->
                    DescribeLaunchTemplateVersionsResponse.builder();
            case "DescribeSecurityGroups" -> DescribeSecurityGroupsResponse.builder();
            case "DescribeSnapshots" -> DescribeSnapshotsResponse.builder();
            case "DescribeVolumes" -> DescribeVolumesResponse.builder();
            case "DescribeVolumeStatus" -> DescribeVolumeStatusResponse.builder();
            default -> null;
        };
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                throw failure;
            }
        };
    }
}
