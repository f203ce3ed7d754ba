package io.muster.aws.fleet;

import static io.muster.aws.fleet.Collecting.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.Moto;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fixture.RealTypes;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The list of types that the domain's tests read, against what the emulator describes. */
class RealTypesTest {

    @Test
    void the_list_of_the_tests_is_what_the_emulator_describes() {
        Map<String, InstanceType> listed = new TreeMap<>();
        RealTypes.all().forEach(type -> listed.put(type.name(), type));
        Map<String, InstanceType> described = new TreeMap<>();
        try (Moto moto = Moto.start();
                AwsClients clients = QuickClients.of(moto.endpoint())) {
            known(
                            new InstanceTypeCollector(clients::ec2)
                                    .of(Collecting.SCOPE, new TreeSet<>(listed.keySet())))
                    .values()
                    .forEach(type -> described.put(type.name(), type));
        }
        assertThat(described).isEqualTo(listed);
    }
}
