package io.slots.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request and its answer, as the APIs see it. For use by one thread. */
public final class Exchange {
  private static final Pattern WAIT = Pattern.compile("\\bwait=(\\d{1,3})\\b");
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final Context context;
  private final Action action;
  private final Caller caller;
  private final Map<String, String> notes = new TreeMap<>();

  Exchange(Context context, Action action, Caller caller) {
    this.context = context;
    this.action = action;
    this.caller = caller;
  }

  /** Who asks. */
  public Caller caller() {
    return caller;
  }

  /** What is asked for. */
  public Action action() {
    return action;
  }

  /** The web server's own view of it, for what cannot be said otherwise. */
  public Context context() {
    return context;
  }

  /** A parameter of the path, as it was spelled. */
  public String param(String name) {
    return context.pathParam(name);
  }

  /** Says whether the path has this parameter. */
  public boolean hasParam(String name) {
    return context.pathParamMap().containsKey(name);
  }

  /** The app that the path names. */
  public AppName app() {
    AppName app = given(() -> AppName.of(param("app")));
    note("app", app.spelling());
    return app;
  }

  /** The slot that the path names; production if it names none. */
  public SlotName slot() {
    SlotName slot =
        hasParam("slot") ? given(() -> SlotName.of(param("slot"))) : SlotName.PRODUCTION;
    note("slot", slot.spelling());
    return slot;
  }

  /** The operation that the path names. */
  public OperationId operation() {
    return given(() -> OperationId.of(param("operation")));
  }

  /** A query parameter, if it is there and not empty. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(it -> !it.isEmpty());
  }

  /** A query parameter that is a whole number in a range. */
  public int query(String name, int otherwise, int least, int most) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().matches("\\d{1,9}")) {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw Trouble.badRequest("query parameter " + name + " is a number, " + least + " to " + most);
  }

  /** A query parameter that is {@code true} or {@code false}; false if it is not there. */
  public boolean flag(String name) {
    String text = query(name).orElse("false").toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      throw Trouble.badRequest("query parameter " + name + " is true or false");
    }
    return text.equals("true");
  }

  /** How long the caller would rather wait for an end ({@code Prefer: wait=30}); 0 to 600 s. */
  public Duration patience() {
    Matcher wait = WAIT.matcher(Optional.ofNullable(context.header("Prefer")).orElse(""));
    if (!wait.find()) {
      return Duration.ZERO;
    }
    Duration wanted = Duration.ofSeconds(Integer.parseInt(wait.group(1)));
    return wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted;
  }

  /** The body, of a fixed form. */
  public <T> T body(Class<T> type) {
    return Json.read(context.bodyAsBytes(), type);
  }

  /** The body, of whatever form; an empty one is an empty object. */
  public JsonNode body() {
    byte[] bytes = context.bodyAsBytes();
    return bytes.length == 0 ? Json.mapper().createObjectNode() : Json.tree(bytes);
  }

  /** The body as it comes. */
  public InputStream stream() throws IOException {
    return context.bodyInputStream();
  }

  /** Answers with JSON. */
  public void answer(int status, Object value) {
    context.status(status).contentType("application/json").result(Json.bytes(value));
  }

  /** Answers without a body. */
  public void answer(int status) {
    context.status(status);
  }

  /** Adds a header to the answer. */
  public void header(String name, String value) {
    context.header(name, value);
  }

  /** Lets the audit log tell this too; never a secret. */
  public void note(String name, String value) {
    notes.put(name, value);
  }

  /** Notes app and slot, as far as the path names such; what is no name is refused later. */
  void noteNames() {
    noteName("app", it -> AppName.of(it).spelling());
    noteName("slot", it -> SlotName.of(it).spelling());
  }

  private void noteName(String param, UnaryOperator<String> spelling) {
    if (!hasParam(param)) {
      return;
    }
    try {
      note(param, spelling.apply(param(param)));
    } catch (RefusedException e) {
      note(param, "(no name)");
    }
  }

  /** What the audit log is to tell besides. */
  Map<String, String> notes() {
    return notes;
  }

  /**
   * Returns what {@code reading} makes of what the caller gave; a refusal is the caller's error.
   */
  public static <T> T given(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RefusedException e) {
      throw Trouble.of(400, "BadRequest", e.refusal()).exception();
    }
  }
}
