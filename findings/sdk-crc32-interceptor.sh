#!/bin/sh
# Date: 2026-12-01. Artifacts: software.amazon.awssdk:dynamodb 2.59.1 and what it needs (AWS SDK for Java).
# Guess: x-amz-crc32 is compared with the bytes as they came, so that an execution interceptor that hands on another body
#   (modifyHttpResponseContent) disturbs nothing; where it differs, the call is tried again, as after other damage on the way.
# True: the checksum of what the interceptor hands on is compared with the header of the body that came: one that was only written
#   anew with a space fails with a Crc32MismatchException. Nothing is tried again: one request is made. An interceptor that hands on
#   another body has to take the header away, which is looked at after it, too.
# Seen: the table below; "calls" are requests that reached the server.
set -eu
. "$(dirname "$0")/packages.inc"
command -v java >/dev/null || untried 'needs a JDK'
cat >"$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>none</groupId>
  <artifactId>none</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>dynamodb</artifactId><version>2.59.1</version></dependency>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>url-connection-client</artifactId><version>2.59.1</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/jars" >"$work/mvn.out" 2>&1 ||
    untried "$(grep -m 1 ERROR "$work/mvn.out")"

cat >"$work/Checksums.java" <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

public class Checksums {

    static final String BODY = "{\"TableNames\":[\"first\",\"second\"]}";

    record Other(String body, boolean dropsHeader) implements ExecutionInterceptor {
        @Override
        public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            return dropsHeader
                    ? context.httpResponse().toBuilder().removeHeader("x-amz-crc32").build()
                    : context.httpResponse();
        }

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            try {
                context.responseBody().orElseThrow().readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Optional.of(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    public static void main(String[] none) throws IOException {
        AtomicInteger calls = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
            CRC32 crc = new CRC32();
            crc.update(body);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("x-amz-crc32", Long.toString(crc.getValue()));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        say("as it came", endpoint, calls, new ExecutionInterceptor() {});
        say("the same bytes", endpoint, calls, new Other(BODY, false));
        say("with a space", endpoint, calls, new Other(BODY.replace(",", ", "), false));
        say("shorter", endpoint, calls, new Other("{\"TableNames\":[\"first\"]}", false));
        say("shorter, without the header", endpoint, calls, new Other("{\"TableNames\":[\"first\"]}", true));
        server.stop(0);
    }

    static void say(String what, URI endpoint, AtomicInteger calls, ExecutionInterceptor interceptor) {
        int before = calls.get();
        String said;
        try (DynamoDbClient client = DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(with -> with.addExecutionInterceptor(interceptor))
                .build()) {
            said = client.listTables().tableNames().toString();
        } catch (SdkException refused) {
            said = refused.getClass().getSimpleName();
        }
        System.out.println(what + ": " + said + ", calls: " + (calls.get() - before));
    }
}
JAVA
java -cp "$work/jars/*" "$work/Checksums.java" >"$work/out" 2>"$work/err" || changed "$(tail -n 3 "$work/err")"
expect 'body: answer, requests' 'as it came: [first, second], calls: 1
the same bytes: [first, second], calls: 1
with a space: Crc32MismatchException, calls: 1
shorter: Crc32MismatchException, calls: 1
shorter, without the header: [first], calls: 1' "$(cat "$work/out")"
echo 'as written: the checksum is compared with what an interceptor made of the body'
