package io.muster.local.organization;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.local.front.Answer;
import io.muster.local.front.Call;
import io.muster.local.front.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Queues of SQS to which messages are sent; Lambda's part, which takes them out, is {@link #take}.
 * Delays and visibility are not simulated.
 */
public final class SimulatedQueues implements Simulation {

    private final Map<String, Queue<String>> bodies = new HashMap<>();

    @Override
    public boolean concerns(Call call) {
        return call.is("sqs", "SendMessageBatch");
    }

    @Override
    public Answer answer(Call call, byte[] body) throws IOException {
        Map<String, Object> request = JSON.std.mapFrom(body);
        List<Map<String, Object>> taken = new ArrayList<>();
        if (request.get("Entries") instanceof List<?> entries) {
            for (Object each : entries) {
                Map<?, ?> entry = (Map<?, ?>) each;
                String message = String.valueOf(entry.get("MessageBody"));
                put(String.valueOf(request.get("QueueUrl")), message);
                taken.add(
                        Map.of(
                                "Id", String.valueOf(entry.get("Id")),
                                "MessageId", "message",
                                "MD5OfMessageBody", md5(message)));
            }
        }
        return Answer.ofJson(Map.of("Successful", taken, "Failed", List.of()));
    }

    private synchronized void put(String url, String message) {
        bodies.computeIfAbsent(url, unused -> new ArrayDeque<>()).add(message);
    }

    /** The oldest message of a queue, which is then no longer in it; empty where there is none. */
    public synchronized Optional<String> take(String url) {
        return Optional.ofNullable(bodies.getOrDefault(url, new ArrayDeque<>()).poll());
    }

    /** What clients compare with what they sent. */
    private static String md5(String message) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("MD5")
                                    .digest(message.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }
}
