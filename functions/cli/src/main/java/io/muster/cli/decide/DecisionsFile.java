package io.muster.cli.decide;

import static io.muster.cli.yaml.ReviewedFile.isNull;
import static io.muster.cli.yaml.ReviewedFile.scalar;

import io.muster.cli.session.CommandFailure;
import io.muster.cli.yaml.Fault;
import io.muster.cli.yaml.Place;
import io.muster.cli.yaml.ReviewedFile;
import io.muster.readiness.decision.DecisionForm;
import io.muster.readiness.decision.DecisionForm.Field;
import io.muster.readiness.text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a file of decisions: a list under {@code decisions}, each with the fields of a {@link
 * DecisionForm}. Every fault is gathered with its line and column.
 */
final class DecisionsFile {

    private static final String LIST = "decisions";

    private final List<Line> lines = new ArrayList<>();
    private final ReviewedFile file = new ReviewedFile(Message.of("decision.file-example"));

    /** In which line each target stood first. */
    private final Map<String, Integer> seen = new HashMap<>();

    private DecisionsFile() {}

    /**
     * A decision in the file.
     *
     * @param place of the whole
     * @param places of the fields that were given
     */
    record Line(Place place, DecisionForm form, Map<Field, Place> places) {

        Place of(Field field) {
            return places.getOrDefault(field, place);
        }
    }

    /** The decisions that could be read, in their order. */
    List<Line> lines() {
        return lines;
    }

    /** What is wrong with the others. */
    List<Fault> faults() {
        return file.faults();
    }

    /**
     * Reads a file.
     *
     * @throws CommandFailure if it cannot be read, or is too large
     */
    static DecisionsFile read(Path path) {
        DecisionsFile read = new DecisionsFile();
        read.document(ReviewedFile.text(path));
        return read;
    }

    private void document(String text) {
        Optional<Node> document = file.document(text);
        if (document.isEmpty()) {
            return;
        }
        if (!(document.get() instanceof MappingNode members)) {
            file.fault(Place.of(document.get()), Message.of("decision.no-list"));
            return;
        }
        for (NodeTuple member : members.getValue()) {
            if (!LIST.equals(scalar(member.getKeyNode()))) {
                file.fault(
                        Place.of(member.getKeyNode()),
                        Message.of("decision.unknown-member")
                                .with("name", scalar(member.getKeyNode())));
            } else if (member.getValueNode() instanceof SequenceNode list) {
                list(list);
            } else if (!isNull(member.getValueNode())) {
                file.fault(Place.of(member.getValueNode()), Message.of("decision.no-list"));
            }
        }
    }

    private void list(SequenceNode list) {
        for (Node each : list.getValue()) {
            if (!(each instanceof MappingNode fields)) {
                file.fault(Place.of(each), Message.of("decision.not-fields"));
                continue;
            }
            int before = file.faults().size();
            Line line = line(fields);
            Integer first = seen.putIfAbsent(line.form().given(Field.TARGET), line.place().line());
            if (first != null && !line.form().given(Field.TARGET).isEmpty()) {
                file.fault(
                        line.of(Field.TARGET),
                        Message.of("decision.twice")
                                .with("target", line.form().given(Field.TARGET))
                                .with("line", first),
                        Message.of("decision.twice-next"));
            }
            if (file.faults().size() == before) {
                lines.add(line);
            }
        }
    }

    private Line line(MappingNode node) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        Map<Field, Place> places = new EnumMap<>(Field.class);
        for (NodeTuple member : node.getValue()) {
            String name = scalar(member.getKeyNode());
            Optional<Field> field =
                    Arrays.stream(Field.values())
                            .filter(each -> each.label().equals(name))
                            .findFirst();
            if (field.isEmpty()) {
                file.fault(
                        Place.of(member.getKeyNode()),
                        Message.of("decision.unknown-field").with("name", name),
                        ReviewedFile.nearest(
                                name, Arrays.stream(Field.values()).map(Field::label).toList()));
            } else if (!(member.getValueNode() instanceof ScalarNode value)) {
                file.fault(
                        Place.of(member.getValueNode()),
                        Message.of("decision.not-a-text").with("field", name));
            } else if (places.put(field.get(), Place.of(value)) != null) {
                file.fault(
                        Place.of(member.getKeyNode()),
                        Message.of("decision.field-twice").with("field", name));
            } else if (!isNull(value)) {
                fields.put(field.get(), value.getValue());
            }
        }
        return new Line(Place.of(node), new DecisionForm(fields), places);
    }
}
