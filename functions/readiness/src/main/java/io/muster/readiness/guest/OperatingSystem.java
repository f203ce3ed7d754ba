package io.muster.readiness.guest;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The distribution, from {@code /etc/os-release}.
 *
 * @param id such as {@code amzn}, {@code ubuntu}, {@code debian}, {@code rhel}, {@code sles},
 *     {@code alpine}
 * @param idLike the ids of the distributions it derives from, closest first
 * @param versionId such as {@code 2023}, {@code 22.04}, {@code 8.10}; null on rolling ones
 * @param prettyName as shown to people
 * @param supportEnd the last day of support, where the distribution says it ({@code SUPPORT_END})
 */
public record OperatingSystem(
        String id,
        List<String> idLike,
        @Nullable String versionId,
        String prettyName,
        @Nullable LocalDate supportEnd) {

    public OperatingSystem {
        idLike = List.copyOf(idLike);
    }
}
