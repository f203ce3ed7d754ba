package io.muster.readiness.fact;

import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The arm64 image that can take the place of an x86 one, or why none is known. */
public sealed interface MatchingImage {

    /** What a person reads of it. */
    Message message();

    /**
     * An image whose architecture EC2 gives as arm64; one that an Auto Scaling group names for a
     * type is taken at the group's word.
     *
     * @param id such as {@code ami-0123456789abcdef0}
     * @param name null where EC2 gives none
     * @param how by what it was found
     * @param by the public parameter, the pattern of the name, or the Auto Scaling group
     */
    record Found(String id, @Nullable String name, How how, String by) implements MatchingImage {

        @Override
        public Message message() {
            Message text =
                    switch (how) {
                        case PUBLIC_PARAMETER -> Message.of("facts.arm64-image-by-parameter");
                        case OWNER_AND_NAME -> Message.of("facts.arm64-image-by-name");
                        case GROUP -> Message.of("facts.arm64-image-by-group");
                    };
            return text.with("image", name == null ? id : id + " " + name).with("by", by);
        }
    }

    /** None is known. */
    record None(Message why) implements MatchingImage {

        @Override
        public Message message() {
            return Message.of("facts.arm64-image-none").with("why", why);
        }
    }

    /** Whether there is one could not be read. */
    record Unread(Why reason, Message why) implements MatchingImage {

        @Override
        public Message message() {
            return Message.of("facts.arm64-image-none").with("why", why);
        }
    }

    /** By what an image was found. */
    enum How {
        /** A public parameter of Systems Manager that names the newest image of a system. */
        PUBLIC_PARAMETER,
        /** The same owner's newest image whose name differs in architecture and date alone. */
        OWNER_AND_NAME,
        /** The Auto Scaling group's own policy, which names it for a type. */
        GROUP;

        /** As it is written in JSON, such as {@code public-parameter}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
