package io.slots.testkit.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.LimitationPolicy;
import io.slots.app.OperatingSystem;
import io.slots.app.Plan;
import io.slots.app.PlanTier;
import io.slots.operation.Ending;
import io.slots.operation.Limits;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingsPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The tables in {@code SEMANTICS.md} say what the code says. */
class SemanticsTablesTest {
  private static final SemanticsDocument DOCUMENT = Repository.find().semantics();

  @Test
  void plans_haveTheirLimits() {
    List<List<String>> expected =
        Arrays.stream(PlanTier.values())
            .map(
                tier ->
                    List.of(
                        tier.toString(),
                        limit(tier, OperatingSystem.WINDOWS),
                        limit(tier, OperatingSystem.LINUX),
                        tier.scalesByItself() ? "follows the app" : "fixed",
                        LimitationPolicy.standard().allowsMovingOneSlot(Plan.of(tier, 1))
                            ? "yes"
                            : "no"))
            .toList();

    assertThat(DOCUMENT.table("plan")).isEqualTo(expected);
  }

  private static String limit(PlanTier tier, OperatingSystem os) {
    Plan plan = Plan.builder().tier(tier).os(os).build();
    return Integer.toString(LimitationPolicy.standard().slotLimit(plan));
  }

  @Test
  void categories_moveAsThePoliciesSay() {
    List<List<String>> expected =
        Arrays.stream(SettingCategory.values())
            .map(
                category ->
                    List.of(
                        category.toString(),
                        fate(SettingsPolicy.functions2019(), category),
                        fate(SettingsPolicy.appService2025(), category)))
            .toList();

    assertThat(DOCUMENT.table("category")).isEqualTo(expected);
  }

  private static String fate(SettingsPolicy policy, SettingCategory category) {
    SettingsPolicy.Row row = Objects.requireNonNull(policy.rows().get(category));
    String fate =
        switch (row.movement()) {
          case MOVES -> "moves";
          case MARKABLE -> "moves, markable";
          case STAYS -> "stays";
          case STAYS_APPLIED -> "stays, applied in step 1";
          case BY_REQUEST -> "by preserveVnet";
        };
    return row.overridable() ? fate + " †" : fate;
  }

  @Test
  void limits_haveTheirDefaults() throws ReflectiveOperationException {
    Map<String, String> defaults = new TreeMap<>();
    for (Method limit : Limits.class.getDeclaredMethods()) {
      boolean isLimit = limit.getParameterCount() == 0 && !Modifier.isStatic(limit.getModifiers());
      if (isLimit && !List.of("check", "toBuilder").contains(limit.getName())) {
        defaults.put(limit.getName(), text(limit));
      }
    }

    Map<String, String> written = new TreeMap<>();
    DOCUMENT.table("limit").forEach(row -> written.put(row.get(0), row.get(1)));
    assertThat(written).isEqualTo(defaults);
  }

  private static String text(Method limit) throws ReflectiveOperationException {
    Object value = limit.invoke(Limits.defaults());
    if (value instanceof Duration duration) {
      return duration.toMillis() < 1_000
          ? duration.toMillis() + " ms"
          : duration.toSeconds() < 600
              ? duration.toSeconds() + " s"
              : duration.toMinutes() + " min";
    }
    if (value instanceof Optional<?> option) {
      return option.isPresent() ? option.get().toString() : "none";
    }
    return value.equals(Integer.MAX_VALUE)
        ? "no limit"
        : value.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Test
  void endings_areAllTold() {
    assertThat(DOCUMENT.table("ending"))
        .map(row -> row.get(0))
        .containsExactlyElementsOf(Arrays.stream(Ending.values()).map(Ending::toString).toList());
  }
}
