package io.slots.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.Operation;
import io.slots.operation.Settling;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Settings are stored once, in a document of their own, and named by their places elsewhere. */
final class SettingsInDocumentsTest {
  private static final AppName SHOP = AppName.of("Shop");
  private static final SlotName STAGING = SlotName.of("staging");
  private static final Setting COLOUR = Setting.of("COLOUR", "green-1");
  private static final Setting TABLE = Setting.of("TABLE", "orders-1");

  private final StoredForm form =
      new StoredForm(
          new Seal() {
            @Override
            public Optional<String> close(String value, String place) {
              closed++;
              return Optional.of("sealed " + value);
            }

            @Override
            public String open(String sealed, String place) {
              return sealed.substring("sealed ".length());
            }
          });

  private int closed;

  private static AppRecord record(Settings production, Settings staging) {
    return AppRecord.first(
        App.of(SHOP, Plan.premium(1))
            .withSlot(slot(SlotName.PRODUCTION, production))
            .withSlot(slot(STAGING, staging)),
        0);
  }

  private static Slot slot(SlotName name, Settings settings) {
    return Slot.named(name).withSettings(settings);
  }

  private AppRecord read(Written written) {
    AppRecord record = written.record();
    return form.read(
            SHOP, record.version(), record.fencingToken(), record.engine(), written.parts())
        .record();
  }

  private static String settings(Written written) {
    return written.parts().settings().orElseThrow();
  }

  @Test
  @DisplayName("S9.6 settings that slots have exchanged are not written or sealed again")
  void write_settingsThatHaveMoved_leavesTheirDocumentAlone() {
    AppRecord before = record(Settings.of(COLOUR), Settings.of(TABLE, COLOUR));
    Written written = form.write(before);
    assertThat(closed).isEqualTo(2);

    AppRecord after =
        before.next(
            record(Settings.of(TABLE, COLOUR), Settings.of(COLOUR)).app(), Optional.empty());
    Written next = form.write(after, written);

    assertThat(closed).isEqualTo(2);
    assertThat(settings(next)).isEqualTo(settings(written));
    assertThat(read(next)).isEqualTo(after);
  }

  @Test
  @DisplayName("S9.6 a setting that is new is written")
  void write_aNewSetting_isInTheDocument() {
    AppRecord before = record(Settings.of(COLOUR), Settings.none());
    AppRecord after =
        before.next(
            record(Settings.of(COLOUR), Settings.of(Setting.of("COLOUR", "blue-2"))).app(),
            Optional.empty());

    Written next = form.write(after, form.write(before));

    assertThat(read(next)).isEqualTo(after);
    assertThat(settings(next)).contains("green-1", "blue-2");
  }

  @Test
  @DisplayName("S3.7 a value that no slot has any more is not kept")
  void write_aSettingThatIsGone_isForgotten() {
    AppRecord before = record(Settings.of(COLOUR, TABLE), Settings.none());
    AppRecord after =
        before.next(record(Settings.of(TABLE), Settings.none()).app(), before.operation());

    Written next = form.write(after, form.write(before));

    assertThat(settings(next)).contains("orders-1").doesNotContain("green-1");
    assertThat(read(next)).isEqualTo(after);
  }

  @Test
  @DisplayName("S3.7 a value that only an operation had is not kept when that has ended")
  void write_aSettingOfAnOperationThatHasEnded_isForgotten() {
    AppRecord idle = record(Settings.of(TABLE), Settings.none());
    AppRecord settling = idle.next(idle.app(), Optional.of(settling(Settings.of(COLOUR))));
    AppRecord after = settling.next(idle.app(), Optional.empty());

    Written during = form.write(settling, form.write(idle));
    assertThat(settings(during)).contains("green-1");
    assertThat(read(during)).isEqualTo(settling);

    Written next = form.write(after, during);
    assertThat(settings(next)).doesNotContain("green-1");
    assertThat(read(next)).isEqualTo(after);
  }

  private static Operation settling(Settings settings) {
    return new Specimens(1, Settling.class)
        .of(Operation.class).toBuilder()
            .task(
                Settling.builder()
                    .slot(STAGING)
                    .content(Content.of("v1"))
                    .settings(settings)
                    .build())
            .build();
  }

  @Test
  @DisplayName("S3.1 names that differ in letter case alone keep each its spelling")
  void write_theSameNameSpelledInTwoWays_keepsBoth() {
    AppRecord record =
        record(
            Settings.of(Setting.of("Colour", "green-1")),
            Settings.of(Setting.of("COLOUR", "green-1")));

    AppRecord once = read(form.write(record));
    AppRecord twice = read(form.write(once.next(once.app(), Optional.empty()), form.write(record)));

    for (AppRecord read : List.of(once, twice)) {
      assertThat(spelled(read, SlotName.PRODUCTION)).isEqualTo("Colour");
      assertThat(spelled(read, STAGING)).isEqualTo("COLOUR");
    }
  }

  private static String spelled(AppRecord record, SlotName slot) {
    return record.app().slot(slot).settings().all().stream()
        .map(it -> it.name().spelling())
        .collect(Collectors.joining());
  }

  @Test
  @DisplayName("S9.6 a place where no setting stands is reported")
  void read_aPlaceThatIsNotThere_isReported() {
    Parts parts = form.write(record(Settings.of(COLOUR), Settings.none())).parts();
    for (String place : List.of("[7]", "[-1]", "[\"0\"]", "7")) {
      Parts damaged =
          new Parts(
              parts.settings(),
              parts.app().replace("\"settings\":[0]", "\"settings\":" + place),
              parts.facts(),
              parts.progress(),
              parts.paused(),
              parts.queue());

      assertThatThrownBy(() -> form.read(SHOP, 1, 0, Optional.empty(), damaged))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("field settings");
    }
  }
}
