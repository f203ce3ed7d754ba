package io.muster.local.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.pricing.PriceCache;
import io.muster.aws.scan.ScopeScan;
import io.muster.local.LocalCloud;
import io.muster.local.fixture.AnyCloud;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Each case in an account of its own, scanned and judged as {@code scan --check} does. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class FleetCasesTest {

    /** Numbers of accounts that no other test has. */
    private final AtomicInteger accounts = new AtomicInteger(710_000);

    private LocalCloud cloud;
    private AwsClients base;

    @BeforeAll
    void start() {
        cloud = AnyCloud.motoWithoutImages();
        base = clients(cloud.credentials());
    }

    @AfterAll
    void stop() {
        if (base != null) {
            base.close();
        }
        if (cloud != null) {
            cloud.close();
        }
    }

    static Stream<FleetCase> cases() {
        return FleetCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_verdict_is_right(FleetCase of) {
        String account = "%012d".formatted(accounts.incrementAndGet());
        try (AwsClients clients = clients(inAccount(account))) {
            String judged = of.fleet().apply(CaseFleet.in(clients, account));
            Judgement judgement = judgement(clients, account, of.check(), judged);
            List<String> said = new ArrayList<>(judgement.verdict().evidence());
            said.addFirst(judgement.verdict().actual());

            assertThat(judgement.verdict().status()).as("%s", said).isEqualTo(of.status());
            for (String part : of.says()) {
                assertThat(String.join("\n", said)).contains(part);
            }
            if (of.severity() != null) {
                assertThat(judgement.spec().severity()).isEqualTo(of.severity());
            }
        }
    }

    private static Judgement judgement(
            AwsClients clients, String account, String check, String judged) {
        List<Judgement> judgements = new ArrayList<>();
        ScopeScan.collect(
                        clients,
                        Scope.of(account, CaseFleet.REGION),
                        PriceCache.NONE,
                        Catalogue.of(List.of(BuiltInChecks.catalogue().byId(check).orElseThrow())),
                        Thresholds.defaults(),
                        Clock.systemUTC())
                .judge(
                        fresh -> {
                            if (concerns(fresh.judgement(), judged)) {
                                judgements.add(fresh.judgement());
                            }
                        });
        assertThat(judgements).as("of %s", judged).hasSize(1);
        return judgements.getFirst();
    }

    /** A case has at most one workload. */
    private static boolean concerns(Judgement judgement, String judged) {
        return judgement.subject().resourceType() == ResourceType.WORKLOAD
                || judgement.subject().id().equals(judged);
    }

    /** An emulator makes an account of a role's. */
    private AwsCredentialsProvider inAccount(String account) {
        Credentials made =
                base.sts()
                        .assumeRole(
                                request ->
                                        request.roleArn(
                                                        "arn:aws:iam::%s:role/cases"
                                                                .formatted(account))
                                                .roleSessionName("cases"))
                        .credentials();
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                        made.accessKeyId(), made.secretAccessKey(), made.sessionToken()));
    }

    private AwsClients clients(AwsCredentialsProvider credentials) {
        return new AwsClients(
                Region.of(CaseFleet.REGION), credentials, cloud.endpoint(), new CallLedger());
    }
}
