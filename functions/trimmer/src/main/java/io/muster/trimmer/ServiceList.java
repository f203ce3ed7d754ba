package io.muster.trimmer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The SDK's list of what it knows of each of AWS's services: the first question about a region's
 * partition makes an object, and so loads a class, for every one of them.
 */
final class ServiceList {

    static final String NAME = "software/amazon/awssdk/regions/GeneratedServiceMetadataProvider";

    private static final String OF_ONE = "software/amazon/awssdk/regions/servicemetadata/";

    /** Of a service: its name, the object of its class, and the call that adds both. */
    private static final int INSTRUCTIONS = 5;

    private ServiceList() {}

    /**
     * The jar with some services alone; the SDK takes what is not in its list for a service like
     * most.
     *
     * @param named strings among which are the services' names
     */
    static Jar only(Jar jar, Set<String> named) {
        ClassNode list = new ClassNode();
        new ClassReader(jar.type(NAME)).accept(list, 0);
        for (MethodNode method : list.methods) {
            if (method.name.equals("<clinit>")) {
                leaveOut(method, named);
            }
        }
        ClassWriter writer = new ClassWriter(0);
        list.accept(writer);
        byte[] written = writer.toByteArray();
        Set<String> mentioned = Mentions.of(written, Client.Kept.EVERYTHING).classes();
        Map<String, byte[]> entries = new LinkedHashMap<>();
        jar.entries()
                .forEach(
                        (name, bytes) -> {
                            if (name.equals(Jar.entry(NAME))) {
                                entries.put(name, written);
                            } else if (!name.startsWith(OF_ONE)
                                    || mentioned.contains(Jar.internalName(name))) {
                                entries.put(name, bytes);
                            }
                        });
        return Jar.changed(entries, Jar.TRIMMED);
    }

    private static void leaveOut(MethodNode method, Set<String> named) {
        List<AbstractInsnNode> code = new ArrayList<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction.getOpcode() >= 0) {
                code.add(instruction);
            }
        }
        for (int at = 0; at + INSTRUCTIONS <= code.size(); at++) {
            if (code.get(at) instanceof LdcInsnNode name
                    && code.get(at + 1).getOpcode() == Opcodes.NEW
                    && !named.contains(String.valueOf(name.cst))) {
                code.subList(at, at + INSTRUCTIONS).forEach(method.instructions::remove);
            }
        }
    }
}
