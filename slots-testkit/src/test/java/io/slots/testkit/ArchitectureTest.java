package io.slots.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The kit can be used without JUnit, and reads no clock. */
class ArchitectureTest {
  private static final JavaClasses KIT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.slots.testkit");

  @Test
  void packages_haveNoCycles() {
    slices().matching("io.slots.testkit.(*)..").should().beFreeOfCycles().check(KIT);
    noClasses()
        .that()
        .resideInAPackage("io.slots.testkit")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.slots.testkit.assertion",
            "io.slots.testkit.await",
            "io.slots.testkit.fault",
            "io.slots.testkit.junit")
        .check(KIT);
  }

  @Test
  void kit_needsNoTestFramework() {
    noClasses()
        .that()
        .resideInAnyPackage("io.slots.testkit", "io.slots.testkit.fixture")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.assertj..", "org.hamcrest..", "org.awaitility..")
        .check(KIT);
  }

  @Test
  void kit_readsNoClockAndStartsNoThread() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.slots.testkit.conformance") // It tests real systems, too.
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .check(KIT);
  }
}
