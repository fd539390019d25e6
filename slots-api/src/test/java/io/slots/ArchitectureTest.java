package io.slots;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The language depends on nothing that is below it, and does nothing but compute. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.slots");

  @Test
  void packages_knowOnlyThoseBeforeThem() {
    ArchRule layers =
        Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.slots..")
            .layer("style")
            .definedBy("io.slots.style")
            .layer("text")
            .definedBy("io.slots.text")
            .layer("base")
            .definedBy("io.slots")
            .layer("settings")
            .definedBy("io.slots.settings")
            .layer("app")
            .definedBy("io.slots.app")
            .layer("effect")
            .definedBy("io.slots.effect")
            .layer("operation")
            .definedBy("io.slots.operation")
            .layer("event")
            .definedBy("io.slots.event")
            .layer("spi")
            .definedBy("io.slots.spi")
            .whereLayer("text")
            .mayNotAccessAnyLayer()
            .whereLayer("base")
            .mayOnlyAccessLayers("style")
            .whereLayer("settings")
            .mayOnlyAccessLayers("style", "base")
            .whereLayer("app")
            .mayOnlyAccessLayers("style", "base", "settings")
            .whereLayer("effect")
            .mayOnlyAccessLayers("style", "base", "settings", "app")
            .whereLayer("operation")
            .mayOnlyAccessLayers("style", "text", "base", "settings", "app", "effect")
            .whereLayer("event")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("spi")
            .mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    layers.check(ALL);
    slices().matching("io.slots.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void classes_readNoClock() {
    noClasses()
        .should(
            callMethodWhere(
                describe(
                    "reads a clock",
                    (JavaCall<?> call) ->
                        call.getName().equals("now")
                            || call.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("currentTimeMillis", "nanoTime").contains(call.getName())
                            || call.getTargetOwner().isAssignableTo(java.time.Clock.class))))
        .check(ALL);
  }

  @Test
  void classes_startNoThread() {
    DescribedPredicate<JavaClass> threads =
        assignableTo(Thread.class)
            .or(assignableTo(java.util.concurrent.ExecutorService.class))
            .or(assignableTo(java.util.concurrent.Executors.class))
            .or(assignableTo(java.util.Timer.class));

    noClasses().should().dependOnClassesThat(threads).check(ALL);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.slots.spi.Blocking")
        .and()
        .doNotHaveFullyQualifiedName("io.slots.spi.Fenced") // An answer that is there already.
        .should()
        .dependOnClassesThat(
            assignableTo(java.util.concurrent.CompletableFuture.class)
                .or(assignableTo(java.util.concurrent.Executor.class)))
        .check(ALL);
  }

  @Test
  void classes_doNoIo() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.nio.file..", "java.nio.channels..", "java.net.http..", "java.sql..")
                .or(assignableTo(java.io.InputStream.class))
                .or(assignableTo(java.io.OutputStream.class))
                .or(assignableTo(java.io.File.class))
                .or(assignableTo(java.net.Socket.class))
                .or(assignableTo(java.net.InetAddress.class))
                .or(assignableTo(java.net.URL.class))
                .or(assignableTo(Process.class)))
        .check(ALL);
  }

  @Test
  void packages_areNullMarked() {
    List<String> unmarked =
        ALL.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(it -> !it.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();

    assertThat(unmarked).isEmpty();
  }

  @Test
  void generatedClasses_areHidden() {
    classes().that().haveSimpleNameStartingWith("Immutable").should().notBePublic().check(ALL);
  }

  @Test
  void publicSignatures_showNoGuavaAndNoGeneratedType() {
    List<String> leaks =
        ALL.stream()
            .filter(it -> it.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::reflect)
            .flatMap(
                type ->
                    Stream.<Executable>concat(
                            Arrays.stream(type.getMethods())
                                .filter(it -> !it.isBridge() && !it.isSynthetic()),
                            Arrays.stream(type.getConstructors()))
                        .filter(it -> Modifier.isPublic(it.getModifiers()))
                        .filter(ArchitectureTest::leaks)
                        .map(it -> type.getName() + ": " + it.toGenericString()))
            .toList();

    assertThat(leaks).isEmpty();
  }

  private static boolean leaks(Executable member) {
    Stream<Type> types = Arrays.stream(member.getGenericParameterTypes());
    if (member instanceof java.lang.reflect.Method method) {
      types = Stream.concat(types, Stream.of(method.getGenericReturnType()));
    }
    return types
        .map(Type::getTypeName)
        .anyMatch(
            name ->
                name.contains("com.google.")
                    || name.contains(".Immutable") && name.contains("io.slots"));
  }
}
