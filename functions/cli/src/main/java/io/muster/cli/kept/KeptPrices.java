package io.muster.cli.kept;

import io.muster.aws.pricing.PriceCache;
import io.muster.aws.pricing.QuotedPrices;
import io.muster.cli.session.Session;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS's price list said, in the folder of what can be made again: a file for each region and
 * operating system. One that cannot be read is asked for again.
 */
public record KeptPrices(Session session) implements PriceCache {

    private static final String TEXT = "prices";

    /** That of a session; one of an endpoint that is not AWS's own says nothing of AWS's prices. */
    public static PriceCache of(Session session, boolean kept, boolean otherEndpoint) {
        boolean other =
                otherEndpoint
                        || session.environment().keySet().stream()
                                .anyMatch(name -> name.startsWith("AWS_ENDPOINT_URL"));
        return kept && !other ? new KeptPrices(session) : PriceCache.NONE;
    }

    @Override
    public Optional<QuotedPrices> find(String region, String operatingSystem) {
        try {
            return folder().read(file(region, operatingSystem))
                    .map(document -> QuotedPrices.read(String.valueOf(document.get(TEXT))));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(String region, String operatingSystem, QuotedPrices prices) {
        try {
            folder().write(file(region, operatingSystem), Map.of(TEXT, prices.text()));
        } catch (IOException failure) {
            session.tell(Message.of("screen.prices-not-kept").with("why", failure.toString()));
        }
    }

    private CacheFolder folder() {
        return CacheFolder.of(session.environment());
    }

    private static String file(String region, String operatingSystem) {
        return "prices-%s-%s.json.gz"
                .formatted(region, operatingSystem)
                .replaceAll("[^A-Za-z0-9.-]", "-");
    }
}
