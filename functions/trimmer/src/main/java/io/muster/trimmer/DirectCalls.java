package io.muster.trimmer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Gives call sites that the JVM links when they are first reached a method to call: those of
 * switches over types, and of the equals and hashCode of records. To link one, Java makes classes
 * in memory, at every start anew, because its archives do not keep them; and on Java 21 a switch
 * over types asks reflection at each pass.
 *
 * <p>The methods do what {@code java.lang.runtime.SwitchBootstraps} and {@code ObjectMethods} say
 * that theirs do. A switch with other labels than types, and toString, stay as they are.
 */
final class DirectCalls {

    private static final String SWITCHES = "java/lang/runtime/SwitchBootstraps";
    private static final String RECORDS = "java/lang/runtime/ObjectMethods";

    /** No compiler gives this name. */
    private static final String PREFIX = "muster$";

    /** As {@code ObjectMethods} has it, so that maps keep their order. */
    private static final int FACTOR = 31;

    private DirectCalls() {}

    /** Whether a jar is one of Muster's own. */
    static boolean own(Jar jar) {
        return jar.classes().keySet().stream().anyMatch(type -> type.startsWith("io/muster/"));
    }

    /** The jar with the same classes, which call directly. */
    static Jar made(Jar jar) {
        Map<String, byte[]> entries = new LinkedHashMap<>(jar.entries());
        entries.replaceAll((name, bytes) -> Jar.isClass(name) ? made(bytes) : bytes);
        return new Jar(entries);
    }

    private static byte[] made(byte[] type) {
        ClassReader reader = new ClassReader(type);
        ClassWriter writer = new ClassWriter(reader, 0);
        Rewriting rewriting = new Rewriting(writer);
        reader.accept(rewriting, 0);
        return rewriting.made.isEmpty() ? type : writer.toByteArray();
    }

    /** A method that stands for call sites. */
    private interface Made {

        void write(String owner, MethodVisitor code);
    }

    /** What a class calls and has not yet. */
    private record Call(String name, String descriptor, Made body) {}

    private static final class Rewriting extends ClassVisitor {

        private final List<Call> made = new ArrayList<>();
        private String owner = "";
        private boolean isInterface;

        Rewriting(ClassWriter writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String parent,
                String @Nullable [] interfaces) {
            owner = name;
            isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
            super.visit(version, access, name, signature, parent, interfaces);
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
            return new MethodVisitor(Opcodes.ASM9, method) {
                @Override
                public void visitInvokeDynamicInsn(
                        String site, String type, Handle bootstrap, Object... arguments) {
                    Made body = body(site, bootstrap, arguments);
                    if (body == null) {
                        super.visitInvokeDynamicInsn(site, type, bootstrap, arguments);
                    } else {
                        String call = PREFIX + site + made.size();
                        made.add(new Call(call, type, body));
                        visitMethodInsn(Opcodes.INVOKESTATIC, owner, call, type, isInterface);
                    }
                }
            };
        }

        @Override
        public void visitEnd() {
            for (Call call : made) {
                MethodVisitor code =
                        super.visitMethod(
                                Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                                call.name(),
                                call.descriptor(),
                                null,
                                null);
                code.visitCode();
                call.body().write(owner, code);
                code.visitEnd();
            }
            super.visitEnd();
        }
    }

    /** What a call site does; null where it stays. */
    private static @Nullable Made body(String site, Handle bootstrap, Object... arguments) {
        if (bootstrap.getOwner().equals(SWITCHES) && bootstrap.getName().equals("typeSwitch")) {
            return Stream.of(arguments).allMatch(DirectCalls::isType)
                    ? (owner, code) -> choose(List.of(arguments), code)
                    : null;
        }
        if (!bootstrap.getOwner().equals(RECORDS)) {
            return null;
        }
        // The record, the names of its components, and what gets each of them.
        List<Handle> fields = Stream.of(arguments).skip(2).map(Handle.class::cast).toList();
        return switch (site) {
            case "equals" -> (owner, code) -> compare(owner, fields, code);
            case "hashCode" -> (owner, code) -> hash(fields, code);
            default -> null;
        };
    }

    private static boolean isType(Object label) {
        return label instanceof Type type && type.getSort() == Type.OBJECT;
    }

    /** The number of the first label, from one on, that a value is of; -1 for null. */
    private static void choose(List<Object> labels, MethodVisitor code) {
        Label next = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitJumpInsn(Opcodes.IFNONNULL, next);
        number(-1, code);
        code.visitInsn(Opcodes.IRETURN);
        for (int i = 0; i < labels.size(); i++) {
            same(next, code);
            next = new Label();
            code.visitVarInsn(Opcodes.ILOAD, 1);
            number(i, code);
            code.visitJumpInsn(Opcodes.IF_ICMPGT, next);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitTypeInsn(Opcodes.INSTANCEOF, ((Type) labels.get(i)).getInternalName());
            code.visitJumpInsn(Opcodes.IFEQ, next);
            number(i, code);
            code.visitInsn(Opcodes.IRETURN);
        }
        same(next, code);
        number(labels.size(), code);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(2, 2);
    }

    private static void compare(String owner, List<Handle> fields, MethodVisitor code) {
        Label another = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitJumpInsn(Opcodes.IF_ACMPNE, another);
        number(1, code);
        code.visitInsn(Opcodes.IRETURN);
        same(another, code);
        Label alike = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.INSTANCEOF, owner);
        code.visitJumpInsn(Opcodes.IFNE, alike);
        number(0, code);
        code.visitInsn(Opcodes.IRETURN);
        same(alike, code);
        for (Handle field : fields) {
            Label equal = new Label();
            get(field, 0, owner, code);
            get(field, 1, owner, code);
            jumpIfEqual(Type.getType(field.getDesc()), equal, code);
            number(0, code);
            code.visitInsn(Opcodes.IRETURN);
            same(equal, code);
        }
        number(1, code);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(4, 2);
    }

    private static void jumpIfEqual(Type type, Label equal, MethodVisitor code) {
        switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT ->
                    code.visitJumpInsn(Opcodes.IF_ICMPEQ, equal);
            case Type.LONG -> {
                code.visitInsn(Opcodes.LCMP);
                code.visitJumpInsn(Opcodes.IFEQ, equal);
            }
            case Type.FLOAT -> {
                call("java/lang/Float", "compare", "(FF)I", code);
                code.visitJumpInsn(Opcodes.IFEQ, equal);
            }
            case Type.DOUBLE -> {
                call("java/lang/Double", "compare", "(DD)I", code);
                code.visitJumpInsn(Opcodes.IFEQ, equal);
            }
            default -> {
                call(
                        "java/util/Objects",
                        "equals",
                        "(Ljava/lang/Object;Ljava/lang/Object;)Z",
                        code);
                code.visitJumpInsn(Opcodes.IFNE, equal);
            }
        }
    }

    private static void hash(List<Handle> fields, MethodVisitor code) {
        number(0, code);
        for (Handle field : fields) {
            number(FACTOR, code);
            code.visitInsn(Opcodes.IMUL);
            get(field, 0, field.getOwner(), code);
            Type type = Type.getType(field.getDesc());
            call(
                    box(type),
                    "hashCode",
                    Type.getMethodDescriptor(
                            Type.INT_TYPE,
                            type.getSort() < Type.ARRAY ? type : Type.getType(Object.class)),
                    code);
            code.visitInsn(Opcodes.IADD);
        }
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(3, 1);
    }

    /** The class whose static hashCode takes a value of a type. */
    private static String box(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.BYTE -> "java/lang/Byte";
            case Type.CHAR -> "java/lang/Character";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.LONG -> "java/lang/Long";
            case Type.FLOAT -> "java/lang/Float";
            case Type.DOUBLE -> "java/lang/Double";
            default -> "java/util/Objects";
        };
    }

    private static void get(Handle field, int of, String owner, MethodVisitor code) {
        code.visitVarInsn(Opcodes.ALOAD, of);
        if (of > 0) {
            code.visitTypeInsn(Opcodes.CHECKCAST, owner);
        }
        code.visitFieldInsn(Opcodes.GETFIELD, field.getOwner(), field.getName(), field.getDesc());
    }

    private static void call(String owner, String name, String descriptor, MethodVisitor code) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }

    private static void number(int value, MethodVisitor code) {
        if (value >= -1 && value <= 5) {
            code.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value <= Byte.MAX_VALUE) {
            code.visitIntInsn(Opcodes.BIPUSH, value);
        } else {
            code.visitIntInsn(Opcodes.SIPUSH, value);
        }
    }

    /** A place to jump to, where locals are those at the start and nothing is on the stack. */
    private static void same(Label here, MethodVisitor code) {
        code.visitLabel(here);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }
}
