package io.slots.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.local.process.ProcessIdentity;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProcessRecordTest {
  private static final ProcessRecord INTENT =
      new ProcessRecord(
          AppName.of("shop"),
          SlotName.of("Staging"),
          InstanceId.of("i-1"),
          ContentId.of("c1"),
          "v1 \u00fc = #\n",
          4711,
          "start-id",
          9,
          Optional.empty());
  private static final ProcessRecord STARTED =
      INTENT.startedAs(new ProcessIdentity(123456, "boot+99"));

  @Test
  void parse_itsOwnText_isTheSameRecord() {
    assertThat(ProcessRecord.parse(INTENT.toText())).isEqualTo(INTENT);
    assertThat(ProcessRecord.parse(STARTED.toText())).isEqualTo(STARTED);
  }

  @Test
  @DisplayName("S9.6 a record that is cut off anywhere is recognized")
  void parse_tornText_isRefused() {
    String text = STARTED.toText().stripTrailing();
    for (int length = 0; length < text.length(); length++) {
      String torn = text.substring(0, length);
      assertThatIllegalArgumentException().isThrownBy(() -> ProcessRecord.parse(torn));
    }
  }

  @Test
  void parse_alteredNumber_isRefused() {
    String altered = STARTED.toText().replace("pid=123456", "pid=123457");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessRecord.parse(altered))
        .withMessageContaining("checksum");
  }
}
