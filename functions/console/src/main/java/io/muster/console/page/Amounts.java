package io.muster.console.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Quantities as pages show them; the same in each language. */
final class Amounts {

    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amounts() {}

    /** Such as {@code 1,234}. */
    static String count(long count) {
        return format("#,##0", BigDecimal.valueOf(count));
    }

    /** USD to the cent, such as {@code 1,234.50}. */
    static String usd(BigDecimal amount) {
        return format("#,##0.00", amount.setScale(2, RoundingMode.HALF_UP));
    }

    /** The share of a whole in per cent, rounded down but for what is more than nothing. */
    static long percent(long part, long whole) {
        if (whole <= 0 || part <= 0) {
            return 0;
        }
        return Math.max(1, part * 100 / whole);
    }

    /** Such as {@code 19.5 GiB}. */
    static String bytes(long bytes) {
        int unit = 0;
        double left = bytes;
        while (left >= 1024 && unit < BINARY.length - 1) {
            left /= 1024;
            unit++;
        }
        return format(unit == 0 ? "0" : "#,##0.#", BigDecimal.valueOf(left)) + " " + BINARY[unit];
    }

    private static String format(String pattern, BigDecimal number) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(number);
    }
}
