package io.slots.examples.liveswap.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.util.List;

/** Colours, fonts and strokes of the picture. */
final class Look {
  static final Color CLEAR = new Color(0, 0, 0, 0);
  static final Color INK = new Color(0x2B2F36);
  static final Color FAINT_INK = new Color(0x6B7280);
  static final Color GRID = new Color(0xE5E7EB);
  static final Color OPERATION = new Color(0xF3F1E7);
  static final Color STEP = new Color(0x4B5563);
  static final Color STEP_UNDONE = new Color(0xB45309);
  static final Color FAILURE = new Color(0xD90429);
  static final Color MEDIAN = new Color(0x94A3B8);
  static final Color HIGH = new Color(0x334155);

  /** Told apart also by those who do not tell red from green. */
  private static final List<Color> VERSIONS =
      List.of(new Color(0x3E7CB1), new Color(0xF2A541), new Color(0x7B5EA7), new Color(0x2A9D8F));

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 18);
  static final Font SUBTITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  static final Font OPERATION_NAME = new Font(Font.SANS_SERIF, Font.BOLD, 12);

  static final Stroke THIN = new BasicStroke(1f);
  static final Stroke LINE = new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  static final Stroke MARK = new BasicStroke(2.2f);
  static final Stroke DASHED =
      new BasicStroke(
          1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {5f, 4f}, 0f);

  private Look() {}

  static Color version(int index) {
    return VERSIONS.get(index % VERSIONS.size());
  }
}
