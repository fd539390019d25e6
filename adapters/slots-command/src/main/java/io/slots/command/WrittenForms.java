package io.slots.command;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.PercentEscaper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The ways in which a value is commonly written: as it is; between double quotes, as {@link
 * SettingsFiles} writes it; between single quotes, as a shell that traces does; in JSON; in URLs,
 * where a space is {@code +} or {@code %20}; and in Base64, on one line or several, which an
 * authorization header and a Kubernetes secret have. Of what has several lines, each line too.
 */
final class WrittenForms {
  /** A shorter value has too few characters in the midst of a Base64 to be told from others. */
  private static final int LONG_ENOUGH = 6;

  private static final int BASE64_GROUP = 3;
  private static final int BASE64_BITS = 6;

  /** After so many characters {@code base64} and MIME begin a new line, and PEM does. */
  private static final ImmutableList<Integer> BASE64_LINES = ImmutableList.of(76, 64);

  private static final Splitter LINES = Splitter.onPattern("\r?\n");

  /** As RFC 3986 has it. */
  private static final PercentEscaper PERCENT = new PercentEscaper("-._~", false);

  private final ImmutableSet.Builder<String> forms = ImmutableSet.builder();

  private WrittenForms() {}

  /** Returns them all; none is blank. */
  static ImmutableSet<String> of(String value) {
    WrittenForms all = new WrittenForms();
    all.addLines(value);
    all.addLines(SettingsFiles.escaped(value));
    all.addLines(value.replace("'", "'\\''"));
    all.forms.add(new String(JsonStringEncoder.getInstance().quoteAsString(value)));
    String query = URLEncoder.encode(value, StandardCharsets.UTF_8);
    all.forms.add(query, query.replace("+", "%20"), PERCENT.escape(value));
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    all.addBase64(bytes, Base64.getEncoder());
    all.addBase64(bytes, Base64.getUrlEncoder());
    return all.forms.build().stream()
        .filter(form -> !form.isBlank())
        .collect(ImmutableSet.toImmutableSet());
  }

  private void addLines(String text) {
    forms.add(text);
    for (String line : LINES.split(text)) {
      forms.add(line, line.strip());
    }
  }

  private void addBase64(byte[] bytes, Base64.Encoder encoder) {
    addWrapped(encoder.encodeToString(bytes));
    if (bytes.length >= LONG_ENOUGH) {
      for (int before = 0; before < BASE64_GROUP; before++) {
        addWrapped(within(bytes, before, encoder));
      }
    }
  }

  /**
   * What a Base64 has of {@code bytes} whatever stands around them, if {@code before} others stand
   * before them in their group of three: the characters all of whose bits are theirs.
   */
  private static String within(byte[] bytes, int before, Base64.Encoder encoder) {
    byte[] group = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, group, before, bytes.length);
    int from = (before * Byte.SIZE + BASE64_BITS - 1) / BASE64_BITS;
    int to = group.length * Byte.SIZE / BASE64_BITS;
    return encoder.encodeToString(group).substring(from, to);
  }

  private void addWrapped(String text) {
    forms.add(text);
    for (int length : BASE64_LINES) {
      forms.add(Joiner.on('\n').join(Splitter.fixedLength(length).split(text)));
    }
  }
}
