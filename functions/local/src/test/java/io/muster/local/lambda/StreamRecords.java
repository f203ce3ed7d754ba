package io.muster.local.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** The records of a table's stream as Lambda hands them to a function. */
public final class StreamRecords {

    private StreamRecords() {}

    /** An event of Lambda's. */
    public static String event(List<Map<String, Object>> records) {
        try {
            return JSON.std
                    .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
                    .asString(Map.of("Records", records));
        } catch (IOException impossible) {
            throw new UncheckedIOException("maps of texts and numbers are JSON", impossible);
        }
    }

    /**
     * One record.
     *
     * @param stream ARN of the stream
     */
    public static Map<String, Object> asLambdaDoes(Record record, String stream) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put(
                "ApproximateCreationDateTime",
                record.dynamodb().approximateCreationDateTime().getEpochSecond());
        change.put("Keys", image(record.dynamodb().keys()));
        if (record.dynamodb().hasNewImage()) {
            change.put("NewImage", image(record.dynamodb().newImage()));
        }
        if (record.dynamodb().hasOldImage()) {
            change.put("OldImage", image(record.dynamodb().oldImage()));
        }
        change.put("SequenceNumber", record.dynamodb().sequenceNumber());
        change.put("SizeBytes", record.dynamodb().sizeBytes());
        change.put("StreamViewType", record.dynamodb().streamViewTypeAsString());
        Map<String, Object> lambda = new LinkedHashMap<>();
        lambda.put("eventID", record.eventID());
        lambda.put("eventName", record.eventNameAsString());
        lambda.put("eventVersion", "1.1");
        lambda.put("eventSource", "aws:dynamodb");
        lambda.put("awsRegion", stream.split(":", -1)[3]);
        lambda.put("dynamodb", change);
        lambda.put("eventSourceARN", stream);
        return lambda;
    }

    /** An item, each value with its type as DynamoDB's JSON has it. */
    public static Map<String, Object> image(Map<String, AttributeValue> item) {
        Map<String, Object> image = new TreeMap<>();
        item.forEach((name, value) -> image.put(name, typed(value)));
        return image;
    }

    private static Object typed(AttributeValue value) {
        return switch (value.type()) {
            case S -> Map.of("S", value.s());
            case N -> Map.of("N", value.n());
            case BOOL -> Map.of("BOOL", value.bool());
            case NUL -> Map.of("NULL", true);
            case B -> Map.of("B", base64(value));
            case M -> Map.of("M", image(value.m()));
            case L -> Map.of("L", value.l().stream().map(StreamRecords::typed).toList());
            case SS -> Map.of("SS", value.ss());
            case NS -> Map.of("NS", value.ns());
            case BS, UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("Muster writes no " + value.type());
        };
    }

    private static String base64(AttributeValue value) {
        return Base64.getEncoder().encodeToString(value.b().asByteArray());
    }
}
