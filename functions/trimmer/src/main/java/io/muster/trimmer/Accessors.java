package io.muster.trimmer;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * One class in the place of many method references of a shape, each of which the JVM would make a
 * class for when it first runs: {@code Instance::imageId} becomes {@code new
 * Instance$Accessors(7)}, whose {@code apply} calls the seventh method.
 */
final class Accessors {

    private static final String FUNCTION = "java/util/function/Function";
    private static final String SETTER = "java/util/function/BiConsumer";
    private static final String SUPPLIER = "java/util/function/Supplier";
    private static final String NUMBER = "number";

    private final String type;
    private final List<Reference> references = new ArrayList<>();

    /** A method, and the types by which it is called. */
    private record Reference(String functional, Handle method, Type called) {}

    /**
     * @param shape internal name of the class whose references these are
     */
    Accessors(String shape) {
        this.type = shape + "$Accessors";
    }

    String name() {
        return type;
    }

    boolean isEmpty() {
        return references.isEmpty();
    }

    /** Whether an instruction makes a reference to a method that this class can call as well. */
    static boolean replaces(InvokeDynamicInsnNode dynamic) {
        String functional = Type.getReturnType(dynamic.desc).getInternalName();
        return Type.getArgumentTypes(dynamic.desc).length == 0
                && dynamic.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                && dynamic.bsm.getName().equals("metafactory")
                && dynamic.bsmArgs[1] instanceof Handle method
                && !method.getName().startsWith("lambda$")
                && switch (functional) {
                    case FUNCTION, SETTER ->
                            method.getTag() == Opcodes.H_INVOKEVIRTUAL
                                    || method.getTag() == Opcodes.H_INVOKEINTERFACE;
                    case SUPPLIER -> method.getTag() == Opcodes.H_INVOKESTATIC;
                    default -> false;
                };
    }

    /** The instructions that make an object of this class in the place of the reference. */
    InsnList instead(InvokeDynamicInsnNode dynamic) {
        String functional = Type.getReturnType(dynamic.desc).getInternalName();
        InsnList code = new InsnList();
        code.add(new TypeInsnNode(Opcodes.NEW, type));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(Shape.number(references.size()));
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, type, "<init>", "(I)V", false));
        references.add(
                new Reference(functional, (Handle) dynamic.bsmArgs[1], (Type) dynamic.bsmArgs[2]));
        return code;
    }

    byte[] written() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V1_8,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                type,
                null,
                "java/lang/Object",
                new String[] {FUNCTION, SETTER, SUPPLIER});
        writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, NUMBER, "I", null, null)
                .visitEnd();
        MethodVisitor made = writer.visitMethod(0, "<init>", "(I)V", null, null);
        made.visitCode();
        made.visitVarInsn(Opcodes.ALOAD, 0);
        made.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        made.visitVarInsn(Opcodes.ALOAD, 0);
        made.visitVarInsn(Opcodes.ILOAD, 1);
        made.visitFieldInsn(Opcodes.PUTFIELD, type, NUMBER, "I");
        made.visitInsn(Opcodes.RETURN);
        made.visitMaxs(0, 0);
        made.visitEnd();
        write(writer, FUNCTION, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;");
        write(writer, SETTER, "accept", "(Ljava/lang/Object;Ljava/lang/Object;)V");
        write(writer, SUPPLIER, "get", "()Ljava/lang/Object;");
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Writes a method that calls the method with the object's number. */
    private void write(ClassWriter writer, String functional, String method, String descriptor) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, descriptor, null, null);
        code.visitCode();
        Label[] cases = new Label[references.size()];
        Label none = new Label();
        for (int i = 0; i < cases.length; i++) {
            cases[i] = references.get(i).functional().equals(functional) ? new Label() : none;
        }
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, type, NUMBER, "I");
        code.visitTableSwitchInsn(0, cases.length - 1, none, cases);
        for (int i = 0; i < cases.length; i++) {
            if (references.get(i).functional().equals(functional)) {
                code.visitLabel(cases[i]);
                code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                call(code, references.get(i));
                boolean answers = !Type.getReturnType(descriptor).equals(Type.VOID_TYPE);
                code.visitInsn(answers ? Opcodes.ARETURN : Opcodes.RETURN);
            }
        }
        code.visitLabel(none);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitTypeInsn(Opcodes.NEW, "java/lang/IllegalStateException");
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(
                Opcodes.INVOKESPECIAL, "java/lang/IllegalStateException", "<init>", "()V", false);
        code.visitInsn(Opcodes.ATHROW);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void call(MethodVisitor code, Reference reference) {
        Type[] arguments = reference.called().getArgumentTypes();
        for (int i = 0; i < arguments.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, i + 1);
            code.visitTypeInsn(Opcodes.CHECKCAST, arguments[i].getInternalName());
        }
        Handle method = reference.method();
        code.visitMethodInsn(
                switch (method.getTag()) {
                    case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
                    case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
                    default -> Opcodes.INVOKESTATIC;
                },
                method.getOwner(),
                method.getName(),
                method.getDesc(),
                method.isInterface());
        if (reference.functional().equals(SETTER)
                && !Type.getReturnType(method.getDesc()).equals(Type.VOID_TYPE)) {
            code.visitInsn(Opcodes.POP);
        }
    }
}
