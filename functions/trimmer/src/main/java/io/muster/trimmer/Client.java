package io.muster.trimmer;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A client of the SDK: the interface {@code XClient} and its {@code DefaultXClient}, which have a
 * method for every operation of the service and so mention every class of its model.
 */
final class Client {

    private static final Pattern NAME =
            Pattern.compile(
                    "software/amazon/awssdk/services/([a-z0-9]+)/(?:Default)?[A-Za-z0-9]+Client");

    /** What the SDK itself calls on every client, by interfaces that belong to no service. */
    private static final Set<String> ALWAYS =
            Set.of("<init>", "<clinit>", "close", "serviceName", "serviceClientConfiguration");

    private Client() {}

    /** The service whose client a class is; null for any other class. */
    static @Nullable String service(String type) {
        Matcher name = NAME.matcher(type);
        return name.matches() ? name.group(1) : null;
    }

    /**
     * Which methods stay.
     *
     * @param called names of the methods that something calls; null where all stay
     */
    record Kept(@Nullable Set<String> called) {

        static final Kept EVERYTHING = new Kept(null);

        /** Shows a visitor only what stays. */
        ClassVisitor only(ClassVisitor next) {
            return called == null ? next : new Filter(next, called);
        }
    }

    /** The class with what stays of it, and nothing of the rest in its tables. */
    static byte[] rewritten(byte[] type, Kept kept, Set<String> classes) {
        ClassWriter writer = new ClassWriter(0);
        ClassVisitor nested =
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visitInnerClass(
                            String name, String outer, String inner, int access) {
                        if (classes.contains(name) || !name.contains("/awssdk/services/")) {
                            super.visitInnerClass(name, outer, inner, access);
                        }
                    }
                };
        new ClassReader(type).accept(kept.only(nested), 0);
        return writer.toByteArray();
    }

    private static final class Filter extends ClassVisitor {

        private final Set<String> called;

        Filter(ClassVisitor next, Set<String> called) {
            super(Opcodes.ASM9, next);
            this.called = called;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String type, String signature, String[] exceptions) {
            boolean ofAnOperation = (access & Opcodes.ACC_PUBLIC) != 0 && !ALWAYS.contains(name);
            return ofAnOperation && !called.contains(name)
                    ? null
                    : super.visitMethod(access, name, type, signature, exceptions);
        }
    }
}
