package io.muster.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A deployment zip, unpacked as Lambda does into {@code /var/task}: classes at the root, jars in
 * {@code lib/}.
 *
 * @param folder that holds it
 * @param sha256 of the zip in base 64, as Lambda and Terraform write it
 */
public record FunctionCode(Path folder, String sha256) {

    /** Lambda's own limit for what a zip unpacks to. */
    private static final long LARGEST = 250L << 20;

    /**
     * Unpacks a zip.
     *
     * @param folder an empty one, or one that is not there yet
     * @throws IOException if the zip cannot be read, is too large or leads out of the folder
     */
    public static FunctionCode unpack(Path zip, Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        long left = LARGEST;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = root.resolve(entry.getName()).normalize();
                if (!file.startsWith(root)) {
                    throw new IOException("%s leads out of the zip".formatted(entry.getName()));
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    left -= copy(in, file, left);
                }
            }
        }
        return new FunctionCode(root, sha256(zip));
    }

    private static long copy(InputStream in, Path file, long most) throws IOException {
        long bytes = Files.copy(in, file);
        if (bytes > most) {
            throw new IOException("the zip unpacks to more than %d bytes".formatted(LARGEST));
        }
        return bytes;
    }

    private static String sha256(Path zip) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(Files.readAllBytes(zip)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
