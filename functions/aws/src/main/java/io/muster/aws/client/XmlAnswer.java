package io.muster.aws.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Takes an answer for one only if it is that operation's.
 *
 * <p>The SDK reads an empty body, and any XML at all (a proxy's log-in page that is well-formed
 * XHTML), as an answer in which every list is empty. A fleet that was not seen would pass for one
 * that is empty, and every finding about it would be resolved. Every answer of the query protocols
 * begins with the operation's name and {@code Response}.
 */
final class XmlAnswer implements ExecutionInterceptor {

    /** The XML declaration, a comment and the root element fit in this. */
    private static final int HEAD_BYTES = 1024;

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (!context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        String root = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME) + "Response";
        InputStream body =
                new BufferedInputStream(
                        context.responseBody().orElse(InputStream.nullInputStream()));
        String head = head(body);
        if (!head.contains(root)) {
            throw RetryableException.create(
                    head.isBlank()
                            ? "the answer is empty"
                            : "the answer is not a "
                                    + root
                                    + ", so something else than AWS gave it");
        }
        return Optional.of(body);
    }

    private static String head(InputStream body) {
        try {
            body.mark(HEAD_BYTES);
            byte[] head = body.readNBytes(HEAD_BYTES);
            body.reset();
            return new String(head, StandardCharsets.UTF_8);
        } catch (IOException brokenOff) {
            throw RetryableException.create("the answer broke off", brokenOff);
        }
    }
}
