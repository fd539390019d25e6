package io.slots.jdbc.form;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.slots.EngineId;
import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.QueuedDeployment;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The form in which records and reports are stored: form 2. Every document says which form it has
 * and from which version of this library on it can be read. Safe for use by several threads.
 *
 * <p>Nothing here shows what a document holds: it may be the value of a setting (S3.7).
 */
public final class StoredForm {
  private static final int FORM = 2;
  private static final String NEEDS = "0.1.0";

  private final ObjectMapper mapper = new ObjectMapper();
  private final Seal seal;

  /** With what seals the values of settings. */
  public StoredForm(Seal seal) {
    this.seal = seal;
  }

  /** Writes a record. */
  public Parts write(AppRecord record) {
    return new Parts(app(record), facts(record), progress(record), paused(record), queue(record));
  }

  /**
   * Writes a record that follows another of the same app; what has not changed is not written anew.
   */
  public Parts write(AppRecord record, AppRecord before, Parts written) {
    return new Parts(
        record.app().equals(before.app()) ? written.app() : app(record),
        sameFacts(record, before) ? written.facts() : facts(record),
        progress(record),
        record.paused().equals(before.paused()) ? written.paused() : paused(record),
        record.queue().equals(before.queue()) ? written.queue() : queue(record));
  }

  /** Reads a record. */
  public AppRecord read(
      AppName name, long version, long fencingToken, Optional<EngineId> engine, Parts parts) {
    App app = read(name, parts.app(), AppForm.FORM::read);
    return AppRecord.builder()
        .app(app)
        .version(version)
        .fencingToken(fencingToken)
        .engine(engine)
        .operation(parts.facts().map(facts -> operation(name, facts, parts.progress())))
        .paused(this.<Operation>items(name, parts.paused(), OperationForm.FORM))
        .queue(this.<QueuedDeployment>items(name, parts.queue(), QueuedForm.FORM))
        .build();
  }

  /** Writes a report. */
  public String write(AppName app, EndedOperation report) {
    return document(app, out -> ReportForm.FORM.write(report, out));
  }

  /** Reads a report of an app. */
  public EndedOperation read(AppName app, String report) {
    return read(app, report, ReportForm.FORM::read);
  }

  private String app(AppRecord record) {
    return document(record.name(), out -> AppForm.FORM.write(record.app(), out));
  }

  private Optional<String> facts(AppRecord record) {
    return record
        .operation()
        .map(it -> document(record.name(), out -> OperationForm.FORM.writeFacts(it, out)));
  }

  private Optional<String> progress(AppRecord record) {
    return record
        .operation()
        .map(it -> document(record.name(), out -> OperationForm.FORM.writeProgress(it, out)));
  }

  private String paused(AppRecord record) {
    return document(record.name(), out -> out.list("items", record.paused(), OperationForm.FORM));
  }

  private String queue(AppRecord record) {
    return document(record.name(), out -> out.list("items", record.queue(), QueuedForm.FORM));
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

  private Operation operation(AppName name, String facts, Optional<String> progress) {
    In first = in(name, facts);
    In second =
        in(name, progress.orElseThrow(() -> unreadable(name, "an operation has no progress")));
    return guarded(name, () -> OperationForm.FORM.read(first, second));
  }

  private <T> List<T> items(AppName app, String document, Form<T> form) {
    return read(app, document, in -> ImmutableList.copyOf(in.list("items", form)));
  }

  private String document(AppName app, Consumer<Out> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = mapper.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("form", FORM);
      json.writeStringField("needs", NEEDS);
      content.accept(new Out(json, seal, app.folded()));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private <T> T read(AppName app, String document, Function<In, T> read) {
    In in = in(app, document);
    return guarded(app, () -> read.apply(in));
  }

  private In in(AppName app, String document) {
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
              + "; use slots-jdbc "
              + object.path("needs").asText("of a newer version")
              + " or newer. Nothing was changed");
    }
    if (form < 1) {
      throw unreadable(app, "it does not say its form");
    }
    return new In(object, seal, app.folded());
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
