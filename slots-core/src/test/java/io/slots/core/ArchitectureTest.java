package io.slots.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Rules and steps are pure; the loop knows them, and they do not know the loop. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.slots.core");

  @Test
  void rulesAndSteps_knowNoThreadClockOrIo() {
    noClasses()
        .that()
        .resideInAnyPackage("io.slots.core.rules", "io.slots.core.step")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.concurrent..",
            "java.io",
            "java.net.http..",
            "java.nio..",
            "org.slf4j..",
            "io.slots.core.loop",
            "io.slots.core.time",
            "io.slots.core.store")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.time.Clock.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CORE);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("io.slots.core.(*)..").should().beFreeOfCycles().check(CORE);
    noClasses()
        .that()
        .resideInAnyPackage("io.slots.core.*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.slots.core")
        .check(CORE);
  }

  @Test
  void spis_areCalledInOnePlaceOnly() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.slots.core.loop.Effects")
        .should()
        .callMethodWhere(
            com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                        "an SPI of the platform",
                        owner ->
                            owner.isAssignableTo(io.slots.spi.InstanceRestarter.class)
                                || owner.isAssignableTo(io.slots.spi.InstanceProvisioner.class)
                                || owner.isAssignableTo(io.slots.spi.HealthProbe.class)
                                || owner.isAssignableTo(io.slots.spi.Router.class)))))
        .check(
            CORE.that(
                com.tngtech.archunit.base.DescribedPredicate.not(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                        "io.slots.core.probe"))));
  }
}
