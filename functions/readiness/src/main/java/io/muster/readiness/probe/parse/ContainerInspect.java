package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the probe lists from docker, podman or nerdctl: {@code container}, id, image's id and
 * image's name; {@code image}, whose label may claim any architecture: its programs' ELF headers
 * decide. Where no engine could be asked, the ids alone, from the processes' control groups.
 */
public final class ContainerInspect {

    static final int MOST = 500;

    private ContainerInspect() {}

    public static Fact<Listing<Container>> parse(String output) {
        Rows<Container> rows = new Rows<>("containers", MOST, output);
        for (String line : rows.lines()) {
            List<String> fields = Field.tabbed(line, 4);
            if (fields.getFirst().equals("container") && fields.size() >= 2) {
                rows.add(container(fields));
            } else if (!fields.getFirst().equals("image")) {
                rows.unreadable();
            }
        }
        return rows.orNone();
    }

    private static @Nullable Container container(List<String> fields) {
        String id = Field.orNull(fields.get(1));
        return id == null
                ? null
                : new Container(
                        id,
                        fields.size() < 3 ? null : Field.orNull(fields.get(2)),
                        fields.size() < 4 ? null : Field.orNull(fields.get(3)));
    }
}
