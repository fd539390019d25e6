package io.slots.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slots.EngineId;
import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.effect.RoutingTable;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.QueuedDeployment;
import io.slots.settings.Setting;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The form in which records and reports are stored: form 5. Every document says which form it has
 * and from which version of this library on it can be read. Safe for use by several threads.
 *
 * <p>Nothing here shows what a document holds: it may be the value of a setting (S3.7).
 */
public final class StoredForm {
  private static final int FORM = 5;
  private static final String NEEDS = "0.1.0";
  private static final int TYPICAL_SIZE = 2_048;

  private final ObjectMapper mapper = new ObjectMapper();
  private final Seal seal;

  /** With what seals the values of settings, and paths to warm up. */
  public StoredForm(Seal seal) {
    this.seal = seal;
  }

  /** Writes a record, all of it anew. */
  public Written write(AppRecord record) {
    Places.Making places = Places.making();
    String app = app(record, places);
    int ofApp = places.asked();
    Optional<String> facts = facts(record, places);
    String paused = paused(record, places);
    String queue = queue(record, places);
    SettingTable table = places.table(ofApp);
    return new Written(
        record,
        new Parts(
            Optional.of(settings(record, table)), app, facts, progress(record), paused, queue),
        Optional.of(table));
  }

  /**
   * Writes a record that follows another of the same app; what has not changed is not written anew.
   */
  public Written write(AppRecord record, Written before) {
    if (before.table().isEmpty()) {
      return write(record);
    }
    AppRecord last = before.record();
    Parts written = before.parts();
    SettingTable table = before.table().get();
    boolean sameApp = record.app().equals(last.app());
    boolean sameFacts = sameFacts(record, last);
    boolean samePaused = record.paused().equals(last.paused());
    boolean sameQueue = record.queue().equals(last.queue());
    if (!table.appHasAll() && !(sameApp && sameFacts && samePaused && sameQueue)) {
      return write(record); // Some of the settings may be nobody's now, and are to be forgotten.
    }
    Places.Given places = Places.given(table);
    String app = sameApp ? written.app() : app(record, places);
    if (!sameApp && places.asked() < table.size()) {
      return write(record);
    }
    Parts parts =
        new Parts(
            written.settings(),
            app,
            sameFacts ? written.facts() : facts(record, places),
            progress(record),
            samePaused ? written.paused() : paused(record, places),
            sameQueue ? written.queue() : queue(record, places));
    return places.isMissing() ? write(record) : new Written(record, parts, before.table());
  }

  /** Reads a record. */
  public Written read(
      AppName name, long version, long fencingToken, Optional<EngineId> engine, Parts parts) {
    List<Setting> settings =
        parts
            .settings()
            .map(
                it ->
                    read(
                        name,
                        it,
                        new Placed(List.of()),
                        in -> in.list("settings", SettingForm.FORM)))
            .orElse(List.of());
    Placed placed = new Placed(settings);
    App app = read(name, parts.app(), placed, AppForm.FORM::read);
    int ofApp = placed.asked();
    AppRecord record =
        AppRecord.builder()
            .app(app)
            .version(version)
            .fencingToken(fencingToken)
            .engine(engine)
            .operation(parts.facts().map(it -> operation(name, it, parts.progress(), placed)))
            .paused(this.<Operation>items(name, parts.paused(), placed, OperationForm.FORM))
            .queue(this.<QueuedDeployment>items(name, parts.queue(), placed, QueuedForm.FORM))
            .build();
    return new Written(
        record,
        parts,
        parts.settings().map(it -> SettingTable.of(settings, ofApp == settings.size())));
  }

  /** Writes a report. */
  public String write(AppName app, EndedOperation report) {
    return document(app, Places.making(), out -> ReportForm.FORM.write(report, out));
  }

  /** Reads a report of an app. */
  public EndedOperation read(AppName app, String report) {
    return read(app, report, new Placed(List.of()), ReportForm.FORM::read);
  }

  /** Writes a routing table, for routers that keep it. */
  public String write(RoutingTable table) {
    return document(table.app(), Places.making(), out -> RoutingTableForm.FORM.write(table, out));
  }

  /** Reads a routing table of an app. */
  public RoutingTable readTable(AppName app, String table) {
    return read(app, table, new Placed(List.of()), RoutingTableForm.FORM::read);
  }

  private String settings(AppRecord record, SettingTable table) {
    return document(
        record.name(),
        Places.given(table),
        out -> out.list("settings", table.settings(), SettingForm.FORM));
  }

  private String app(AppRecord record, Places places) {
    return document(record.name(), places, out -> AppForm.FORM.write(record.app(), out));
  }

  private Optional<String> facts(AppRecord record, Places places) {
    return record
        .operation()
        .map(it -> document(record.name(), places, out -> OperationForm.FORM.writeFacts(it, out)));
  }

  /** No setting is in it. */
  private Optional<String> progress(AppRecord record) {
    return record
        .operation()
        .map(
            it ->
                document(
                    record.name(),
                    Places.making(),
                    out -> OperationForm.FORM.writeProgress(it, out)));
  }

  private String paused(AppRecord record, Places places) {
    return document(
        record.name(), places, out -> out.list("items", record.paused(), OperationForm.FORM));
  }

  private String queue(AppRecord record, Places places) {
    return document(
        record.name(), places, out -> out.list("items", record.queue(), QueuedForm.FORM));
  }

  private static boolean sameFacts(AppRecord record, AppRecord before) {
    if (record.operation().isEmpty() || before.operation().isEmpty()) {
      return record.operation().isEmpty() && before.operation().isEmpty();
    }
    Operation one = record.operation().get();
    Operation other = before.operation().get();
    return one.id().equals(other.id())
        && one.requestId().equals(other.requestId())
        && one.app().spelling().equals(other.app().spelling())
        && one.task().equals(other.task())
        && one.limits().equals(other.limits())
        && one.startedAt().equals(other.startedAt());
  }

  private Operation operation(
      AppName name, String facts, Optional<String> progress, Placed placed) {
    In first = in(name, facts, placed);
    In second =
        in(
            name,
            progress.orElseThrow(() -> unreadable(name, "an operation has no progress")),
            placed);
    return guarded(name, () -> OperationForm.FORM.read(first, second));
  }

  private <T> List<T> items(AppName app, String document, Placed placed, Form<T> form) {
    return read(app, document, placed, in -> in.list("items", form));
  }

  private String document(AppName app, Places places, Consumer<Out> content) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(TYPICAL_SIZE);
    try (JsonGenerator json = mapper.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("form", FORM);
      json.writeStringField("needs", NEEDS);
      content.accept(new Out(json, seal, app.folded(), places));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(UTF_8);
  }

  private <T> T read(AppName app, String document, Placed placed, Function<In, T> read) {
    In in = in(app, document, placed);
    return guarded(app, () -> read.apply(in));
  }

  private In in(AppName app, String document, Placed placed) {
    JsonNode object;
    try {
      object = mapper.readTree(document);
    } catch (JsonProcessingException e) {
      // Its message quotes the document, so it is not passed on.
      throw unreadable(app, "it is no JSON at column " + e.getLocation().getColumnNr());
    }
    int form = object.path("form").asInt();
    if (form > FORM) {
      throw new StoreException(
          "app "
              + app
              + " is stored in form "
              + form
              + ", and this library knows no newer one than "
              + FORM
              + "; use Slots "
              + object.path("needs").asText("of a newer version")
              + " or newer. Nothing was changed");
    }
    if (form < 1) {
      throw unreadable(app, "it does not say its form");
    }
    return new In(object, seal, app.folded(), placed);
  }

  /** Messages of exceptions may quote what was read; only our own are known not to. */
  private static <T> T guarded(AppName app, Supplier<T> read) {
    try {
      return read.get();
    } catch (UnreadableException e) {
      throw unreadable(app, String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      throw e;
    } catch (DateTimeException | IllegalArgumentException | IllegalStateException e) {
      // What they say may quote the field.
      throw unreadable(app, "a field has a form that is not known");
    } catch (RefusedException e) {
      throw unreadable(app, "rule " + e.refusal().rule() + " refuses it");
    }
  }

  private static StoreException unreadable(AppName app, @Nullable String why) {
    return new StoreException(
        "what is stored of app "
            + app
            + " cannot be read: "
            + why
            + "; it was changed by something other than this library: restore it from a backup");
  }
}
