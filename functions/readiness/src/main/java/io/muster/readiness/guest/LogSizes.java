package io.muster.readiness.guest;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What lies under {@code /var/log}.
 *
 * @param totalBytes with everything below; null where du did not come to an end
 * @param files the biggest, biggest first; the probe names sixty
 */
public record LogSizes(@Nullable Long totalBytes, Listing<LogFile> files) {

    /** The same, as part of an output that ended early. */
    public LogSizes asCut() {
        return new LogSizes(totalBytes, files.asCut());
    }

    /**
     * A file of the log directory.
     *
     * @param bytes that it takes on the disk, or holds where that is less; earlier probes tell what
     *     it holds, which is more where it has holes
     * @param modifiedAt null where the tool prints no exact time
     * @param around what lies beside it
     */
    public record LogFile(
            String path, long bytes, @Nullable Instant modifiedAt, Surroundings around) {

        /**
         * A day of the years 1900 to 2099, with hours and more behind it or not, its month in
         * numbers or letters; or a day of the week, whose file is written over a week later.
         */
        private static final Pattern DATE =
                Pattern.compile(
                        "(?<!\\d)(?:19|20)\\d\\d([-_.]?)(?:0[1-9]|1[0-2])\\1(?:[0-2]\\d|3[01])"
                                + "|(?<!\\d)[0-3]?\\d[-_.]?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[-_.]?(?:19|20)\\d\\d"
                                + "|[-_.](?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=[-_.]|$)");

        /** Numbers of six digits are days of short years, or those of MySQL's binary logs. */
        private static final Pattern ROTATED =
                Pattern.compile("[.-](\\d{1,3}|\\d{6}|\\d{8,14}(-\\d{1,10})?|old)$");

        private static final Pattern COMPRESSED = Pattern.compile("\\.(gz|xz|bz2|zst|lz4|Z)$");

        /** A file of which nothing more is told. */
        public LogFile(String path, long bytes, @Nullable Instant modifiedAt) {
            this(path, bytes, modifiedAt, Surroundings.UNKNOWN);
        }

        /** Whether its name says that it is an old one, left by a rotation. */
        public boolean rotated() {
            String bare = COMPRESSED.matcher(path).replaceFirst("");
            return !bare.equals(path) || ROTATED.matcher(bare).find();
        }

        /** Whether its name holds a date, as those of programs that begin a file each day. */
        public boolean dated() {
            return DATE.matcher(path.substring(path.lastIndexOf('/') + 1)).find();
        }
    }

    /**
     * What the probe found beside a file.
     *
     * @param linked whether it has more than one name
     * @param searched whether rotated files of it were looked for
     * @param newestRotated when the newest of them was written to; null for none
     */
    public record Surroundings(boolean linked, boolean searched, @Nullable Instant newestRotated) {

        /** Of a probe that does not tell. */
        public static final Surroundings UNKNOWN = new Surroundings(false, false, null);
    }
}
