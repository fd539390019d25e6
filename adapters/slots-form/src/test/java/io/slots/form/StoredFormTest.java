package io.slots.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.Resources;
import io.slots.EngineId;
import io.slots.app.AppName;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.Rerouting;
import io.slots.operation.Swap;
import io.slots.operation.Task;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StoredFormTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AppName SHOP = AppName.of("Shop");

  private final StoredForm form = new StoredForm(new Clear());
  private final StoredForm sealing = new StoredForm(new Turned());

  /** Seals nothing. */
  private record Clear() implements Seal {
    @Override
    public Optional<String> close(String value, String place) {
      return Optional.empty();
    }

    @Override
    public String open(String sealed, String place) {
      throw new AssertionError("nothing was sealed");
    }
  }

  static Stream<Arguments> everyVariantOfEveryTask() {
    return Specimens.tasks().stream()
        .flatMap(
            task ->
                IntStream.range(0, Specimens.VARIANTS)
                    .mapToObj(variant -> Arguments.of(task, variant)));
  }

  static List<Class<?>> tasks() {
    return Specimens.tasks();
  }

  @ParameterizedTest
  @MethodSource("everyVariantOfEveryTask")
  @DisplayName("S9.6 a record is read as it was written, every attribute of it")
  void read_whatWasWritten_isTheSame(Class<?> task, int variant) {
    AppRecord record = record(new Specimens(variant, task));

    Parts parts = form.write(record).parts();

    AppRecord read = read(record, parts);
    assertThat(read).isEqualTo(record);
    assertThat(read.app().name().spelling()).isEqualTo("Shop");
    assertThat(form.write(read).parts()).isEqualTo(parts);
  }

  private AppRecord read(AppRecord record, Parts parts) {
    return form.read(SHOP, record.version(), record.fencingToken(), record.engine(), parts)
        .record();
  }

  @ParameterizedTest
  @MethodSource("everyVariantOfEveryTask")
  @DisplayName("S8.1 a report is read as it was written, every attribute of it")
  void readReport_whatWasWritten_isTheSame(Class<?> task, int variant) {
    EndedOperation report = new Specimens(variant, task).of(EndedOperation.class);

    assertThat(form.read(SHOP, form.write(SHOP, report))).isEqualTo(report);
  }

  @Test
  void write_aRecordWithNothing_isReadAsSuch() {
    AppRecord bare =
        AppRecord.first(
            io.slots.app.App.of(SHOP, io.slots.app.Plan.premium(1))
                .withSlot(Slot.named(SlotName.of("qa"))),
            0);

    assertThat(read(bare, form.write(bare).parts())).isEqualTo(bare);
  }

  @Test
  @DisplayName("S9.6 what is written as a change of another is read as it was meant")
  void write_afterAnother_isAsIfWrittenAnew() {
    AppRecord swapping = record(new Specimens(0, Swap.class));
    AppRecord rerouting = record(new Specimens(30, Rerouting.class));
    AppRecord idle = swapping.next(swapping.app(), Optional.empty());

    for (AppRecord before : List.of(swapping, rerouting, idle)) {
      for (AppRecord after : List.of(swapping, rerouting, idle)) {
        Parts changed = form.write(after, form.write(before)).parts();
        assertThat(read(after, changed)).isEqualTo(after);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  @DisplayName("S9.6 what form 1 stored is read for ever")
  void read_aDocumentOfForm1_isUnderstood(Class<?> task) {
    AppRecord record = record(Specimens.beforeForm3(1, task));
    ObjectNode stored = (ObjectNode) fixture("form-1/" + task.getSimpleName() + ".json");

    assertThat(read(record, parts(stored))).isEqualTo(asOfForm1(record));
    assertThat(form.read(SHOP, stored.get("report").toString()))
        .isEqualTo(new Specimens(1, task).of(EndedOperation.class));
  }

  /** Form 1 had any text for an engine, no wish to cancel, and no traffic rules in a task. */
  private static AppRecord asOfForm1(AppRecord record) {
    return record.toBuilder()
        .operation(record.operation().map(StoredFormTest::asOfForm1))
        .paused(record.paused().stream().map(StoredFormTest::asOfForm1).toList())
        .build();
  }

  private static Operation asOfForm1(Operation operation) {
    Task task =
        operation.task() instanceof Rerouting it
            ? Rerouting.of(it.change(), it.slots())
            : operation.task();
    return operation.toBuilder()
        .task(task)
        .holder(EngineId.of("_text", "1"))
        .cancelled(false)
        .build();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  @DisplayName("S9.6 what form 2 stored is read for ever, and what follows is written in form 5")
  void read_aDocumentOfForm2_isUnderstood(Class<?> task) {
    AppRecord record = record(Specimens.beforeForm3(1, task));
    EndedOperation report = new Specimens(1, task).of(EndedOperation.class);
    ObjectNode stored = (ObjectNode) fixture("form-2/" + task.getSimpleName() + ".json");

    Written read = form.read(SHOP, 7, 7, record.engine(), parts(stored));
    assertThat(read.record()).isEqualTo(record);
    assertThat(form.read(SHOP, stored.get("report").toString())).isEqualTo(report);
    assertThat(form.write(record, read).parts()).isEqualTo(form.write(record).parts());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  @DisplayName("S9.6 what form 3 stored is read for ever, and what has not changed stays so")
  void read_aDocumentOfForm3_isUnderstood(Class<?> task) {
    assertThatFormIsRead("form-3", task, record(Specimens.beforeForm4(1, task)));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  @DisplayName("S9.6 what form 4 stored is read for ever, and what has not changed stays so")
  void read_aDocumentOfForm4_isUnderstood(Class<?> task) {
    assertThatFormIsRead("form-4", task, record(new Specimens(1, task)));
  }

  private void assertThatFormIsRead(String directory, Class<?> task, AppRecord record) {
    EndedOperation report = new Specimens(1, task).of(EndedOperation.class);
    ObjectNode stored = (ObjectNode) fixture(directory + "/" + task.getSimpleName() + ".json");

    Written read = form.read(SHOP, 7, 7, record.engine(), parts(stored));
    assertThat(read.record()).isEqualTo(record);
    assertThat(form.read(SHOP, stored.get("report").toString())).isEqualTo(report);

    Parts next = form.write(record, read).parts();
    assertThat(next.app()).isEqualTo(parts(stored).app());
    assertThat(next.progress()).isEqualTo(form.write(record).parts().progress());
    assertThat(read(record, next)).isEqualTo(record);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  @DisplayName("S9.6 what form 5 stored is read for ever, and written so today")
  void read_aDocumentOfForm5_isUnderstood(Class<?> task) {
    AppRecord record = record(new Specimens(1, task));
    EndedOperation report = new Specimens(1, task).of(EndedOperation.class);
    ObjectNode stored = (ObjectNode) fixture("form-5/" + task.getSimpleName() + ".json");

    assertThat(read(record, parts(stored))).isEqualTo(record);
    assertThat(form.read(SHOP, stored.get("report").toString())).isEqualTo(report);
    assertThat(form.write(record).parts()).isEqualTo(parts(stored));
  }

  @Test
  @DisplayName("S9.6 what form 5 stored sealed is read for ever, and written so today")
  void read_aSealedDocumentOfForm5_isUnderstood() {
    AppRecord record = record(Specimens.withSecretPaths(1, Swap.class));
    ObjectNode stored = (ObjectNode) fixture("form-5/sealed-Swap.json");

    assertThat(sealing.read(SHOP, 7, 7, record.engine(), parts(stored)).record()).isEqualTo(record);
    assertThat(sealing.write(record).parts()).isEqualTo(parts(stored));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  @DisplayName("S3.7 paths to warm up, one of which a setting has, are sealed wherever they stand")
  void write_withASeal_leavesNoPathToWarmUpInTheClear(Class<?> task) {
    AppRecord record = record(Specimens.withSecretPaths(1, task));

    Parts parts = sealing.write(record).parts();

    assertThat(parts.toString()).doesNotContain(Specimens.SECRET);
    assertThat(sealing.read(SHOP, 7, 7, record.engine(), parts).record()).isEqualTo(record);
    assertThat(form.write(record).parts().app()).contains("/warm?key=" + Specimens.SECRET);
  }

  @Test
  @DisplayName("paths to warm up that were stored before there was a key are read with one")
  void read_pathsThatWereNotSealed_areReadWithASeal() {
    AppRecord record = record(Specimens.withSecretPaths(1, Swap.class));
    Parts clear = form.write(record).parts();

    assertThat(sealing.read(SHOP, 7, 7, record.engine(), clear).record()).isEqualTo(record);
  }

  @Test
  @DisplayName("S3.7 sealed paths to warm up stand in their order, and a seal knows which it is")
  void read_sealedPathsThatWereExchanged_failsToOpenThem() {
    AppRecord record = record(Specimens.withSecretPaths(1, Swap.class));
    Parts parts = sealing.write(record).parts();
    String first = "shop/warm-up path/0";
    String second = "shop/warm-up path/1";
    String app = parts.app().replace(first, "*").replace(second, first).replace("*", second);
    assertThat(app).isNotEqualTo(parts.app());
    Parts exchanged =
        new Parts(
            parts.settings(), app, parts.facts(), parts.progress(), parts.paused(), parts.queue());

    assertThatThrownBy(() -> sealing.read(SHOP, 7, 7, Optional.empty(), exchanged))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is not of " + first);
  }

  private static Parts parts(ObjectNode stored) {
    return new Parts(
        Optional.ofNullable(stored.get("settings")).map(JsonNode::toString),
        stored.get("app").toString(),
        Optional.of(stored.get("facts").toString()),
        Optional.of(stored.get("progress").toString()),
        stored.get("paused").toString(),
        stored.get("queue").toString());
  }

  @Test
  @DisplayName("S9.6 a newer form is left alone, and it is said what reads it")
  void read_aNewerForm_saysWhichLibraryIsNeeded() {
    AppRecord record = record(new Specimens(0, Swap.class));
    Parts parts = form.write(record).parts();
    Parts newer =
        new Parts(
            parts.settings(),
            parts.app().replace("\"form\":5,\"needs\":\"0.1.0\"", "\"form\":6,\"needs\":\"3.2.1\""),
            parts.facts(),
            parts.progress(),
            parts.paused(),
            parts.queue());

    assertThatThrownBy(() -> form.read(SHOP, 7, 7, Optional.empty(), newer))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "app Shop is stored in form 6, and this library knows no newer one than 5; use"
                + " Slots 3.2.1 or newer. Nothing was changed");
  }

  @Test
  @DisplayName("S3.7 wherever a document is cut, no value shows in what is said of it")
  void read_aDocumentThatIsCut_showsNoValue() {
    AppRecord record = record(new Specimens(1, Swap.class));
    Parts parts = form.write(record).parts();
    String settings = parts.settings().orElseThrow();
    assertThat(settings).contains(Specimens.SECRET);

    for (int length = 0; length < settings.length(); length += 7) {
      Parts cut =
          new Parts(
              Optional.of(settings.substring(0, length)),
              parts.app(),
              parts.facts(),
              parts.progress(),
              parts.paused(),
              parts.queue());
      assertThatThrownBy(() -> form.read(SHOP, 7, 7, Optional.empty(), cut))
          .isInstanceOf(StoreException.class)
          .satisfies(
              it ->
                  assertThat(com.google.common.base.Throwables.getStackTraceAsString(it))
                      .doesNotContain(Specimens.SECRET));
    }
  }

  @Test
  @DisplayName("S3.7 wherever a field is missing, no value shows in what is said of it")
  void read_aDocumentWithoutAField_saysWhichOne() throws IOException {
    EndedOperation report = new Specimens(1, Swap.class).of(EndedOperation.class);
    ObjectNode document = (ObjectNode) JSON.readTree(form.write(SHOP, report));
    document.remove("endedAt");

    assertThatThrownBy(() -> form.read(SHOP, document.toString()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("app Shop")
        .hasMessageContaining("field endedAt is missing");
  }

  private static AppRecord record(Specimens specimens) {
    return specimens.of(AppRecord.class);
  }

  private static JsonNode fixture(String name) {
    try {
      return JSON.readTree(
          Resources.toString(
              Resources.getResource(StoredFormTest.class, name), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the fixtures of the form of today, to be kept when the next form begins:
   *
   * <pre>{@code StoredFormTest <directory>}</pre>
   */
  public static void main(String[] arguments) throws IOException {
    File directory = new File(arguments[0]);
    StoredForm form = new StoredForm(new Clear());
    for (Class<?> task : Specimens.tasks()) {
      ObjectNode fixture = fixture(form, new Specimens(1, task));
      fixture.set(
          "report",
          JSON.readTree(form.write(SHOP, new Specimens(1, task).of(EndedOperation.class))));
      write(fixture, new File(directory, task.getSimpleName() + ".json"));
    }
    write(
        fixture(new StoredForm(new Turned()), Specimens.withSecretPaths(1, Swap.class)),
        new File(directory, "sealed-Swap.json"));
  }

  private static ObjectNode fixture(StoredForm form, Specimens specimens) throws IOException {
    Parts parts = form.write(record(specimens)).parts();
    ObjectNode fixture = JSON.createObjectNode();
    fixture.set("settings", JSON.readTree(parts.settings().orElseThrow()));
    fixture.set("app", JSON.readTree(parts.app()));
    fixture.set("facts", JSON.readTree(parts.facts().orElseThrow()));
    fixture.set("progress", JSON.readTree(parts.progress().orElseThrow()));
    fixture.set("paused", JSON.readTree(parts.paused()));
    fixture.set("queue", JSON.readTree(parts.queue()));
    return fixture;
  }

  private static void write(ObjectNode fixture, File file) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file, fixture);
  }
}
