package io.muster.cli.decide;

import io.muster.cli.session.CommandFailure;
import io.muster.readiness.decision.DecisionForm;
import io.muster.readiness.decision.DecisionForm.Field;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a file of decisions: a list under {@code decisions}, each with the fields of a {@link
 * DecisionForm}. Every fault is gathered with its line and column.
 */
final class DecisionsFile {

    private static final String LIST = "decisions";
    private static final int MAX_BYTES = 16 << 20;

    private final List<Line> lines = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    /** In which line each target stood first. */
    private final Map<String, Integer> seen = new HashMap<>();

    private DecisionsFile() {}

    /** Where something stands, from 1. */
    record Place(int line, int column) {

        static Place of(Optional<Mark> mark) {
            return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1))
                    .orElse(new Place(1, 1));
        }
    }

    /** What is wrong in a place. */
    record Fault(Place place, Message what, Message next) {}

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
        return faults;
    }

    /**
     * Reads a file.
     *
     * @throws CommandFailure if it cannot be read, or is too large
     */
    static DecisionsFile read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw CommandFailure.usage(
                        Message.of("decision.file-too-large").with("file", file.toString()),
                        Message.of("decision.file-too-large-next"));
            }
            DecisionsFile read = new DecisionsFile();
            read.document(Files.readString(file));
            return read;
        } catch (IOException failure) {
            throw CommandFailure.usage(
                    Message.of("decision.file-unreadable")
                            .with("file", file.toString())
                            .with("why", failure.getClass().getSimpleName()),
                    Message.of("decision.file-unreadable-next"));
        }
    }

    private void document(String text) {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();
        Optional<Node> document;
        try {
            document = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException malformed) {
            fault(
                    Place.of(malformed.getProblemMark()),
                    Message.of("decision.not-yaml").with("why", malformed.getProblem()));
            return;
        } catch (YamlEngineException malformed) {
            fault(
                    new Place(1, 1),
                    Message.of("decision.not-yaml")
                            .with("why", String.valueOf(malformed.getMessage())));
            return;
        }
        if (document.isEmpty()) {
            return;
        }
        if (!(document.get() instanceof MappingNode members)) {
            fault(place(document.get()), Message.of("decision.no-list"));
            return;
        }
        for (NodeTuple member : members.getValue()) {
            if (!LIST.equals(scalar(member.getKeyNode()))) {
                fault(
                        place(member.getKeyNode()),
                        Message.of("decision.unknown-member")
                                .with("name", scalar(member.getKeyNode())));
            } else if (member.getValueNode() instanceof SequenceNode list) {
                list(list);
            } else if (!isNull(member.getValueNode())) {
                fault(place(member.getValueNode()), Message.of("decision.no-list"));
            }
        }
    }

    private void list(SequenceNode list) {
        for (Node each : list.getValue()) {
            if (!(each instanceof MappingNode fields)) {
                fault(place(each), Message.of("decision.not-fields"));
                continue;
            }
            int before = faults.size();
            Line line = line(fields);
            Integer first = seen.putIfAbsent(line.form().given(Field.TARGET), line.place().line());
            if (first != null && !line.form().given(Field.TARGET).isEmpty()) {
                faults.add(
                        new Fault(
                                line.of(Field.TARGET),
                                Message.of("decision.twice")
                                        .with("target", line.form().given(Field.TARGET))
                                        .with("line", first),
                                Message.of("decision.twice-next")));
            }
            if (faults.size() == before) {
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
                List<String> known = Arrays.stream(Field.values()).map(Field::label).toList();
                faults.add(
                        new Fault(
                                place(member.getKeyNode()),
                                Message.of("decision.unknown-field").with("name", name),
                                Nearest.to(name, known)
                                        .map(
                                                near ->
                                                        Message.of("screen.did-you-mean")
                                                                .with("name", near))
                                        .orElse(
                                                Message.of("decision.one-of")
                                                        .with("words", String.join(", ", known)))));
            } else if (!(member.getValueNode() instanceof ScalarNode value)) {
                fault(
                        place(member.getValueNode()),
                        Message.of("decision.not-a-text").with("field", name));
            } else if (places.put(field.get(), place(value)) != null) {
                fault(
                        place(member.getKeyNode()),
                        Message.of("decision.field-twice").with("field", name));
            } else if (!isNull(value)) {
                fields.put(field.get(), value.getValue());
            }
        }
        return new Line(place(node), new DecisionForm(fields), places);
    }

    private void fault(Place place, Message what) {
        faults.add(new Fault(place, what, Message.of("decision.file-example")));
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static String scalar(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static Place place(Node node) {
        return Place.of(node.getStartMark());
    }
}
