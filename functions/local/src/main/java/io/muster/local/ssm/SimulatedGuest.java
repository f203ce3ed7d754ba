package io.muster.local.ssm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** What answers a probe on a node. */
public sealed interface SimulatedGuest {

    /** The machine on which the local cloud runs, really asked. */
    record ThisMachine() implements SimulatedGuest {}

    /**
     * A recorded guest, whose probe prints what it printed then.
     *
     * @param output of the probe
     */
    record Recorded(String output) implements SimulatedGuest {

        /**
         * The recording with other volumes: the disks of the recorded guest become those of the
         * instance that it stands for.
         *
         * @param volumes ids of EBS volumes by the recorded ones, both as {@code vol-0abc}
         */
        public Recorded withVolumes(Map<String, String> volumes) {
            String changed = output;
            for (Map.Entry<String, String> each : volumes.entrySet()) {
                changed = changed.replace(serial(each.getKey()), serial(each.getValue()));
            }
            return new Recorded(changed);
        }

        /** The recording as if it were made at this moment: all its times move together. */
        public Recorded at(Instant now) {
            return new Recorded(RecordedTimes.movedTo(now, output));
        }

        /** The recording with a section that the probe did not have when it was made. */
        public Recorded with(String section, String tool, String text) {
            String nonce = output.split(" ", 4)[2];
            int done = output.lastIndexOf("@" + nonce + " done ");
            int sections = Integer.parseInt(output.substring(done).strip().split(" ", -1)[2]);
            return new Recorded(
                    output.substring(0, done)
                            + "@%s begin %s %s\n%s".formatted(nonce, section, tool, text)
                            + "@%s end %s 0 %d ok\n"
                                    .formatted(
                                            nonce,
                                            section,
                                            text.getBytes(StandardCharsets.UTF_8).length)
                            + "@%s done %d\n".formatted(nonce, sections + 1));
        }

        /** An NVMe disk's serial number is the volume's id without its hyphen. */
        private static String serial(String volumeId) {
            return volumeId.replaceFirst("^vol-", "vol");
        }
    }

    /**
     * One of the recorded guests that Muster is tested with, by its name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static Recorded recorded(String name) {
        String path = "/guests/%s/probe.out".formatted(name);
        try (InputStream in = SimulatedGuest.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no recorded guest " + name);
            }
            return new Recorded(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(path), e);
        }
    }
}
