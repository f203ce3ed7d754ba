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
 * Takes an answer for one only if it begins as that operation's does.
 *
 * <p>The SDK reads an empty body, and any XML at all (a proxy's log-in page that is well-formed
 * XHTML), as an answer in which everything is absent and every list is empty. A fleet that was not
 * seen would pass for one that is empty, and every finding about it would be resolved.
 */
enum ExpectedAnswer implements ExecutionInterceptor {
    /** A JSON object; white space before it, which no service of AWS sends, fits in the head. */
    JSON(64) {
        @Override
        Optional<String> mismatch(String head, ExecutionAttributes attributes) {
            return head.strip().startsWith("{")
                    ? Optional.empty()
                    : Optional.of("the answer is no JSON object");
        }
    },

    /**
     * XML of the query protocols, which begins with the operation's name and {@code Response}. The
     * XML declaration, a comment and the root element fit in the head.
     */
    XML(1024) {
        @Override
        Optional<String> mismatch(String head, ExecutionAttributes attributes) {
            String root =
                    attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME) + "Response";
            return head.contains(root)
                    ? Optional.empty()
                    : Optional.of("the answer is not a " + root);
        }
    };

    private final int headBytes;

    ExpectedAnswer(int headBytes) {
        this.headBytes = headBytes;
    }

    /** What is wrong with an answer that begins so. */
    abstract Optional<String> mismatch(String head, ExecutionAttributes attributes);

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (!context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        InputStream body =
                new BufferedInputStream(
                        context.responseBody().orElse(InputStream.nullInputStream()));
        String head = head(body);
        Optional<String> mismatch = mismatch(head, attributes);
        if (mismatch.isPresent()) {
            throw RetryableException.create(
                    head.isBlank()
                            ? "the answer is empty"
                            : mismatch.get() + ", so something else than AWS gave it");
        }
        return Optional.of(body);
    }

    private String head(InputStream body) {
        try {
            body.mark(headBytes);
            byte[] head = body.readNBytes(headBytes);
            body.reset();
            return new String(head, StandardCharsets.UTF_8);
        } catch (IOException brokenOff) {
            throw RetryableException.create("the answer broke off", brokenOff);
        }
    }
}
