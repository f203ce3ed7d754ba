package io.muster.cli.yaml;

import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.Session;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML file under way: what it says, and all that is wrong with it. */
public final class ReviewedFile {

    /** The largest file, in bytes. */
    public static final int MAX_BYTES = 16 << 20;

    /** So many faults are told at once. */
    private static final int MAX_FAULTS = 20;

    private final Message example;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * @param example where an example is, for faults that say nothing else
     */
    public ReviewedFile(Message example) {
        this.example = example;
    }

    /**
     * The text of a file.
     *
     * @throws CommandFailure if it cannot be read, or is too large
     */
    public static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw CommandFailure.usage(
                        Message.of("decision.file-too-large").with("file", file.toString()),
                        Message.of("decision.file-too-large-next"));
            }
            return Files.readString(file);
        } catch (IOException failure) {
            throw CommandFailure.usage(
                    Message.of("decision.file-unreadable")
                            .with("file", file.toString())
                            .with("why", failure.getClass().getSimpleName()),
                    Message.of("decision.file-unreadable-next"));
        }
    }

    /** What is wrong with it, in the order in which it was found. */
    public List<Fault> faults() {
        return Collections.unmodifiableList(faults);
    }

    /** The document; empty where there is none, or it cannot be read, which is a fault then. */
    public Optional<Node> document(String text) {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException malformed) {
            fault(
                    Place.of(malformed.getProblemMark()),
                    Message.of("decision.not-yaml").with("why", malformed.getProblem()));
        } catch (YamlEngineException malformed) {
            fault(
                    new Place(1, 1),
                    Message.of("decision.not-yaml")
                            .with("why", String.valueOf(malformed.getMessage())));
        }
        return Optional.empty();
    }

    /**
     * The members of a mapping, each name once; another node is a fault.
     *
     * @param member gets the node of each name and that of its value
     */
    public void members(Node node, BiConsumer<ScalarNode, Node> member) {
        if (isNull(node)) {
            return;
        }
        if (!(node instanceof MappingNode mapping)) {
            fault(Place.of(node), Message.of("decision.not-members"));
            return;
        }
        Map<String, Integer> seen = new HashMap<>();
        for (NodeTuple each : mapping.getValue()) {
            if (!(each.getKeyNode() instanceof ScalarNode name)) {
                fault(Place.of(each.getKeyNode()), Message.of("decision.not-members"));
                continue;
            }
            Place place = Place.of(name);
            Integer first = seen.putIfAbsent(name.getValue(), place.line());
            if (first == null) {
                member.accept(name, each.getValueNode());
            } else {
                faults.add(
                        new Fault(
                                place,
                                Message.of("decision.name-twice")
                                        .with("name", name.getValue())
                                        .with("line", first),
                                Message.of("decision.twice-next")));
            }
        }
    }

    public void fault(Place place, Message what) {
        faults.add(new Fault(place, what, example));
    }

    public void fault(Place place, Message what, Message next) {
        faults.add(new Fault(place, what, next));
    }

    /** A fault about a word that is none of those that are known, with the nearest. */
    public void unknown(Node node, Collection<String> known) {
        String given = scalar(node);
        faults.add(
                new Fault(
                        Place.of(node),
                        Message.of("decision.unknown-member").with("name", given),
                        nearest(given, known)));
    }

    /** What to say after a word that is not known. */
    public static Message nearest(String given, Collection<String> known) {
        return Nearest.to(given, known)
                .map(near -> Message.of("screen.did-you-mean").with("name", near))
                .orElse(Message.of("decision.one-of").with("words", String.join(", ", known)));
    }

    public static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /** The text of a scalar; empty for another node. */
    public static String scalar(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /**
     * Tells the first of many faults, each with line and column.
     *
     * @return the failure to throw
     */
    public static CommandFailure faulty(Session session, Path path, List<Fault> faults) {
        faults.stream()
                .limit(MAX_FAULTS)
                .forEach(
                        fault ->
                                session.tell(
                                        Message.of("decision.fault")
                                                .with("file", path.toString())
                                                .with("line", fault.place().line())
                                                .with("column", fault.place().column())
                                                .with("what", fault.what())
                                                .with("next", fault.next())));
        return CommandFailure.usage(
                Message.of("decision.faults")
                        .with("file", path.toString())
                        .with("count", faults.size()),
                Message.of("decision.faults-next"));
    }
}
