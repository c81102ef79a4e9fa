package org.clade.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks the rules of CONTRIBUTING.md for the structure on the compiled bundles. */
class ArchitectureTest {

    private static final int MOST_CLASSES = 25;

    private static JavaClasses bundles;

    @BeforeAll
    static void readBundles() throws IOException {
        Path root = Path.of(System.getProperty("clade.root", "../.."));
        try (Stream<Path> folders = Files.list(root.resolve("bundles"))) {
            List<Path> classes = folders.map(folder -> folder.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
            bundles = new ClassFileImporter().importPaths(classes).that(resideInAPackage("org.clade.."));
        }
        assertTrue(
                bundles.size() > 500, () -> "only " + bundles.size() + " classes were found; build the bundles first");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.clade.(**)").should().beFreeOfCycles().check(bundles);
    }

    @Test
    void aPackageHasAtMost25Classes() {
        Map<String, Long> sizes = bundles.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        sizes.values().removeIf(count -> count <= MOST_CLASSES);

        assertEquals(Map.of(), sizes);
    }

    @Test
    void noSimpleNameStandsTwice() {
        Map<String, Long> names = bundles.stream()
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        names.values().removeIf(count -> count == 1);

        assertEquals(Map.of(), names);
    }

    @Test
    void theShellSeesTheApiOnly() {
        noClasses()
                .that()
                .resideInAPackage("org.clade.shell..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.clade..")
                        .and(resideOutsideOfPackage("org.clade.shell.."))
                        .and(resideOutsideOfPackage("org.clade.base.."))
                        .and(resideOutsideOfPackage("org.clade.api..")))
                .check(bundles);
    }

    /** Only the command doctor uses the engine, for its name and its threads. */
    @Test
    void theShellComputesNothing() {
        noClasses()
                .that()
                .resideInAPackage("org.clade.shell..")
                .and()
                .resideOutsideOfPackage("org.clade.shell.command.bundle")
                .should()
                .dependOnClassesThat(resideInAnyPackage("ai.djl..")
                        .or(resideInAPackage("org.clade.api.engine").and(simpleName("TensorEngine"))))
                .check(bundles);
    }

    @Test
    void theApiUsesNothingOfClade() {
        noClasses()
                .that()
                .resideInAPackage("org.clade.api..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.clade..").and(resideOutsideOfPackage("org.clade.api..")))
                .check(bundles);
    }

    @Test
    void nothingKnowsTheReport() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.clade.report..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.clade.report.."))
                .check(bundles);
    }

    @Test
    void theTrainingDrawsNothing() {
        noClasses()
                .that()
                .resideInAPackage("org.clade.run..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.awt..", "javax.imageio.."))
                .check(bundles);
    }

    /** Without the annotation, bnd treats an interface as one that authors of parts implement, and every new method as a new major version. */
    @Test
    void everyInterfaceOfTheApiSaysWhoImplementsIt() {
        classes()
                .that()
                .resideInAnyPackage("org.clade.api..", "org.clade.testkit..")
                .and()
                .areInterfaces()
                .and()
                .areNotAnnotations()
                .and()
                .arePublic()
                .should()
                .beAnnotatedWith("org.osgi.annotation.versioning.ConsumerType")
                .orShould()
                .beAnnotatedWith("org.osgi.annotation.versioning.ProviderType")
                .check(bundles);
    }

    @Test
    void onlyTheEngineKnowsPyTorch() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.clade.engine..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("ai.djl.pytorch.."))
                .check(bundles);
    }

    @Test
    void theTuningOfTheEngineHasOneDoor() {
        List<String> doors = bundles.stream()
                .filter(type -> type.getPackageName().equals("org.clade.engine.tuning"))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .toList();

        assertEquals(List.of("Tuning"), doors);
    }

    /**
     * The engine prints that it unpacks libtorch; the deploy bundle restores streams that a bundle has replaced; the log goes to standard
     * error.
     */
    @Test
    void onlyLauncherAndShellWriteToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.clade.launcher..",
                        "org.clade.shell..",
                        "org.clade.engine..",
                        "org.clade.deploy.process",
                        "org.clade.logging")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(bundles);
    }

    @Test
    void exceptionsAreNamedSo() {
        classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .haveSimpleNameEndingWith("Exception")
                .check(bundles);
    }
}
