package io.baton;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The parts form a star: they meet in the record, the deadlines and the diagrams, never in each other. */
class ModularityTest {

    private static final String[] PARTS = {
        "io.baton.lead..",
        "io.baton.proposal..",
        "io.baton.handoff..",
        "io.baton.delivery..",
        "io.baton.care..",
        "io.baton.renewal.."
    };

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.baton");

    @Test
    void hasNoCyclesAndNoReachingIntoInternals() {
        ApplicationModules.of(BatonApplication.class).verify();
    }

    @Test
    void keepsThePartsOfTheBusinessApart() {
        for (String part : PARTS) {
            for (String other : PARTS) {
                if (!part.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage(part)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(other)
                            .check(classes);
                }
            }
        }
    }

    @Test
    void speaksToTheEngineOnlyInStepsProcessClassesAndAFewNamedPlaces() {
        noClasses()
                .that(areBusinessCode())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .check(classes);
    }

    /** Everything but the engine package, the rules for models, their deployment, the doors, steps, process classes, form contexts, task additions and the diagrams' helpers. */
    private static DescribedPredicate<JavaClass> areBusinessCode() {
        return DescribedPredicate.describe(
                "are business code",
                type -> !type.getPackageName().equals("io.baton.engine")
                        && !type.getPackageName().equals("io.baton.access")
                        && !type.getPackageName().equals("io.baton.database")
                        && !type.getPackageName().equals("io.baton.models")
                        && !type.getPackageName().equals("io.baton.deployment")
                        && !type.isAssignableTo(JavaDelegate.class)
                        && !type.isAssignableTo(io.baton.engine.FormContext.class)
                        && !type.isAssignableTo(io.baton.engine.TaskAddition.class)
                        && !type.isAnnotatedWith(io.baton.engine.DiagramHelper.class)
                        && !type.getSimpleName().endsWith("Process")
                        && !type.getPackageName().equals("io.baton.api"));
    }
}
