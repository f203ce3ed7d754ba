package io.muster.aws.client;

import io.muster.aws.client.XmlCursor.Unusual;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.utils.DateUtils;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Makes the SDK's own objects of EC2's XML, by what they say of their fields, without a tree of the
 * document in between.
 */
final class AnswerReader {

    /** How a text is read, as the SDK does; what it refuses, this does. */
    private static final Map<MarshallingType<?>, Function<String, Object>> TEXTS =
            Map.of(
                    MarshallingType.STRING, text -> text,
                    MarshallingType.BOOLEAN, Boolean::valueOf,
                    MarshallingType.INTEGER, Integer::valueOf,
                    MarshallingType.LONG, Long::valueOf,
                    MarshallingType.DOUBLE, Double::valueOf,
                    MarshallingType.INSTANT, DateUtils::parseIso8601Date);

    /** Of each kind of shape, its fields by the names of their elements. */
    private static final Map<Class<?>, Map<String, Member>> SHAPES = new ConcurrentHashMap<>();

    /**
     * A field of a shape, or what a list has in it.
     *
     * @param index among the shape's fields
     * @param of what is in a list; null for what is none
     * @param parse of a text; null for what is none, or of a form that is not known
     */
    private record Member(
            int index,
            SdkField<?> field,
            @Nullable Member of,
            @Nullable Function<String, Object> parse) {

        static Member of(int index, SdkField<?> field) {
            ListTrait list = field.getOptionalTrait(ListTrait.class).orElse(null);
            return new Member(
                    index,
                    field,
                    list == null ? null : of(index, list.memberFieldInfo()),
                    field.containsTrait(TimestampFormatTrait.class)
                            ? null
                            : TEXTS.get(field.marshallingType()));
        }
    }

    private final XmlCursor xml;

    private AnswerReader(XmlCursor xml) {
        this.xml = xml;
    }

    /**
     * Reads a whole answer.
     *
     * @param root the name of its root element
     * @param response a builder of what it is
     * @throws Unusual if it is not as EC2 writes it
     */
    static SdkPojo read(byte[] answer, String root, SdkPojo response) throws Unusual {
        try {
            XmlCursor xml = new XmlCursor(answer);
            if (!xml.root().equals(root)) {
                throw new Unusual();
            }
            return new AnswerReader(xml).filled(response);
        } catch (RuntimeException noSuchValue) {
            // A number that is none, say: the SDK says what is wrong with it.
            throw new Unusual();
        }
    }

    private SdkPojo filled(SdkPojo shape) throws Unusual {
        Map<String, Member> members = members(shape);
        BitSet seen = new BitSet();
        for (String name = xml.next(); !name.isEmpty(); name = xml.next()) {
            Member member = members.get(name);
            if (member == null) {
                xml.skip();
            } else if (seen.get(member.index())) {
                throw new Unusual();
            } else {
                seen.set(member.index());
                member.field().set(shape, value(member));
            }
        }
        return (SdkPojo) ((SdkBuilder<?, ?>) shape).build();
    }

    private Object value(Member member) throws Unusual {
        if (member.of() != null) {
            List<Object> list = new ArrayList<>();
            while (!xml.next().isEmpty()) {
                list.add(value(member.of()));
            }
            return list;
        }
        if (member.field().constructor() != null) {
            return filled(member.field().constructor().get());
        }
        if (member.parse() == null) {
            throw new Unusual();
        }
        return member.parse().apply(xml.text());
    }

    private static Map<String, Member> members(SdkPojo shape) {
        return SHAPES.computeIfAbsent(shape.getClass(), unused -> membersOf(shape));
    }

    private static Map<String, Member> membersOf(SdkPojo shape) {
        Map<String, Member> members = new HashMap<>();
        for (SdkField<?> field : shape.sdkFields()) {
            Member member = Member.of(members.size(), field);
            members.put(field.unmarshallLocationName(), member);
        }
        return members;
    }
}
