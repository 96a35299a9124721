package io.orderwatch.notification.conversation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A text as a person sees it: without what is not seen, in small letters, digits of any script as 0
 * to 9. Each place knows where it came from, and whether it is covered.
 */
final class Seen {

  /** Digits of Chinese; one alone among other signs is a word. */
  private static final String CHINESE = "〇零一二三四五六七八九";

  private static final String CHINESE_AS = "00123456789";

  /** Letters without a shape, braille without a dot, what stands for half a character. */
  private static final String BLANK = "\u3164\u115F\u1160\uFFA0\u2800\uFFFD";

  private static final char COVERED = Masking.COVER.charAt(0);

  private final StringBuilder plain;
  private int[] begin;
  private int[] end;
  private final BitSet covered = new BitSet();

  private Seen(int length) {
    plain = new StringBuilder(length);
    begin = new int[length + 16];
    end = new int[length + 16];
  }

  static Seen of(String text) {
    var seen = new Seen(text.length());
    for (var at = 0; at < text.length(); ) {
      var point = text.codePointAt(at);
      var next = at + Character.charCount(point);
      seen.add(point, at, next);
      at = next;
    }
    seen.chinese();
    return seen;
  }

  private void add(int point, int from, int to) {
    if (point < 0x80 || (point >= 0x400 && point < 0x460)) {
      if (Character.isISOControl(point) && !Character.isWhitespace(point)) {
        unseen(to);
      } else {
        put((char) Character.toLowerCase(point), from, to);
      }
    } else if (BLANK.indexOf(point) >= 0) {
      unseen(to);
    } else {
      switch (Character.getType(point)) {
        case Character.FORMAT,
            Character.NON_SPACING_MARK,
            Character.ENCLOSING_MARK,
            Character.COMBINING_SPACING_MARK,
            Character.SURROGATE,
            Character.CONTROL ->
            unseen(to);
        case Character.SPACE_SEPARATOR -> put(' ', from, to);
        case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> put('\n', from, to);
        case Character.DASH_PUNCTUATION -> put('-', from, to);
        case Character.DECIMAL_DIGIT_NUMBER ->
            put((char) ('0' + Character.digit(point, 10)), from, to);
        default -> sign(point, from, to);
      }
    }
  }

  private void sign(int point, int from, int to) {
    if (point == 0x2212) {
      put('-', from, to);
    } else if (variant(point)) {
      var letters = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
      letters.codePoints().limit(4).forEach(each -> letter(each, from, to));
    } else {
      letter(point, from, to);
    }
  }

  /** Wide, small, raised, in circles and in the styles of mathematics. */
  private static boolean variant(int point) {
    return Character.getType(point) == Character.OTHER_NUMBER
        || (point >= 0xFE50 && point < 0xFFF0)
        || (point >= 0x1D400 && point < 0x1D800)
        || (point >= 0x1F100 && point < 0x1F1E6)
        || (point >= 0x2460 && point < 0x2500);
  }

  private void letter(int point, int from, int to) {
    if (Character.isDigit(point)) {
      put((char) ('0' + Character.digit(point, 10)), from, to);
    } else if (Character.getType(point) == Character.OTHER_NUMBER) {
      put('0', from, to); // which digit it is makes no difference
    } else if (Character.isLetter(point)) {
      var lower = Character.toLowerCase(point);
      put(Character.isBmpCodePoint(lower) ? (char) lower : 'x', from, to);
    } else {
      put(Character.isBmpCodePoint(point) ? (char) point : '*', from, to);
    }
  }

  private void put(char sign, int from, int to) {
    var at = plain.length();
    if (at == begin.length) {
      begin = Arrays.copyOf(begin, at * 2);
      end = Arrays.copyOf(end, at * 2);
    }
    begin[at] = from;
    end[at] = to;
    plain.append(sign);
  }

  /** It belongs to what is seen before it. */
  private void unseen(int to) {
    if (!plain.isEmpty()) {
      end[plain.length() - 1] = to;
    }
  }

  private void chinese() {
    for (var at = 0; at < plain.length(); ) {
      var to = at;
      while (to < plain.length() && CHINESE.indexOf(plain.charAt(to)) >= 0) {
        to++;
      }
      if (to - at > 1 || (to - at == 1 && !ideograph(at - 1) && !ideograph(to))) {
        for (; at < to; at++) {
          plain.setCharAt(at, CHINESE_AS.charAt(CHINESE.indexOf(plain.charAt(at))));
        }
      }
      at = Math.max(to, at + 1);
    }
  }

  boolean ideograph(int at) {
    return at >= 0 && at < plain.length() && Character.isIdeographic(plain.charAt(at));
  }

  boolean letter(int at) {
    return at < plain.length() && Character.isLetter(plain.charAt(at));
  }

  boolean digit(int at) {
    return at >= 0 && at < plain.length() && plain.charAt(at) >= '0' && plain.charAt(at) <= '9';
  }

  boolean like(int at, String signs) {
    return signs.indexOf(plain.charAt(at)) >= 0;
  }

  String plain(int from, int to) {
    return plain.substring(from, to);
  }

  int length() {
    return plain.length();
  }

  String plain() {
    return plain.toString();
  }

  void cover(int from, int to) {
    covered.set(from, to);
    for (var at = from; at < to; at++) {
      plain.setCharAt(at, COVERED);
    }
  }

  /** The text that this is of, with what is covered covered. */
  String shown(String text) {
    var shown = new StringBuilder(text.length());
    var done = 0;
    for (var from = covered.nextSetBit(0); from >= 0; ) {
      var to = covered.nextClearBit(from);
      // One character may be seen as several.
      shown.append(text, done, Math.max(done, begin[from])).append(COVERED);
      done = Math.max(done, end[to - 1]);
      from = covered.nextSetBit(to);
    }
    return shown.append(text, done, text.length()).toString();
  }
}
