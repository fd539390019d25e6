package io.slots.text;

/**
 * A text in sections: a heading, and under it lines and tables, a little to the right. For use by
 * one thread.
 */
public final class Page {
  private static final int WIDTH = 120;
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();

  /** Begins a section. */
  public Page section(String heading) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    Wrapping.wrap(Legible.of(heading), WIDTH).forEach(this::append);
    return this;
  }

  /** Adds a line to the section. */
  public Page line(String line) {
    Wrapping.wrap(Legible.of(line), WIDTH - INDENT.length()).forEach(it -> append(INDENT + it));
    return this;
  }

  /** Adds a table to the section. */
  public Page table(TextTable table) {
    table.lines(WIDTH - INDENT.length()).forEach(it -> append(INDENT + it));
    return this;
  }

  private void append(String line) {
    text.append(line).append('\n');
  }

  /** Returns the text, each line with its end. */
  @Override
  public String toString() {
    return text.toString();
  }
}
