package io.muster.readiness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The domain must be judged without AWS: the SDK is not even there to be called. */
class NoSdkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "software.amazon.awssdk.core.SdkClient",
                "software.amazon.awssdk.services.ec2.Ec2Client",
                "software.amazon.awssdk.services.dynamodb.DynamoDbClient",
                "com.amazonaws.services.lambda.runtime.Context"
            })
    void no_class_of_aws_is_on_the_class_path(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void the_domain_names_no_class_of_aws() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..", "io.muster.aws..")
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("io.muster.readiness"));
    }
}
