package io.muster.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The shape of the whole house; this module is the one that sees all of it. */
class ArchitectureTest {

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // The fixtures of another module come in a jar of their own.
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("io.muster");

    @Test
    void dependencies_point_one_way() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy("io.muster.cli..")
                .layer("handlers")
                .definedBy("io.muster.handlers..")
                .layer("local")
                .definedBy("io.muster.local..")
                .layer("console")
                .definedBy("io.muster.console..")
                .layer("aws")
                .definedBy("io.muster.aws..")
                .layer("readiness")
                .definedBy("io.muster.readiness..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("handlers")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("local")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("console")
                .mayOnlyBeAccessedByLayers("cli", "handlers")
                .whereLayer("aws")
                .mayOnlyBeAccessedByLayers("cli", "handlers", "local")
                .whereLayer("readiness")
                .mayOnlyBeAccessedByLayers("cli", "handlers", "local", "console", "aws")
                .check(HOUSE);
    }

    @Test
    void the_domain_knows_the_jdk_and_a_json_parser_and_nothing_else() {
        classes()
                .that()
                .resideInAPackage("io.muster.readiness..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "io.muster.readiness..",
                                "com.fasterxml.jackson..",
                                "java..",
                                "org.jspecify.annotations.."))
                .check(HOUSE);
    }

    @Test
    void pages_know_the_domain_and_their_templates_and_nothing_else() {
        classes()
                .that()
                .resideInAPackage("io.muster.console..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "io.muster.console..",
                                "io.muster.readiness..",
                                "gg.jte..",
                                "java..",
                                "org.jspecify.annotations.."))
                .check(HOUSE);
    }

    @Test
    void the_domain_reads_no_clock_opens_no_file_and_makes_no_call() {
        noClasses()
                .that()
                .resideInAPackage("io.muster.readiness..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.net.http.."))
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(HOUSE);
    }

    @Test
    void the_command_line_asks_aws_by_way_of_its_module() {
        noClasses()
                .that()
                .resideInAPackage("io.muster.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(HOUSE);
    }

    @Test
    void yaml_is_read_for_configuration_and_reviewed_files_alone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.muster.cli.configuration..",
                        "io.muster.cli.decide..",
                        "io.muster.cli.policy..",
                        "io.muster.cli.yaml..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.snakeyaml..")
                .check(HOUSE);
    }

    @Test
    void services_are_called_in_the_aws_module_and_to_load_the_local_cloud() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.muster.aws..", "io.muster.local..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.services..")
                .check(HOUSE);
    }

    /** A feature with its sub-features is one slice: the rows of the checklist belong to check. */
    @Test
    void no_feature_depends_on_one_that_depends_on_it() {
        for (String module :
                new String[] {"readiness", "console", "aws", "handlers", "local", "cli"}) {
            slices().matching("io.muster." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(HOUSE);
        }
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common)")
                .orShould()
                .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..")
                .check(HOUSE);
    }

    @Test
    void a_record_has_at_most_eight_components() {
        assertThat(
                        HOUSE.stream()
                                .filter(JavaClass::isRecord)
                                .filter(each -> components(each) > 8)
                                .map(JavaClass::getName))
                .isEmpty();
    }

    /** Every field of a record that is not static is one of its components. */
    private static long components(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .count();
    }

    @Test
    void a_limit_is_named_max_or_min() {
        noFields()
                .should()
                .haveNameMatching("(MOST|LONGEST|SMALLEST|SHORTEST|FEWEST|BIGGEST)_.*")
                .check(HOUSE);
    }

    @Test
    void every_package_is_null_marked() {
        HOUSE.stream()
                .map(each -> each.getPackage())
                .distinct()
                .forEach(
                        each ->
                                assertThat(each.isAnnotatedWith(NullMarked.class))
                                        .as(each.getName())
                                        .isTrue());
    }
}
