package io.muster.aws.store;

import io.muster.readiness.fact.Scope;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Calls about one table, with a message for each failure. */
record TableCalls(DynamoDbClient client, String table) {

    private static final String NOT_NEWER =
            "attribute_not_exists(pk) OR ((NOT observedAt > :observedAt"
                    + " OR observedAt > :trusted) AND NOT v > :v)";

    /**
     * Makes a call.
     *
     * @param operation as DynamoDB names it, such as {@code Query}
     * @throws ConditionalCheckFailedException as it comes: it is an answer, not a failure
     * @throws StoreException for every other failure; its message says what failed
     */
    <T> T call(String operation, Function<DynamoDbClient, T> call) {
        try {
            return call.apply(client);
        } catch (ConditionalCheckFailedException answer) {
            throw answer;
        } catch (ResourceNotFoundException missing) {
            throw new StoreException.TableMissing(table, region(), missing);
        } catch (DynamoDbException failure) {
            if (isAboutAnIndex(failure)) {
                throw new StoreException.IndexNotReady(table, failure);
            }
            throw new StoreException.Failed("dynamodb:" + operation, table, failure);
        } catch (SdkException failure) {
            throw new StoreException.Failed("dynamodb:" + operation, table, failure);
        }
    }

    /** An item by its key, read consistently; empty if there is none. */
    Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
        GetItemRequest get =
                GetItemRequest.builder().tableName(table).key(key).consistentRead(true).build();
        return Optional.of(call("GetItem", client -> client.getItem(get).item()))
                .filter(item -> !item.isEmpty());
    }

    /**
     * Puts an item in the place of one that is not newer, unless by a wrong clock, and not of a
     * newer Muster. One that says neither is spoiled and gives way.
     *
     * @param observedAt as of when the item holds
     * @return false if the table keeps what it has
     */
    boolean putUnlessNewer(
            Map<String, AttributeValue> item, Instant observedAt, TrustedTime trusted) {
        PutItemRequest put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(item)
                        .conditionExpression(NOT_NEWER)
                        .expressionAttributeValues(
                                Map.of(
                                        ":observedAt", Attributes.of(observedAt),
                                        ":trusted", Attributes.of(trusted.latest()),
                                        ":v", Attributes.of(Item.VERSION)))
                        .build();
        try {
            call("PutItem", client -> client.putItem(put));
            return true;
        } catch (ConditionalCheckFailedException newer) {
            return false;
        }
    }

    /** Whole items of a scope whose sort keys begin so, in order; read consistently, by pages. */
    Stream<Map<String, AttributeValue>> inPartition(Scope scope, String prefix) {
        return inPartition(scope, prefix, "");
    }

    /**
     * Whole items of a scope whose sort keys begin so and come after one of them, in order; read
     * consistently, by pages.
     *
     * @param after a sort key that begins so; there need be no such item; empty for all
     */
    Stream<Map<String, AttributeValue>> inPartition(Scope scope, String prefix, String after) {
        Map<String, AttributeValue> values =
                Map.of(
                        ":pk", Attributes.of(Keys.scope(scope)),
                        ":prefix", Attributes.of(prefix));
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(values)
                        .exclusiveStartKey(after.isEmpty() ? null : Keys.in(scope, after))
                        .build();
        return new QueryItems(this, query).stream();
    }

    /**
     * DynamoDB says so of an index that the table has not, or that it is still filling; it has no
     * code of its own for either.
     */
    private static boolean isAboutAnIndex(DynamoDbException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        return details != null
                && "ValidationException".equals(details.errorCode())
                && String.valueOf(details.errorMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("index");
    }

    private String region() {
        Region region = client.serviceClientConfiguration().region();
        return region == null ? "the client's region" : region.id();
    }
}
