package io.muster.deployment;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** The deployed system first, which takes as long as all others, and these in any order. */
public final class LongestFirst implements ClassOrderer {

    private final ClassOrderer others = new Random();

    @Override
    public void orderClasses(ClassOrdererContext context) {
        others.orderClasses(context);
        context.getClassDescriptors()
                .sort(
                        Comparator.comparing(
                                (ClassDescriptor each) ->
                                        !each.getTestClass().equals(DeployedSystemIT.class)));
    }
}
