package io.muster.trimmer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.JSRInlinerAdapter;

/**
 * Gives a library's classes the form of those for Java 21. Classes for Java 5 have no stack maps:
 * the JVM leaves them out of its archives of classes, and works types out at every start in order
 * to verify them.
 */
final class StackMaps {

    /** The first form that an archive takes. */
    private static final int OLDEST_ARCHIVED = Opcodes.V1_6;

    /** That of the oldest Java that Muster runs on. */
    private static final int TODAY = Opcodes.V21;

    private static final int VERSION = 6;

    private StackMaps() {}

    /** Whether all classes of a jar are too old for an archive. */
    static boolean lacks(Jar jar) {
        Map<String, byte[]> classes = jar.classes();
        return !classes.isEmpty()
                && classes.values().stream().allMatch(type -> version(type) < OLDEST_ARCHIVED);
    }

    /** The jar with the same classes, with stack maps. */
    static Jar added(Jar jar) {
        Hierarchy types = new Hierarchy(jar);
        Map<String, byte[]> entries = new LinkedHashMap<>(jar.entries());
        entries.replaceAll((name, bytes) -> Jar.isClass(name) ? written(bytes, types) : bytes);
        return Jar.changed(entries, Jar.WITH_STACK_MAPS);
    }

    private static byte[] written(byte[] type, Hierarchy types) {
        ClassWriter writer =
                new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
                    @Override
                    protected String getCommonSuperClass(String one, String other) {
                        return types.common(one, other);
                    }
                };
        ClassVisitor today =
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visit(
                            int version,
                            int access,
                            String name,
                            @Nullable String signature,
                            @Nullable String parent,
                            String @Nullable [] interfaces) {
                        super.visit(TODAY, access, name, signature, parent, interfaces);
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        MethodVisitor method =
                                super.visitMethod(access, name, descriptor, signature, exceptions);
                        // Subroutines, in which old compilers wrote finally blocks, have no maps.
                        return new JSRInlinerAdapter(
                                method, access, name, descriptor, signature, exceptions);
                    }
                };
        new ClassReader(type).accept(today, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    private static int version(byte[] type) {
        return type[VERSION] << Byte.SIZE | type[VERSION + 1];
    }

    /** Which class extends which, of a jar and of Java. */
    private static final class Hierarchy {

        private static final String OBJECT = "java/lang/Object";

        private final Map<String, byte[]> classes;

        Hierarchy(Jar jar) {
            this.classes = jar.classes();
        }

        String common(String one, String other) {
            String shared = one;
            while (!extendsOrIs(other, shared)) {
                shared = parent(shared);
            }
            return shared;
        }

        private boolean extendsOrIs(String type, String wanted) {
            String ancestor = type;
            while (!ancestor.equals(wanted) && !ancestor.equals(OBJECT)) {
                ancestor = parent(ancestor);
            }
            return ancestor.equals(wanted);
        }

        /** An interface's is Object, as for the JVM's verifier. */
        private String parent(String type) {
            byte[] own = classes.get(type);
            if (own != null) {
                return new ClassReader(own).getSuperName();
            }
            try {
                Class<?> parent =
                        Class.forName(
                                        type.replace('/', '.'),
                                        false,
                                        ClassLoader.getPlatformClassLoader())
                                .getSuperclass();
                return parent == null ? OBJECT : parent.getName().replace('.', '/');
            } catch (ClassNotFoundException absent) {
                throw new IllegalStateException(
                        "neither the jar nor Java has the class " + type, absent);
            }
        }
    }
}
