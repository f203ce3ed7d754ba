package io.muster.readiness.check.performance;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.RealTypes;
import io.muster.readiness.fleet.Source;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationNotSupersededTest {

    private static final GenerationNotSuperseded CHECK = new GenerationNotSuperseded();

    @ParameterizedTest
    @CsvSource({
        "m6i.large, NOT_READY, 'EC2''s flag says that m6i.large is not current: m7i, m8i followed'",
        "c5.metal, NOT_READY, 'EC2''s flag says that c5.metal is not current: c6i, c7i, c8i followed'",
        "c6gn.large, NOT_READY, 'EC2''s flag says that c6gn.large is not current: c7gn, c8gn followed'",
        "t2.micro, READY, 't2.micro is of the current generation, by EC2''s own flag'",
        "m4.large, NOT_APPLICABLE, 'm4.large is of a generation before Nitro'"
    })
    void a_type_is_judged_by_the_flag_of_ec2(String type, Status status, String says) {
        Verdict verdict = judge(new Facts().with(RealTypes.type(type)), type);
        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.actual()).startsWith(says);
    }

    @Test
    void the_remedy_lists_the_types_that_followed() {
        Facts facts = new Facts().with(RealTypes.type("m6i.large"));
        assertThat(remedy(CHECK, host("m6i.large"), judge(facts, "m6i.large")))
                .contains("Name=instance-type,Values=")
                .contains("m7i.*,m8i.*");
    }

    @Test
    void missing_types_are_unknown() {
        assertThat(judge(new Facts().without(Source.INSTANCE_TYPES), "m6i.large").status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void every_family_that_is_not_current_has_one_that_followed() {
        Map<String, Boolean> current = new HashMap<>();
        RealTypes.all().forEach(type -> current.merge(type.family(), isCurrent(type), (a, b) -> a));
        Set<String> old =
                current.keySet().stream()
                        .filter(family -> !Boolean.TRUE.equals(current.get(family)))
                        .collect(Collectors.toSet());
        assertThat(old)
                .isNotEmpty()
                .allSatisfy(
                        family ->
                                assertThat(FamilyLine.after(family))
                                        .as(family)
                                        .anyMatch(next -> Boolean.TRUE.equals(current.get(next))));
    }

    @Test
    void every_family_of_a_line_exists_once_and_its_last_is_current() {
        Map<String, Boolean> current = new HashMap<>();
        RealTypes.all().forEach(type -> current.put(type.family(), isCurrent(type)));
        List<String> all =
                Arrays.stream(FamilyLine.values())
                        .flatMap(line -> line.families().stream())
                        .toList();
        assertThat(all).doesNotHaveDuplicates().isSubsetOf(current.keySet());
        assertThat(FamilyLine.values())
                .extracting(line -> line.families().getLast())
                .allSatisfy(last -> assertThat(current).containsEntry(last, true));
    }

    private static boolean isCurrent(InstanceType type) {
        return Boolean.TRUE.equals(type.currentGeneration());
    }

    private static Instance host(String type) {
        return instance().type(type, Architecture.X86_64).build();
    }

    private static Verdict judge(Facts facts, String type) {
        return CHECK.judge(host(type), facts.fleet(), Thresholds.defaults());
    }
}
