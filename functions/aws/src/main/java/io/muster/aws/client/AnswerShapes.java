package io.muster.aws.client;

import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Loads the classes of answers without an answer: those of a response, and of everything that may
 * stand in it. An answer about nothing loads none of them, and EC2's are most of what a first event
 * loads.
 */
public final class AnswerShapes {

    private final Set<Class<?>> seen = new HashSet<>();

    private AnswerShapes() {}

    /**
     * Loads them.
     *
     * @param responses builders of responses
     * @return how many classes of shapes there are
     */
    public static int load(SdkPojo... responses) {
        AnswerShapes shapes = new AnswerShapes();
        for (SdkPojo response : responses) {
            shapes.visit(response);
        }
        return shapes.seen.size();
    }

    private void visit(SdkPojo shape) {
        if (seen.add(shape.getClass())) {
            shape.sdkFields().forEach(this::visit);
        }
    }

    private void visit(SdkField<?> field) {
        if (field.constructor() != null) {
            visit(field.constructor().get());
        }
        field.getOptionalTrait(ListTrait.class).ifPresent(list -> visit(list.memberFieldInfo()));
        field.getOptionalTrait(MapTrait.class).ifPresent(map -> visit(map.valueFieldInfo()));
    }
}
