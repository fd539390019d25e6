package io.slots.operation;

import io.slots.settings.Setting;
import io.slots.settings.SettingComparison;
import io.slots.text.Page;
import io.slots.text.TextTable;
import java.util.List;
import java.util.Optional;

/**
 * Draws what becomes of a slot's settings: those that change first, then those that stay, unless
 * they are so many that nobody would find the others.
 */
final class SettingsTable {
  private static final int SAME_SHOWN = 20;

  private final Values values;
  private final Page page;

  SettingsTable(Values values, Page page) {
    this.values = values;
    this.page = page;
  }

  void add(String heading, List<SettingComparison> settings) {
    List<SettingComparison> changed = settings.stream().filter(SettingComparison::differs).toList();
    List<SettingComparison> same = settings.stream().filter(it -> !it.differs()).toList();
    page.section(heading);
    if (changed.isEmpty()) {
      page.line(settings.isEmpty() ? "there are no settings" : "no setting changes");
    } else {
      page.line("+ comes   - leaves   * changes   the others stay as they are");
    }
    List<SettingComparison> shown = same.size() > SAME_SHOWN ? List.of() : same;
    if (!changed.isEmpty() || !shown.isEmpty()) {
      TextTable table = TextTable.of("", "setting", "type", "in a swap", "before", "after");
      changed.forEach(it -> add(it, table));
      shown.forEach(it -> add(it, table));
      page.table(table);
    }
    if (shown.size() < same.size()) {
      page.line(same.size() + " others stay as they are");
    }
  }

  private void add(SettingComparison setting, TextTable table) {
    table.row(
        mark(setting.kind()),
        setting.key().name(),
        setting.key().category(),
        setting.residence(),
        value(setting.before()),
        value(setting.after()));
  }

  private static String mark(SettingComparison.Kind kind) {
    return switch (kind) {
      case ADDED -> "+";
      case REMOVED -> "-";
      case CHANGED -> "*";
      case SAME -> "";
    };
  }

  /** In quotes, so that no value can be taken for the words that stand where there is none. */
  private String value(Optional<Setting> setting) {
    if (setting.isEmpty()) {
      return "(none)";
    }
    return values == Values.MASKED
        ? "(secret)"
        : "\""
            + setting.get().value()
            + "\""
            + setting.get().connectionType().map(type -> " (" + type + ")").orElse("");
  }
}
