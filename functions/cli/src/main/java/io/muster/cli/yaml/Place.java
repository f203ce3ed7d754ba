package io.muster.cli.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Where something stands in a file, from 1. */
public record Place(int line, int column) {

    /** Where a node begins. */
    public static Place of(Node node) {
        return of(node.getStartMark());
    }

    static Place of(Optional<Mark> mark) {
        return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1))
                .orElse(new Place(1, 1));
    }
}
