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

/**
 * Takes an answer for one only if it is a JSON object; see {@link XmlAnswer}. The SDK reads an
 * empty body as an answer in which everything is absent.
 */
final class JsonAnswer implements ExecutionInterceptor {

    /** White space before the object, which no service of AWS sends, fits in this. */
    private static final int HEAD_BYTES = 64;

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
        if (!head.startsWith("{")) {
            throw RetryableException.create(
                    head.isEmpty()
                            ? "the answer is empty"
                            : "the answer is no JSON object, so something else than AWS gave it");
        }
        return Optional.of(body);
    }

    private static String head(InputStream body) {
        try {
            body.mark(HEAD_BYTES);
            byte[] head = body.readNBytes(HEAD_BYTES);
            body.reset();
            return new String(head, StandardCharsets.UTF_8).strip();
        } catch (IOException brokenOff) {
            throw RetryableException.create("the answer broke off", brokenOff);
        }
    }
}
