package io.muster.handlers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

class ConfiguredScopesTest {

    private static final String OWN = "123456789012";
    private static final String OTHER = "210987654321";

    @Test
    void without_variables_it_is_the_functions_own_account_and_region() {
        ConfiguredScopes reach = reach(Map.of("MUSTER_ACCOUNTS", " ", "MUSTER_REGIONS", ""));
        assertThat(reach.accounts()).containsExactly(OWN);
        assertThat(reach.regions()).containsExactly(Region.EU_CENTRAL_1);
        assertThat(reach.covers(OWN)).isTrue();
        assertThat(reach.covers(OTHER)).isFalse();
    }

    @Test
    void lists_are_sorted_and_name_each_once() {
        ConfiguredScopes reach =
                reach(
                        Map.of(
                                "MUSTER_ACCOUNTS",
                                OTHER + ", " + OWN + "," + OTHER,
                                "MUSTER_REGIONS",
                                "us-east-1, ap-northeast-2,us-east-1"));
        assertThat(reach.accounts()).containsExactly(OWN, OTHER);
        assertThat(reach.regions()).containsExactly(Region.AP_NORTHEAST_2, Region.US_EAST_1);
    }

    @Test
    void an_organisation_takes_the_place_of_the_accounts_and_may_have_any() {
        ConfiguredScopes reach =
                reach(Map.of("MUSTER_ORGANIZATION", "TRUE", "MUSTER_ACCOUNTS", OWN));
        assertThat(reach.organization()).isTrue();
        assertThat(reach.accounts()).isEmpty();
        assertThat(reach.covers(OTHER)).isTrue();
    }

    @Test
    void excluded_accounts_are_left_out_of_a_list_and_of_an_organisation() {
        Map<String, String> excluded = Map.of("MUSTER_EXCLUDE_ACCOUNTS", " " + OTHER);
        Map<String, String> environment = new HashMap<>(excluded);
        environment.put("MUSTER_ACCOUNTS", OWN + "," + OTHER);
        assertThat(reach(environment).accounts()).containsExactly(OWN);
        environment.put("MUSTER_ORGANIZATION", "true");
        assertThat(reach(environment).covers(OTHER)).isFalse();
        assertThat(reach(environment).covers(OWN)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    MUSTER_ACCOUNTS     | 123              | '123' is not an AWS account id (12 digits)
                    MUSTER_ACCOUNTS     | 123456789012,    | '' is not an AWS account id
                    MUSTER_EXCLUDE_ACCOUNTS | 123456789012 | it leaves out every account of MUSTER_ACCOUNTS
                    MUSTER_EXCLUDE_ACCOUNTS | root         | 'root' is not an AWS account id (12 digits)
                    MUSTER_REGIONS      | us-eest-1        | did you mean us-east-1
                    MUSTER_REGIONS      | us-east-1;eu     | no AWS region
                    MUSTER_ORGANIZATION | o-abc            | is 'o-abc': set it to true or false
                    """)
    void a_variable_that_makes_no_sense_is_named(String variable, String value, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reach(Map.of(variable, value)))
                .withMessageStartingWith(variable + " is '")
                .withMessageContaining(why);
    }

    private static ConfiguredScopes reach(Map<String, String> environment) {
        return ConfiguredScopes.from(environment, OWN, Region.EU_CENTRAL_1);
    }
}
