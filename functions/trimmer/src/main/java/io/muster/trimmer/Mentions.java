package io.muster.trimmer;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * What a class mentions: other classes, as instructions, signatures, annotations and string
 * constants name them, and the methods that it calls.
 *
 * @param classes in internal form, {@code java/lang/String}
 * @param calls each as owner and name, {@code java/lang/String#length}
 */
record Mentions(Set<String> classes, Set<String> calls) {

    /** Mentions of a class, but for the methods that are left out. */
    static Mentions of(byte[] type, Client.Kept kept) {
        Mentions mentions = new Mentions(new HashSet<>(), new HashSet<>());
        new ClassReader(type)
                .accept(
                        kept.only(new Reader(mentions)),
                        ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        return mentions;
    }

    /** Reads everything but the list of nested classes, which names what is never used. */
    private static final class Reader extends ClassRemapper {

        private final Mentions mentions;

        Reader(Mentions mentions) {
            super(Opcodes.ASM9, new Nothing(), new Collector(mentions));
            this.mentions = mentions;
        }

        @Override
        public void visitInnerClass(String name, String outer, String inner, int access) {
            // A class that is used is mentioned elsewhere, too.
        }

        @Override
        protected MethodVisitor createMethodRemapper(MethodVisitor visitor) {
            return new Calls(super.createMethodRemapper(visitor), mentions);
        }
    }

    /** A visitor that a remapper can write to. */
    private static final class Nothing extends ClassVisitor {

        Nothing() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {};
        }
    }

    /** Renames nothing, and so hears every name. */
    private static final class Collector extends Remapper {

        private final Mentions mentions;

        Collector(Mentions mentions) {
            super(Opcodes.ASM9);
            this.mentions = mentions;
        }

        @Override
        public String map(String name) {
            mentions.classes().add(name);
            return name;
        }
    }

    private static final class Calls extends MethodVisitor {

        private final Mentions mentions;

        Calls(MethodVisitor next, Mentions mentions) {
            super(Opcodes.ASM9, next);
            this.mentions = mentions;
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String type, boolean ofInterface) {
            mentions.calls().add(owner + "#" + name);
            super.visitMethodInsn(opcode, owner, name, type, ofInterface);
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String type, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    mentions.calls().add(handle.getOwner() + "#" + handle.getName());
                }
            }
            super.visitInvokeDynamicInsn(name, type, bootstrap, arguments);
        }

        /** The SDK loads some classes by name, such as the credentials of STS. */
        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof String text) {
                mentions.classes().add(text.replace('.', '/'));
            }
            super.visitLdcInsn(value);
        }
    }
}
