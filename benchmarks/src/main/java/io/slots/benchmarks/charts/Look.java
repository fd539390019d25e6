package io.slots.benchmarks.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.util.List;

/** Colours that people of all eyes tell apart (Okabe and Ito), on white. */
final class Look {
  static final Color INK = new Color(0x222222);
  static final Color FAINT = new Color(0x666666);
  static final Color GRID = new Color(0xdddddd);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  static final BasicStroke LINE = new BasicStroke(2f);
  static final BasicStroke THIN = new BasicStroke(1f);

  private static final List<Color> SERIES =
      List.of(
          new Color(0x0072b2),
          new Color(0xd55e00),
          new Color(0x009e73),
          new Color(0xcc79a7),
          new Color(0xe69f00),
          new Color(0x56b4e9));

  private Look() {}

  static Paint series(int number) {
    return SERIES.get(number % SERIES.size());
  }
}
