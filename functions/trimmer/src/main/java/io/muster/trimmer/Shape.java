package io.muster.trimmer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * A class of a service's model, with a constant for each member that says how the member is read
 * from an answer and written to a request. Making one takes two method references, at the first
 * event, and reading an answer asks for every one of them.
 *
 * <p>A member that nothing reads or sets is left out of the lists of these constants, as if the
 * service did not know it: its value is what it is where the service does not send it. The method
 * references of the others become one class: see {@link Accessors}.
 */
final class Shape {

    private static final String FIELD = "Lsoftware/amazon/awssdk/core/SdkField;";
    private static final String FIELDS = "SDK_FIELDS";
    private static final Set<String> WRAPPERS =
            Set.of(
                    "getter(Ljava/util/function/Function;)Ljava/util/function/Function;",
                    "setter(Ljava/util/function/BiConsumer;)Ljava/util/function/BiConsumer;");

    private static final String BY_NAME = "memberNameToFieldInitializer";

    /** Traits that say where a member stands and in which form; what others do is left to them. */
    private static final Set<String> OF_PLACE =
            Set.of(
                    "software/amazon/awssdk/core/traits/LocationTrait",
                    "software/amazon/awssdk/core/traits/ListTrait",
                    "software/amazon/awssdk/core/traits/MapTrait",
                    "software/amazon/awssdk/core/traits/TimestampFormatTrait");

    private static final String TRAITS = "software/amazon/awssdk/core/traits/";

    private final ClassNode type;
    private final MethodNode initializer;

    /** By constant: the member's name, and the methods of the shape and its builder for it. */
    private final Map<String, Set<String>> members = new LinkedHashMap<>();

    private Shape(ClassNode type, MethodNode initializer) {
        this.type = type;
        this.initializer = initializer;
    }

    /** The shape that a class belongs to, as itself or as one nested in it. */
    static String family(String type) {
        int nested = type.indexOf('$');
        return nested < 0 ? type : type.substring(0, nested);
    }

    /**
     * Reads a class.
     *
     * @param builder its nested class {@code BuilderImpl}
     * @return null where it is no shape
     */
    static @Nullable Shape of(byte[] bytes, byte[] builder) {
        ClassNode type = node(bytes);
        MethodNode initializer = method(type, "<clinit>");
        if (initializer == null
                || type.fields.stream().noneMatch(field -> field.name.equals(FIELDS))) {
            return null;
        }
        Shape shape = new Shape(type, initializer);
        // A union says which of its members it has, also where it is one that nothing reads.
        boolean union = type.methods.stream().anyMatch(method -> method.desc.endsWith("$Type;"));
        if (!union) {
            shape.readMembers(
                    accesses(type, Opcodes.GETFIELD), accesses(node(builder), Opcodes.PUTFIELD));
        }
        return shape;
    }

    /**
     * The shape without the members that are not used, and the class that calls the methods of the
     * others.
     *
     * @param used methods, and names of members
     * @return classes by internal name
     */
    Map<String, byte[]> only(Set<String> used) {
        Set<String> left = new HashSet<>();
        members.forEach(
                (constant, names) -> {
                    if (names.stream().noneMatch(used::contains)) {
                        left.add(constant);
                    }
                });
        type.fields.removeIf(field -> left.contains(field.name));
        Accessors accessors = new Accessors(type.name);
        for (List<AbstractInsnNode> statement : statements()) {
            FieldInsnNode set = (FieldInsnNode) statement.get(statement.size() - 1);
            if (left.contains(set.name)) {
                statement.forEach(initializer.instructions::remove);
            } else if (set.name.equals(FIELDS)) {
                leaveOut(statement, left);
            } else {
                replace(statement, accessors);
            }
        }
        leaveOutNames(left);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.accept(writer);
        Map<String, byte[]> classes = new LinkedHashMap<>();
        classes.put(type.name, writer.toByteArray());
        if (!accessors.isEmpty()) {
            classes.put(accessors.name(), accessors.written());
        }
        return classes;
    }

    private void replace(List<AbstractInsnNode> statement, Accessors accessors) {
        for (AbstractInsnNode instruction : statement) {
            if (instruction instanceof InvokeDynamicInsnNode dynamic
                    && Accessors.replaces(dynamic)) {
                AbstractInsnNode wrapper = following(dynamic);
                initializer.instructions.insertBefore(dynamic, accessors.instead(dynamic));
                initializer.instructions.remove(dynamic);
                if (wrapper != null && onlyCasts(wrapper)) {
                    initializer.instructions.remove(wrapper);
                }
            }
        }
    }

    /** The next instruction, past labels and lines. */
    private static @Nullable AbstractInsnNode following(AbstractInsnNode instruction) {
        AbstractInsnNode next = instruction.getNext();
        while (next != null && next.getOpcode() < 0) {
            next = next.getNext();
        }
        return next;
    }

    /**
     * Whether an instruction calls the shape's own {@code getter} or {@code setter}, whose lambda
     * casts the object and calls the reference: that class casts by itself.
     */
    private boolean onlyCasts(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && call.getOpcode() == Opcodes.INVOKESTATIC
                && call.owner.equals(type.name)
                && WRAPPERS.contains(call.name + call.desc);
    }

    private void readMembers(Map<String, Set<String>> readers, Map<String, Set<String>> setters) {
        for (List<AbstractInsnNode> statement : statements()) {
            FieldInsnNode set = (FieldInsnNode) statement.get(statement.size() - 1);
            if (!set.desc.equals(FIELD) || !tellsPlaceAlone(statement)) {
                continue;
            }
            Set<String> names = new HashSet<>();
            Set<String> methods = new HashSet<>();
            for (AbstractInsnNode instruction : statement) {
                if (instruction instanceof LdcInsnNode text) {
                    names.add(String.valueOf(text.cst));
                }
                for (Handle handle : handles(instruction)) {
                    if (family(handle.getOwner()).equals(type.name)) {
                        methods.add(handle.getName());
                    }
                }
            }
            Set<String> all = new HashSet<>(names);
            all.addAll(methods);
            readers.values().stream().filter(same -> meets(same, methods)).forEach(all::addAll);
            setters.values().stream().filter(same -> meets(same, methods)).forEach(all::addAll);
            members.put(set.name, all);
        }
    }

    private static boolean meets(Set<String> names, Set<String> others) {
        return names.stream().anyMatch(others::contains);
    }

    private static boolean tellsPlaceAlone(List<AbstractInsnNode> statement) {
        return statement.stream()
                .filter(MethodInsnNode.class::isInstance)
                .map(instruction -> family(((MethodInsnNode) instruction).owner))
                .filter(owner -> owner.startsWith(TRAITS))
                .allMatch(OF_PLACE::contains);
    }

    private static List<Handle> handles(AbstractInsnNode instruction) {
        List<Handle> handles = new ArrayList<>();
        if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            for (Object argument : dynamic.bsmArgs) {
                if (argument instanceof Handle handle) {
                    handles.add(handle);
                }
            }
        }
        return handles;
    }

    /** By field of an object, the methods that read or write it. */
    private static Map<String, Set<String>> accesses(ClassNode type, int opcode) {
        Map<String, Set<String>> methods = new HashMap<>();
        for (MethodNode method : type.methods) {
            Set<String> fields = new HashSet<>();
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction.getOpcode() == opcode) {
                    fields.add(((FieldInsnNode) instruction).name);
                }
            }
            // What is about several is about the shape: its constructor, equals.
            if (fields.size() == 1) {
                fields.forEach(
                        field ->
                                methods.computeIfAbsent(field, unused -> new HashSet<>())
                                        .add(method.name));
            }
        }
        return methods;
    }

    /** The instructions of each assignment to a constant, without labels and lines. */
    private List<List<AbstractInsnNode>> statements() {
        List<List<AbstractInsnNode>> statements = new ArrayList<>();
        List<AbstractInsnNode> statement = new ArrayList<>();
        for (AbstractInsnNode instruction : initializer.instructions) {
            if (instruction.getOpcode() >= 0) {
                statement.add(instruction);
            }
            if (instruction.getOpcode() == Opcodes.PUTSTATIC) {
                statements.add(statement);
                statement = new ArrayList<>();
            }
        }
        return statements;
    }

    /** Takes constants out of the array that becomes the list of all. */
    private void leaveOut(List<AbstractInsnNode> statement, Set<String> left) {
        InsnList code = initializer.instructions;
        int kept = 0;
        int array = -1;
        for (int at = 0; at < statement.size(); at++) {
            AbstractInsnNode instruction = statement.get(at);
            if (instruction instanceof TypeInsnNode) {
                array = at;
            } else if (instruction.getOpcode() == Opcodes.AASTORE) {
                String constant = ((FieldInsnNode) statement.get(at - 1)).name;
                if (left.contains(constant)) {
                    statement.subList(at - 3, at + 1).forEach(code::remove);
                } else {
                    code.set(statement.get(at - 2), number(kept++));
                }
            }
        }
        if (array > 0) {
            code.set(statement.get(array - 1), number(kept));
        }
    }

    /** Takes constants out of the map from names, where each is put by four instructions. */
    private void leaveOutNames(Set<String> left) {
        MethodNode byName = method(type, BY_NAME);
        if (byName == null) {
            return;
        }
        List<AbstractInsnNode> instructions = new ArrayList<>();
        for (AbstractInsnNode instruction : byName.instructions) {
            if (instruction.getOpcode() >= 0) {
                instructions.add(instruction);
            }
        }
        for (int at = 0; at < instructions.size(); at++) {
            if (instructions.get(at) instanceof FieldInsnNode constant
                    && left.contains(constant.name)) {
                instructions.subList(at - 2, at + 3).forEach(byName.instructions::remove);
            }
        }
    }

    /** The instruction for a small number, not negative. */
    static AbstractInsnNode number(int value) {
        if (value <= 5) {
            return new InsnNode(Opcodes.ICONST_0 + value);
        }
        return new IntInsnNode(value <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, value);
    }

    private static ClassNode node(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        return node;
    }

    private static @Nullable MethodNode method(ClassNode type, String name) {
        return type.methods.stream()
                .filter(method -> method.name.equals(name))
                .findFirst()
                .orElse(null);
    }
}
