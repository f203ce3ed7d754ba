package io.muster.aws.fleet;

import io.muster.readiness.fact.DeployedDocument;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.probe.DocumentDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetDocumentResponse;
import software.amazon.awssdk.services.ssm.model.InvalidDocumentException;

/** Reads the probe's document: its default version, which is the one that commands run. */
final class ProbeDocumentCollector extends SourceCollector<SsmClient, DeployedDocument> {

    private final String name;

    /**
     * @param name of the document
     */
    ProbeDocumentCollector(Supplier<SsmClient> ssm, String name) {
        super(ssm, Source.PROBE_DOCUMENT, ACTION, GetDocumentResponse.builder());
        this.name = name;
    }

    private static final String ACTION = "ssm:GetDocument";

    /** Where no instance is left, nothing runs it. */
    @Override
    Set<Source<?>> after() {
        return Set.of(Source.INSTANCES);
    }

    @Override
    Fact<DeployedDocument> all(FleetFacts before) {
        boolean none =
                before.get(Source.INSTANCES)
                        .map(hosts -> hosts.stream().allMatch(host -> host.state().gone()))
                        .orElse(false);
        return none ? Fact.known(new DeployedDocument.Unneeded()) : asked();
    }

    private Fact<DeployedDocument> asked() {
        return new PagedOperation<>(
                        action(),
                        token -> document(),
                        PagedOperation.<Optional<GetDocumentResponse>>noNext(),
                        List::of,
                        answer -> name)
                .list((answer, read) -> translate(answer))
                .map(List::getFirst);
    }

    /** Empty where there is none of the name. */
    private Optional<GetDocumentResponse> document() {
        try {
            return Optional.of(client().getDocument(request -> request.name(name)));
        } catch (InvalidDocumentException absent) {
            return Optional.empty();
        }
    }

    private static DeployedDocument translate(Optional<GetDocumentResponse> answer) {
        return answer.isEmpty()
                ? new DeployedDocument.Absent()
                : DocumentDigest.read(FieldReader.required(answer.get().content(), "content"));
    }
}
