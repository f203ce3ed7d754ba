package io.muster.readiness.graviton;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.RealTypes;
import io.muster.readiness.graviton.TargetChoice.Target;
import io.muster.readiness.graviton.TargetChoice.TradeOff;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The choice for every type that AWS describes, against a calculation of its own from the columns
 * of AWS's figures and prices, which shares no code with the rule.
 */
class TargetCatalogueTest {

    private static final String ZONE = "us-east-1a";
    private static final Map<String, Map<String, String>> LINES = lines();
    private static final Map<String, BigDecimal> PRICES = prices();
    private static final Targets TARGETS = targets();

    /** The columns of which nine tenths suffice. */
    private static final List<String> BANDED =
            List.of("networkGbps", "ebsIops", "ebsMbytes", "ssdGb");

    /** The Graviton of the families whose number does not tell it. */
    private static final Map<String, Integer> OLD_NUMBERS =
            Map.of("t4g", 2, "i4g", 2, "im4gn", 2, "is4gen", 2, "x2gd", 2);

    /** x86 types without accelerators, macOS apart. */
    static Stream<String> sources() {
        return LINES.keySet().stream()
                .filter(name -> cell(name, "architectures").contains("x86_64"))
                .filter(name -> !cell(name, "architectures").contains("mac"))
                .filter(name -> cell(name, "accelerators").isEmpty());
    }

    @Test
    void every_type_that_the_emulator_knows_is_asked_for() {
        assertThat(LINES).hasSize(1_263);
        assertThat(sources()).hasSizeGreaterThan(800);
    }

    @Test
    void every_target_gives_what_the_rule_asks_for() {
        List<String> broken = new ArrayList<>();
        sources()
                .forEach(
                        source ->
                                Stream.of(choice(source).cheapest(), choice(source).newest())
                                        .filter(Objects::nonNull)
                                        .map(target -> target.type().name())
                                        .filter(target -> !takesOver(source, target))
                                        .forEach(target -> broken.add(source + " to " + target)));
        assertThat(broken).isEmpty();
    }

    @Test
    void every_cheapest_and_newest_target_is_that_of_an_own_calculation() {
        Map<String, String> differences = new TreeMap<>();
        sources()
                .forEach(
                        source -> {
                            String found = text(choice(source));
                            String own = own(source);
                            if (!found.equals(own)) {
                                differences.put(source, found + " and not " + own);
                            }
                        });
        assertThat(differences).isEmpty();
    }

    @Test
    void a_trade_off_saves_more_than_the_cheapest_fit_and_lacks_something() {
        List<String> broken = new ArrayList<>();
        sources()
                .forEach(
                        source -> {
                            TradeOff tradeOff = choice(source).tradeOff();
                            if (tradeOff != null && !sound(source, tradeOff)) {
                                broken.add(source + ": " + tradeOff.target().type().name());
                            }
                        });
        assertThat(broken).isEmpty();
    }

    private static boolean sound(String source, TradeOff tradeOff) {
        BigDecimal price = price(tradeOff.target().type().name());
        Target cheapest = choice(source).cheapest();
        BigDecimal fit = cheapest == null ? null : price(cheapest.type().name());
        return !tradeOff.shortfalls().isEmpty()
                && !takesOver(source, tradeOff.target().type().name())
                && price.compareTo(price(source)) < 0
                && (fit == null || price.compareTo(fit) < 0)
                && tradeOff.shortfalls().stream()
                        .allMatch(less -> less.share() > 0.1 - 1e-6 && less.share() <= 1);
    }

    @Test
    void a_type_without_a_price_has_targets_without_a_difference() {
        assertThat(PRICES).doesNotContainKey("x8aedz.large");
        TargetChoice choice = choice("x8aedz.large");
        assertThat(Objects.requireNonNull(choice.cheapest()).monthlyDelta()).isNull();
        assertThat(Objects.requireNonNull(choice.newest()).monthlyDelta()).isNull();
        assertThat(choice.tradeOff()).isNull();
    }

    @Test
    void a_priced_type_that_ec2_does_not_describe_is_no_target() {
        assertThat(PRICES).containsKey("m9g.large");
        assertThat(LINES).doesNotContainKey("m9g.large");
        assertThat(text(choice("m5.large"))).isEqualTo("m6g.large -13.87, m8g.large -4.56");
    }

    static Stream<Map<String, String>> reviewed() {
        return rows("/io/muster/readiness/graviton/reviewed-targets.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("reviewed")
    void the_well_known_families_move_to_what_was_reviewed(Map<String, String> row) {
        TargetChoice choice = choice(get(row, "source"));
        TradeOff tradeOff = choice.tradeOff();
        assertThat(text(choice.cheapest()))
                .isEqualTo((get(row, "cheapest") + " " + get(row, "cheapestDelta")).strip());
        assertThat(text(choice.newest()))
                .isEqualTo((get(row, "newest") + " " + get(row, "newestDelta")).strip());
        assertThat(text(tradeOff == null ? null : tradeOff.target()))
                .isEqualTo((get(row, "tradeOff") + " " + get(row, "tradeOffDelta")).strip());
        assertThat(tradeOff == null ? 0 : tradeOff.shortfalls().size())
                .isEqualTo(parts(get(row, "shortfalls")).size());
        for (int i = 0; tradeOff != null && i < tradeOff.shortfalls().size(); i++) {
            String[] figures = parts(get(row, "shortfalls")).get(i).split(" ", -1);
            Shortfall less = tradeOff.shortfalls().get(i);
            assertThat(less.given()).isCloseTo(Double.valueOf(figures[1]), within(1e-6));
            assertThat(less.needed()).isCloseTo(Double.parseDouble(figures[3]), within(1e-6));
        }
    }

    private static List<String> parts(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split("\\|", -1));
    }

    private static String text(TargetChoice choice) {
        return text(choice.cheapest()) + ", " + text(choice.newest());
    }

    private static String text(@Nullable Target target) {
        if (target == null) {
            return "";
        }
        return (target.type().name() + " " + Objects.toString(target.monthlyDelta(), "")).strip();
    }

    /** The same from the columns alone. */
    private static String own(String source) {
        List<String> fits =
                LINES.keySet().stream().filter(target -> takesOver(source, target)).toList();
        String cheapest =
                fits.stream()
                        .filter(PRICES::containsKey)
                        .min(
                                Comparator.comparing(TargetCatalogueTest::price)
                                        .thenComparingInt(name -> -graviton(name))
                                        .thenComparing(name -> name))
                        .orElse(null);
        String newest =
                fits.stream()
                        .min(
                                Comparator.comparingInt((String name) -> -graviton(name))
                                        .thenComparing(TargetCatalogueTest::price)
                                        .thenComparing(name -> name))
                        .orElse(null);
        return own(source, cheapest) + ", " + own(source, newest);
    }

    private static String own(String source, @Nullable String target) {
        if (target == null) {
            return "";
        }
        if (!PRICES.containsKey(source) || !PRICES.containsKey(target)) {
            return target;
        }
        BigDecimal month = price(target).subtract(price(source)).multiply(new BigDecimal(730));
        return target + " " + month.setScale(2, RoundingMode.HALF_UP);
    }

    private static boolean takesOver(String source, String target) {
        boolean candidate =
                cell(target, "architectures").equals("arm64")
                        && cell(target, "current").equals("true")
                        && cell(target, "accelerators").isEmpty()
                        && !target.startsWith("hpc");
        if (!candidate
                || !cell(target, "metal").equals(cell(source, "metal"))
                || !cell(target, "burstable").equals(cell(source, "burstable"))
                || number(target, "vcpus") < number(source, "vcpus")
                || number(target, "memoryMib") < number(source, "memoryMib")) {
            return false;
        }
        double disk = number(source, "ssdGb") + number(source, "hddGb");
        return BANDED.stream().allMatch(column -> enough(source, target, column))
                && number(target, "ssdGb") + number(target, "hddGb") >= 0.9 * disk - 1e-9
                && cards(source, target);
    }

    private static boolean enough(String source, String target, String column) {
        return cell(source, column).isEmpty()
                || (!cell(target, column).isEmpty()
                        && number(target, column) >= 0.9 * number(source, column) - 1e-9);
    }

    /** Without volumes that are known, a card must give what the source's gives. */
    private static boolean cards(String source, String target) {
        if (cell(target, "cardIops").isEmpty() || cell(source, "ebsIops").isEmpty()) {
            return true;
        }
        String iops = cell(source, "cardIops").isEmpty() ? "ebsIops" : "cardIops";
        String mbytes = cell(source, "cardMbytes").isEmpty() ? "ebsMbytes" : "cardMbytes";
        return number(target, "cardIops") >= 0.9 * number(source, iops) - 1e-9
                && number(target, "cardMbytes") >= 0.9 * number(source, mbytes) - 1e-9;
    }

    private static int graviton(String type) {
        String family = type.substring(0, type.indexOf('.'));
        Integer old = OLD_NUMBERS.get(family);
        return old == null ? Integer.parseInt(family.replaceAll("\\D", "")) - 4 : old;
    }

    private static BigDecimal price(String type) {
        return PRICES.getOrDefault(type, new BigDecimal(1_000_000));
    }

    private static double number(String type, String column) {
        return Double.parseDouble(cell(type, column));
    }

    private static String cell(String type, String column) {
        return get(Objects.requireNonNull(LINES.get(type)), column);
    }

    private static String get(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    private static TargetChoice choice(String source) {
        Fact<TargetChoice> choice =
                TARGETS.choose(RealTypes.type(source), ZONE, Usage.WHOLE, PricedSystem.LINUX);
        return choice.orElseGet(
                missing -> {
                    throw new AssertionError(source + ": " + missing.detail().english());
                });
    }

    private static Targets targets() {
        Facts facts = RealTypes.allOfferedIn(ZONE);
        return facts.fleet()
                .arm64Targets(new LikeForLike(90))
                .orElseGet(
                        missing -> {
                            throw new AssertionError(missing.detail().english());
                        });
    }

    private static Map<String, Map<String, String>> lines() {
        Map<String, Map<String, String>> lines = new TreeMap<>();
        RealTypes.lines().forEach(line -> lines.put(get(line, "name"), line));
        return lines;
    }

    private static Map<String, BigDecimal> prices() {
        Map<String, BigDecimal> prices = new HashMap<>();
        for (Map<String, String> row :
                rows("/io/muster/readiness/graviton/on-demand-linux-us-east-1.csv")) {
            prices.put(get(row, "instance_type"), new BigDecimal(get(row, "usd_per_hour")));
        }
        return prices;
    }

    private static List<Map<String, String>> rows(String resource) {
        try (InputStream in = InstanceType.class.getResourceAsStream(resource)) {
            List<String[]> lines =
                    new String(Objects.requireNonNull(in, resource).readAllBytes(), UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split(",", -1))
                            .toList();
            List<Map<String, String>> rows = new ArrayList<>();
            for (String[] cells : lines.subList(1, lines.size())) {
                Map<String, String> row = new TreeMap<>();
                for (int i = 0; i < cells.length; i++) {
                    row.put(lines.getFirst()[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
