package io.muster.readiness.probe;

/**
 * The checksum of POSIX {@code cksum}: CRC-32 with the most significant bit first, followed by the
 * length; not the CRC of {@link java.util.zip.CRC32}.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/cksum.html">cksum</a>
 */
final class PosixChecksum {

    private static final int POLYNOMIAL = 0x04C11DB7;

    private PosixChecksum() {}

    static long of(byte[] bytes) {
        int crc = 0;
        for (byte b : bytes) {
            crc = next(crc, b);
        }
        for (long length = bytes.length; length != 0; length >>>= 8) {
            crc = next(crc, (int) length);
        }
        return Integer.toUnsignedLong(~crc);
    }

    private static int next(int crc, int octet) {
        int register = crc ^ (octet << 24);
        for (int bit = 0; bit < 8; bit++) {
            register = register < 0 ? (register << 1) ^ POLYNOMIAL : register << 1;
        }
        return register;
    }
}
