package io.slots;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.effect.Effect;
import io.slots.effect.Restart;
import io.slots.operation.ConflictException;
import io.slots.operation.Operation;
import io.slots.operation.Swap;
import io.slots.operation.SwapPreview;
import io.slots.operation.Task;
import io.slots.settings.Setting;
import io.slots.settings.SettingComparison;
import io.slots.settings.Settings;
import io.slots.spi.AppRecord;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsTest {
  static Stream<Class<?>> valueTypes() {
    return Specimens.valueTypes();
  }

  @ParameterizedTest
  @MethodSource("valueTypes")
  @DisplayName("S3.7 no value's toString shows a setting's value")
  void toString_ofAnyValue_showsNoSettingsValue(Class<?> type) {
    Object specimen = Specimens.of(type);

    assertThat(specimen).isInstanceOf(type);
    assertThat(specimen.toString()).doesNotContain(Specimens.SECRET);
  }

  @ParameterizedTest
  @MethodSource("valueTypes")
  @DisplayName("S3.7 nor do the texts that effects and tasks have for people")
  void describe_ofEffectsAndTasks_showsNoSettingsValue(Class<?> type) {
    if (Specimens.of(type) instanceof Effect effect) {
      assertThat(effect.describe()).isNotBlank().doesNotContain(Specimens.SECRET);
    }
    if (Specimens.of(type) instanceof Task task) {
      assertThat(task.describe()).isNotBlank().doesNotContain(Specimens.SECRET);
    }
  }

  @Test
  @DisplayName("S3.7 a conflict names the operation, and no setting's value")
  void conflict_withAnOperation_showsNoSettingsValue() {
    Operation operation = (Operation) Specimens.of(Operation.class);

    ConflictException conflict = new ConflictException("change staging", operation);

    assertThat(conflict.operation()).isSameAs(operation);
    assertThat(conflict.getMessage())
        .startsWith("S1.7: change staging: \"" + operation.task().describe() + "\" (op-1) of text")
        .contains("since 1970-01-01T00:00:00Z; wait until it has ended, or cancel it")
        .doesNotContain(Specimens.SECRET);
  }

  /**
   * If the walk did not reach the types that matter, or the marker them, it would prove nothing.
   */
  @Test
  @DisplayName("S3.7 the walk reaches every type, with a value to give away")
  void specimens_haveTheSecretInThem() {
    Set<Class<?>> types = valueTypes().collect(Collectors.toSet());

    assertThat(types)
        .hasSizeGreaterThan(50)
        .contains(
            Setting.class,
            Settings.class,
            SettingComparison.class,
            Restart.class,
            Swap.class,
            Operation.class,
            SwapPreview.class,
            AppRecord.class);
    assertThat(((Restart) Specimens.of(Restart.class)).settings().appSetting("PASSWORD"))
        .contains(Specimens.SECRET);
    assertThat(((Swap) Specimens.of(Swap.class)).settings().sourceAfter().appSetting("PASSWORD"))
        .contains(Specimens.SECRET);
    assertThat(((Swap) Specimens.of(Swap.class)).warmUp().paths())
        .singleElement()
        .asString()
        .endsWith(Specimens.SECRET);
    assertThat(((Restart) Specimens.of(Restart.class)).content().warmUpPaths())
        .singleElement()
        .asString()
        .endsWith(Specimens.SECRET);
    assertThat(((SwapPreview) Specimens.of(SwapPreview.class)).targetSettings())
        .singleElement()
        .extracting(it -> it.after().orElseThrow().value())
        .isEqualTo(Specimens.SECRET);
  }
}
