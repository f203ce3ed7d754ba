package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.Listing;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code crictl ps -o json}, on nodes of Kubernetes. */
public final class CrictlJson {

    private CrictlJson() {}

    public static Fact<Listing<Container>> parse(String output) {
        Map<?, ?> root = Json.object(Json.read(output));
        if (root == null || !root.containsKey("containers")) {
            return Unreadable.of("crictl ps", output);
        }
        Rows<Container> rows = new Rows<>("crictl ps", ContainerInspect.MOST, output);
        for (Object each : Json.list(root.get("containers"))) {
            rows.add(container(Json.object(each)));
        }
        return rows.orNone();
    }

    private static @Nullable Container container(@Nullable Map<?, ?> json) {
        String id = json == null ? null : Json.field(json, "id");
        if (json == null || id == null) {
            return null;
        }
        Map<?, ?> image = Json.object(json.get("image"));
        return new Container(
                id,
                Json.field(json, "imageRef"),
                // What the pod asked for, where the runtime tells; else what it resolved to.
                image == null ? null : Json.field(image, "userSpecifiedImage", "image"));
    }
}
