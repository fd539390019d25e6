package io.slots.operation;

import io.slots.text.Page;
import io.slots.text.TextTable;

/** Draws a {@link SwapPreview} as plain text. */
final class PreviewTable {
  private final SwapPreview preview;
  private final Values values;
  private final Page page = new Page();

  PreviewTable(SwapPreview preview, Values values) {
    this.preview = preview;
    this.values = values;
  }

  String text() {
    SwapRequest request = preview.request();
    page.section(
        "Swap "
            + request.source()
            + " into "
            + request.target()
            + " of "
            + request.app()
            + (preview.isAllowed() ? "" : " would be refused"));
    page.table(remarks());
    if (preview.settings().isPresent()) {
      SettingsTable settings = new SettingsTable(values, page);
      settings.add("Source changes: " + request.source(), preview.sourceSettings());
      settings.add("Target changes: " + request.target(), preview.targetSettings());
    }
    if (preview.isAllowed()) {
      new StepsTable(preview).addTo(page);
      new LimitsTable(preview).addTo(page);
    }
    return page.toString();
  }

  private TextTable remarks() {
    TextTable remarks = TextTable.of("", "", "");
    preview
        .refusals()
        .forEach(it -> remarks.row("REFUSED", it.rule(), it.problem() + "; " + it.accepted()));
    preview.warnings().forEach(it -> remarks.row("WARNING", it.rule(), it.text()));
    return remarks;
  }
}
