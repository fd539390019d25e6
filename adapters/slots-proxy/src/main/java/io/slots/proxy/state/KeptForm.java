package io.slots.proxy.state;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import io.slots.app.AppName;
import io.slots.form.Seal;
import io.slots.form.StoredForm;
import io.slots.proxy.admission.Kept;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The text of a file: a line with form and checksum, one with app and fencing token, and one with
 * the table as {@link StoredForm} has it, which is empty if there is none.
 */
final class KeptForm {
  private static final String HEAD = "slots-routes 1 ";
  private static final int LINES = 4;
  private static final StoredForm FORM = new StoredForm(new NoSecrets());

  private KeptForm() {}

  static String write(Kept kept) {
    String rest =
        kept.app().spelling()
            + " "
            + kept.fencingToken()
            + "\n"
            + kept.table().map(FORM::write).orElse("")
            + "\n";
    return HEAD + checksum(rest) + "\n" + rest;
  }

  /**
   * Returns what {@code text} holds.
   *
   * @throws IllegalArgumentException if it is torn or was altered, or is of a newer form
   * @throws io.slots.SlotsException if what it says cannot be
   */
  static Kept read(String text) {
    List<String> lines = Splitter.on('\n').splitToList(text);
    if (!text.startsWith(HEAD)) {
      throw new IllegalArgumentException("it is not of form 1, which this version knows");
    }
    String head = lines.get(0) + "\n";
    if (lines.size() != LINES
        || !head.equals(HEAD + checksum(text.substring(head.length())) + "\n")) {
      throw new IllegalArgumentException(
          "its checksum is wrong, so that it is torn or was altered");
    }
    List<String> fields = Splitter.on(' ').limit(2).splitToList(lines.get(1));
    AppName app = AppName.of(fields.get(0));
    Optional<String> table = Optional.of(lines.get(2)).filter(json -> !json.isEmpty());
    return new Kept(
        app, Long.parseLong(fields.get(1)), table.map(json -> FORM.readTable(app, json)));
  }

  private static String checksum(String rest) {
    return Hashing.sha256().hashString(rest, StandardCharsets.UTF_8).toString();
  }

  /** A table has none. */
  private static final class NoSecrets implements Seal {
    @Override
    public Optional<String> close(String value, String place) {
      return Optional.empty();
    }

    @Override
    public String open(String sealed, String place) {
      throw new IllegalArgumentException("a routing table holds no secret");
    }
  }
}
