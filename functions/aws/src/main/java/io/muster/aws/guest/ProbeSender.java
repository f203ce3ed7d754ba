package io.muster.aws.guest;

import io.muster.aws.store.GuestStore;
import io.muster.aws.store.SentProbe;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.probe.ProbeDocument;
import io.muster.readiness.text.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeDocumentRequest;
import software.amazon.awssdk.services.ssm.model.DocumentDescription;
import software.amazon.awssdk.services.ssm.model.InvalidDocumentException;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;
import software.amazon.awssdk.services.ssm.model.SendCommandResponse;
import software.amazon.awssdk.services.ssm.model.Target;

/**
 * Sends the probe to the guests of a scope: to those that Systems Manager reaches and whose
 * operating system it is written for, fifty a command.
 *
 * <p>Each command names the hash that Systems Manager made of the document: Terraform's where it is
 * told, else the one of this moment. If the document is changed, no guest runs it.
 *
 * <p>Each command is written down before the next is sent, so that it is known even if the event of
 * its end is missed. One whose response is lost may have been accepted: it is not sent again, its
 * guests are reported as in doubt, and the next probe asks them.
 */
public final class ProbeSender {

    private static final String ACTION = "ssm:SendCommand";
    private static final String DESCRIBE = "ssm:DescribeDocument";

    /**
     * How long a guest may take to accept a command; what is offline by then shall not probe hours
     * later, when another command is under way. Systems Manager takes 30 s at least.
     */
    private static final int DELIVERY_SECONDS = 120;

    /**
     * So many commands may fail one after the other, before the rest of the scope is left alone.
     */
    private static final int MAX_FAILURES = 3;

    private static final String NOT_ASKED = "were not asked";
    private static final String MAYBE_NOT_ASKED = "may not have been asked";

    private static final String COMMENT = "Muster asks what no cloud API knows; changes nothing";

    private final SsmCalls calls;
    private final SsmCalls readings;
    private final GuestStore store;
    private final ProbeSettings settings;
    private final Supplier<String> runIds;
    private final Clock clock;

    /**
     * A sender.
     *
     * @param ssmOnce of {@link io.muster.aws.client.AwsClients#ssmOnce}, which sends
     * @param ssm of {@link io.muster.aws.client.AwsClients#ssm}, which reads
     * @param runIds 32 hexadecimal digits each, which cannot be predicted on a guest
     */
    public ProbeSender(
            Supplier<SsmClient> ssmOnce,
            Supplier<SsmClient> ssm,
            GuestStore store,
            ProbeSettings settings,
            Pace pace,
            Supplier<String> runIds,
            Clock clock) {
        this.calls = new SsmCalls(ssmOnce, pace);
        this.readings = new SsmCalls(ssm, pace);
        this.store = store;
        this.settings = settings;
        this.runIds = runIds;
        this.clock = clock;
    }

    /** The IAM actions that it needs. */
    public static Set<String> actions() {
        return Set.of(ACTION, DESCRIBE);
    }

    /**
     * What was sent.
     *
     * @param probes each with its guests
     * @param silent managed Linux guests that were left out, because their agent does not answer
     * @param failures what kept commands from being sent, each with the guests that it concerns;
     *     after one of which the next command would die too, and after a few of any kind, none is
     *     sent any more
     * @param notOffered whether the last failure is that the scope has no document to send
     */
    public record Sending(
            List<SentProbe> probes, int silent, List<String> failures, boolean notOffered) {

        public Sending {
            probes = List.copyOf(probes);
            failures = List.copyOf(failures);
        }

        /** The guests that were asked. */
        public int guests() {
            return probes.stream().mapToInt(probe -> probe.instances().size()).sum();
        }
    }

    /** Sends the probe to every node that can take it. */
    public Sending send(Scope scope, Collection<ManagedNode> nodes) {
        List<ManagedNode> linux = nodes.stream().filter(node -> !node.otherThanLinux()).toList();
        List<String> online =
                linux.stream()
                        .filter(ManagedNode::online)
                        .map(ManagedNode::instanceId)
                        .sorted()
                        .toList();
        int silent = linux.size() - online.size();
        if (online.isEmpty()) {
            return new Sending(List.of(), silent, List.of(), false);
        }
        return switch (hash(scope)) {
            case Known<DocumentHash> hash -> send(scope, online, hash.value(), silent);
            // No command was sent, whatever became of the question.
            case Missing<DocumentHash> missing ->
                    new Sending(
                            List.of(),
                            silent,
                            List.of(failure(online, NOT_ASKED, missing)),
                            notOffered(missing));
        };
    }

    private Sending send(Scope scope, List<String> online, DocumentHash hash, int silent) {
        List<SentProbe> probes = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        boolean notOffered = false;
        int failedInARow = 0;
        int to = 0;
        for (int from = 0; from < online.size(); from = to) {
            to = Math.min(from + ProbeSettings.MAX_TARGETS, online.size());
            List<String> targets = online.subList(from, to);
            switch (send(scope, targets, hash)) {
                case Known<SentProbe> sent -> {
                    store.remember(sent.value());
                    probes.add(sent.value());
                    failedInARow = 0;
                }
                case Missing<SentProbe> failure -> {
                    failedInARow++;
                    boolean last = failedInARow == MAX_FAILURES || lasting(failure);
                    to = last ? online.size() : to;
                    notOffered = notOffered(failure);
                    String asked = inDoubt(failure) ? MAYBE_NOT_ASKED : NOT_ASKED;
                    failures.add(failure(online.subList(from, to), asked, failure));
                }
            }
        }
        return new Sending(probes, silent, failures, notOffered);
    }

    private static boolean notOffered(Missing<?> failure) {
        return failure.detail().code().equals("facts.document-missing");
    }

    private static String failure(List<String> guests, String asked, Missing<?> why) {
        return "%d guests from %s on %s: %s"
                .formatted(guests.size(), guests.getFirst(), asked, why.detail().english());
    }

    /** Whether the next command would fail in the same way. */
    private static boolean lasting(Missing<SentProbe> failure) {
        return !inDoubt(failure) || Thread.currentThread().isInterrupted();
    }

    /** Whether Systems Manager may have taken the command all the same. */
    private static boolean inDoubt(Missing<SentProbe> failure) {
        return failure.why() == Why.FAILED || failure.why() == Why.UNREACHABLE;
    }

    /** What Systems Manager made of the document when it was written. */
    private Fact<DocumentHash> hash(Scope scope) {
        DocumentHash deployed = settings.hash(scope);
        if (deployed != null) {
            return Fact.known(deployed);
        }
        DescribeDocumentRequest request =
                DescribeDocumentRequest.builder().name(settings.document()).build();
        try {
            return readings.call(DESCRIBE, client -> client.describeDocument(request))
                    .flatMap(response -> hash(response.document()));
        } catch (InvalidDocumentException absent) {
            return noDocument(scope, DESCRIBE);
        }
    }

    private Fact<DocumentHash> hash(@Nullable DocumentDescription document) {
        return document == null || document.hash() == null || document.hashTypeAsString() == null
                ? Fact.missing(
                        Why.NOT_REPORTED,
                        Message.of("facts.document-without-hash")
                                .with("operation", DESCRIBE)
                                .with("document", settings.document()))
                : Fact.known(new DocumentHash(document.hash(), document.hashTypeAsString()));
    }

    private Fact<SentProbe> send(Scope scope, List<String> targets, DocumentHash hash) {
        String runId = runIds.get();
        // Before the call: the facts are at least this new, and the answer's place among others of
        // the same guest does not depend on how long Systems Manager took to accept it.
        Instant sentAt = clock.instant();
        SendCommandRequest request =
                SendCommandRequest.builder()
                        .documentName(settings.document())
                        .documentHash(hash.value())
                        .documentHashType(hash.type())
                        .targets(Target.builder().key("InstanceIds").values(targets).build())
                        .parameters(Map.of(ProbeDocument.RUN_ID, List.of(runId)))
                        .comment(COMMENT)
                        .maxConcurrency(Integer.toString(settings.concurrency()))
                        // One guest that fails says nothing about the next.
                        .maxErrors("100%")
                        .timeoutSeconds(DELIVERY_SECONDS)
                        .build();
        try {
            return calls.call(ACTION, client -> client.sendCommand(request))
                    .flatMap(response -> sent(response, scope, runId, sentAt, targets));
        } catch (InvalidDocumentException absent) {
            return hashDiffers(absent) ? changed(scope) : noDocument(scope, ACTION);
        }
    }

    /** {@code document hash ... does not match Sha256.} has no error code of its own. */
    private static boolean hashDiffers(InvalidDocumentException refused) {
        return String.valueOf(refused.getMessage())
                .toLowerCase(Locale.ROOT)
                .contains("does not match");
    }

    private <T> Fact<T> changed(Scope scope) {
        return Fact.missing(
                Why.NOT_SUPPORTED,
                Message.of("facts.document-changed")
                        .with("operation", ACTION)
                        .with("document", settings.document())
                        .with("region", scope.region())
                        .with("account", scope.account()));
    }

    /** Documents belong to a region, and Terraform makes them where it was told to. */
    private <T> Fact<T> noDocument(Scope scope, String operation) {
        return Fact.missing(
                Why.NOT_SUPPORTED,
                Message.of("facts.document-missing")
                        .with("operation", operation)
                        .with("document", settings.document())
                        .with("region", scope.region())
                        .with("account", scope.account()));
    }

    private Fact<SentProbe> sent(
            SendCommandResponse response,
            Scope scope,
            String runId,
            Instant sentAt,
            List<String> targets) {
        if (response.command() == null || response.command().commandId() == null) {
            return Fact.missing(
                    Why.FAILED, Message.of("facts.no-command").with("operation", ACTION));
        }
        return Fact.known(
                new SentProbe(scope, response.command().commandId(), runId, sentAt, targets));
    }
}
