package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the probe lists from docker, podman or nerdctl: {@code container}, id, image's id and
 * image's name; {@code image}, id and the architecture of its label. Where no engine could be
 * asked, the ids alone, from the processes' control groups.
 */
public final class ContainerInspect {

    static final int MOST = 500;

    private static final String DIGEST = "sha256:";

    private ContainerInspect() {}

    public static Fact<Listing<Container>> parse(String output) {
        Rows<Container> rows = new Rows<>("the container engine", MOST);
        Map<String, Machine> labels = new HashMap<>();
        List<List<String>> containers = new ArrayList<>();
        for (String line : rows.lines(output)) {
            List<String> fields = Tabbed.fields(line, 4);
            if (fields.getFirst().equals("container") && fields.size() >= 2) {
                containers.add(fields);
            } else if (fields.getFirst().equals("image") && fields.size() == 3) {
                labels.put(bare(fields.get(1)), Machine.ofName(fields.get(2)));
            } else if (!line.isBlank()) {
                rows.unreadable();
            }
        }
        for (List<String> fields : containers) {
            rows.add(container(fields, labels));
        }
        return rows.orNone(output);
    }

    private static @Nullable Container container(List<String> fields, Map<String, Machine> labels) {
        String id = Field.orNull(fields.get(1));
        String image = fields.size() < 3 ? null : Field.orNull(fields.get(2));
        return id == null
                ? null
                : new Container(
                        id,
                        image,
                        fields.size() < 4 ? null : Field.orNull(fields.get(3)),
                        image == null ? null : labels.get(bare(image)));
    }

    private static String bare(String imageId) {
        return imageId.startsWith(DIGEST) ? imageId.substring(DIGEST.length()) : imageId;
    }
}
