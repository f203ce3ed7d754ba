package io.muster.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** What may know what. */
class ArchitectureTest {

    private static final String SDK = "software.amazon.awssdk..";

    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.muster");

    @Test
    void only_this_module_knows_the_sdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.muster.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SDK)
                .check(PRODUCT);
    }

    @Test
    void the_domain_does_not_know_this_module() {
        noClasses()
                .that()
                .resideInAPackage("io.muster.readiness..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.muster.aws..")
                .check(PRODUCT);
    }

    @Test
    void a_scan_sees_facts_and_clients_but_no_object_of_a_service() {
        noClasses()
                .that()
                .resideInAPackage("io.muster.aws.scan..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.services..")
                .check(PRODUCT);
    }

    /** A value that is newer than the SDK is null as an enum, and itself as a text. */
    @Test
    void a_value_of_an_api_is_read_by_its_text() {
        noClasses()
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "an enum is read beside which the SDK gives the text",
                                ArchitectureTest::hasText))
                .check(PRODUCT);
    }

    private static boolean hasText(JavaMethodCall call) {
        JavaClass shape = call.getTargetOwner();
        return shape.getPackageName().startsWith("software.amazon.awssdk.services.")
                && call.getTarget().getRawParameterTypes().isEmpty()
                && (shape.tryGetMethod(call.getName() + "AsString").isPresent()
                        || shape.tryGetMethod(call.getName() + "AsStrings").isPresent());
    }

    @Test
    void packages_do_not_lean_on_each_other_in_a_circle() {
        slices().matching("io.muster.aws.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void nothing_reads_the_clock_or_the_default_time_zone() {
        noClasses()
                .that()
                .resideInAPackage("io.muster.aws..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(ZoneId.class, "systemDefault")
                .check(PRODUCT);
    }
}
