package io.slots.text;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;

/**
 * How many columns text takes where all characters are equally wide, as in a terminal: two for a
 * wide character (East Asian, emoji), none for a mark that stands on another character, else one.
 */
final class Width {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /** Wide and fullwidth characters, after Unicode's EastAsianWidth.txt. */
  private static final ImmutableRangeSet<Integer> WIDE =
      ImmutableRangeSet.<Integer>builder()
          .add(Range.closed(0x1100, 0x115F)) // leading Hangul jamo
          .add(Range.closed(0x231A, 0x231B)) // watch, hourglass
          .add(Range.closed(0x23E9, 0x23EC))
          .add(Range.closed(0x2614, 0x2615))
          .add(Range.closed(0x2648, 0x2653))
          .add(Range.singleton(0x26A1)) // high voltage
          .add(Range.singleton(0x26D4)) // no entry
          .add(Range.singleton(0x2705)) // check mark
          .add(Range.singleton(0x274C)) // cross mark
          .add(Range.closed(0x2753, 0x2755))
          .add(Range.singleton(0x2757)) // exclamation mark
          .add(Range.singleton(0x2B50)) // star
          .add(Range.closed(0x2E80, 0x303E)) // CJK radicals, symbols and punctuation
          .add(Range.closed(0x3041, 0x4DBF)) // kana, CJK compatibility, extension A
          .add(Range.closed(0x4E00, 0xA4CF)) // CJK ideographs, Yi
          .add(Range.closed(0xA960, 0xA97C))
          .add(Range.closed(0xAC00, 0xD7A3)) // Hangul syllables
          .add(Range.closed(0xF900, 0xFAFF))
          .add(Range.closed(0xFE10, 0xFE19))
          .add(Range.closed(0xFE30, 0xFE6B))
          .add(Range.closed(0xFF01, 0xFF60)) // fullwidth forms
          .add(Range.closed(0xFFE0, 0xFFE6))
          .add(Range.closed(0x16FE0, 0x1B2FF)) // Tangut, kana supplements
          .add(Range.closed(0x1F191, 0x1F19A))
          .add(Range.closed(0x1F200, 0x1F64F)) // enclosed ideographs, pictographs, emoticons
          .add(Range.closed(0x1F680, 0x1F6FF))
          .add(Range.closed(0x1F7E0, 0x1F7EB))
          .add(Range.closed(0x1F90C, 0x1FAFF))
          .add(Range.closed(0x20000, 0x3FFFD)) // CJK extensions
          .build();

  private Width() {}

  /** How many columns {@code text} takes. */
  static int of(String text) {
    return text.codePoints().map(Width::of).sum();
  }

  /**
   * Returns the index up to which {@code text}, from {@code start} on, fits into {@code width}
   * columns. At least one character always does, and no mark is parted from what it stands on.
   */
  static int fitting(String text, int start, int width) {
    int index = start;
    int used = 0;
    while (index < text.length()) {
      int character = text.codePointAt(index);
      used += of(character);
      if (used > width && index > start) {
        break;
      }
      index += Character.charCount(character);
    }
    return index;
  }

  /** Whether it only joins, or keeps from joining, the characters beside it. */
  static boolean isJoiner(int character) {
    return character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
  }

  private static int of(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || isJoiner(character)
        || isTrailingJamo(character)) {
      return 0;
    }
    return WIDE.contains(character) ? 2 : 1;
  }

  /** Vowels and final consonants are drawn into the syllable of the consonant before them. */
  private static boolean isTrailingJamo(int character) {
    return character >= 0x1160 && character <= 0x11FF;
  }
}
