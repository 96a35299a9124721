package io.orderwatch.notification.linter;

import io.orderwatch.notification.linter.Letters.Script;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text as a person reads it: without what cannot be seen, each word in one alphabet, words put
 * together again that were pulled apart. Every character remembers where it came from. Takes linear
 * time.
 */
final class Reading {

  /**
   * A word or a number.
   *
   * @param text in small letters, with е for ё
   * @param start where it begins in {@link #flat}
   * @param end the place behind it
   * @param mixed whether its letters are of several alphabets
   * @param spelled whether its letters stood apart
   */
  record Word(String text, int start, int end, boolean mixed, boolean spelled) {

    boolean number() {
      return text.charAt(0) >= '0' && text.charAt(0) <= '9';
    }

    boolean latin() {
      return Letters.of(text.charAt(0)) == Script.LATIN && !number();
    }
  }

  /** Words {@code from} to before {@code to} of the text. */
  record Sentence(int from, int to) {}

  /** Marks on one letter that are looked at; more are nobody's writing. */
  private static final int MARKS = 8;

  /** One character may stand for a whole sentence; so many of its letters are read. */
  private static final int EXPANDED = 3;

  private static final int LONGEST_WORD = 48;

  /** What goes on is read as another one: that keeps the time linear. */
  private static final int LONGEST_SENTENCE = 60;

  /** Between two letters, without a space, they only pull a word apart. */
  private static final String JUNK = "|*_~^'`´’·•+=\\\"¦";

  private static final int PIECES = 5;

  /** What is put together again from pieces that stand apart by one space or dash. */
  private static final Set<String> BROKEN =
      Set.of(
          ("паспорт паспорта паспорту паспортом паспортные паспортных тг вк снилс прописка прописку "
                  + "пришлите прислать присылайте отправьте вышлите скиньте укажите сообщите "
                  + "отмените отменить отменяйте отмена отмену аннулируйте аннулировать откажитесь отказаться "
                  + "телеграм телеграмм телеграме телеграмме телеграма телегу telegram телега вотсап вотсапе "
                  + "ватсап ватсапе вацап ватцап вотцап уотсап whatsapp вайбер вайбере viber wechat вичат вичате "
                  + "вконтакте инстаграм инстаграме instagram скайп скайпе мессенджер срочно внимание звоните позвоните телефон")
              .split(" ", -1));

  /** The text with one character for each that is seen; digits are 0 to 9, dashes are {@code -}. */
  final String flat;

  final List<Word> words;
  final List<Sentence> sentences;

  private final int[] from;
  private final int length;

  private Reading(String flat, int[] from, int length) {
    this.flat = flat;
    this.from = from;
    this.length = length;
    this.words = joined(cut(flat));
    this.sentences = sentences();
  }

  static Reading of(String text) {
    var flat = new StringBuilder(text.length());
    var from = new int[text.length() + 16];
    for (var i = 0; i < text.length(); ) {
      var next = i + Character.charCount(text.codePointAt(i));
      for (var marks = 0;
          next < text.length() && marks < MARKS && mark(text.charAt(next));
          marks++) {
        next++;
      }
      var before = flat.length();
      add(flat, text, i, next);
      if (flat.length() > from.length) {
        from = Arrays.copyOf(from, flat.length() * 2);
      }
      Arrays.fill(from, before, flat.length(), i);
      i = next;
    }
    return new Reading(flat.toString(), from, text.length());
  }

  private static boolean mark(char c) {
    return (c >= 0x300 && Character.getType(c) == Character.NON_SPACING_MARK)
        || (c >= 0x300 && Character.getType(c) == Character.ENCLOSING_MARK);
  }

  private static void add(StringBuilder flat, String text, int start, int end) {
    var c = text.charAt(start);
    if (end == start + 1 && ((c >= ' ' && c < 0x7F) || (c >= 0x410 && c < 0x460))) {
      flat.append(c);
      return;
    }
    var seen = Normalizer.normalize(text.substring(start, end), Normalizer.Form.NFKC);
    seen.codePoints().limit(EXPANDED).forEach(each -> add(flat, each));
  }

  private static void add(StringBuilder flat, int c) {
    switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.SURROGATE,
          Character.UNASSIGNED -> {}
      case Character.CONTROL -> flat.append(c == '\n' || c == '\r' ? '\n' : ' ');
      case Character.SPACE_SEPARATOR -> flat.append(' ');
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> flat.append('\n');
      case Character.DASH_PUNCTUATION -> flat.append('-');
      case Character.DECIMAL_DIGIT_NUMBER -> flat.append((char) ('0' + Character.digit(c, 10)));
      default -> addSeen(flat, c);
    }
  }

  private static void addSeen(StringBuilder flat, int c) {
    switch (c) {
      case 0x2800, 0x3164, 0x115F, 0x1160 -> {}
      case 0x2212 -> flat.append('-');
      case 0x3002 -> flat.append('.');
      default -> flat.appendCodePoint(c);
    }
  }

  /** Where a place of {@link #flat} is in the text that was given. */
  int offset(int at) {
    return at < flat.length() ? from[at] : length;
  }

  boolean blank() {
    return flat.isBlank();
  }

  /** What stands between a word and the next. */
  String gap(int word) {
    return flat.substring(
        words.get(word).end(),
        word + 1 < words.size() ? words.get(word + 1).start() : flat.length());
  }

  private static List<Word> cut(String flat) {
    var words = new ArrayList<Word>();
    for (var i = 0; i < flat.length(); ) {
      if (!Character.isLetterOrDigit(flat.charAt(i))) {
        i++;
        continue;
      }
      var end = i;
      while (end < flat.length() && within(flat, i, end)) {
        end++;
      }
      words.add(word(flat, i, end));
      i = end;
    }
    return words;
  }

  /** Whether the word that begins at {@code start} goes on at {@code at}. */
  private static boolean within(String flat, int start, int at) {
    var c = flat.charAt(at);
    if (at == start) {
      return true;
    }
    var before = flat.charAt(at - 1);
    if (JUNK.indexOf(c) >= 0) {
      return Character.isLetter(before)
          && at + 1 < flat.length()
          && Character.isLetter(flat.charAt(at + 1));
    }
    if (c == '@') {
      return russian(before) && at + 1 < flat.length() && russian(flat.charAt(at + 1));
    }
    if (!Character.isLetterOrDigit(c)) {
      return false;
    }
    if (Character.isDigit(before) != Character.isDigit(c) && Character.isLetterOrDigit(before)) {
      return Character.isDigit(c)
          ? read(c) && at + 1 < flat.length() && russian(flat.charAt(at + 1)) && russian(before)
          : read(before)
              && russian(c)
              && (at - start > 1 || (at + 2 < flat.length() && russian(flat.charAt(at + 2))));
    }
    return true;
  }

  private static boolean read(char digit) {
    return Letters.asLetter(digit) != digit;
  }

  private static boolean russian(char c) {
    return Letters.of(c) == Script.CYRILLIC;
  }

  private static Word word(String flat, int start, int end) {
    var letters = new StringBuilder();
    var cyrillic = 0;
    var latin = 0;
    var others = 0;
    for (var i = start; i < end; i++) {
      var c = flat.charAt(i);
      if (Character.isLetter(c)) {
        switch (Letters.of(c)) {
          case CYRILLIC -> cyrillic++;
          case LATIN -> latin++;
          case HAN, OTHER -> others++;
        }
      }
      if ((Character.isLetterOrDigit(c) || c == '@') && letters.length() < LONGEST_WORD) {
        letters.append(c == '@' ? 'а' : c);
      }
    }
    var mixed = (cyrillic > 0 ? 1 : 0) + (latin > 0 ? 1 : 0) + (others > 0 ? 1 : 0) > 1;
    return new Word(
        plain(mixed ? oneAlphabet(letters, cyrillic, latin) : letters.toString(), cyrillic > 0),
        start,
        end,
        mixed,
        false);
  }

  private static String oneAlphabet(StringBuilder letters, int cyrillic, int latin) {
    var russian = new StringBuilder();
    var english = new StringBuilder();
    for (var i = 0; i < letters.length(); i++) {
      russian.append(Letters.asCyrillic(letters.charAt(i)));
      english.append(Letters.asLatin(letters.charAt(i)));
    }
    var isRussian = russian.chars().noneMatch(c -> Letters.of((char) c) == Script.LATIN);
    var isEnglish = english.chars().noneMatch(c -> Letters.of((char) c) == Script.CYRILLIC);
    return isEnglish && (!isRussian || latin > cyrillic) ? english.toString() : russian.toString();
  }

  /** Small letters, one for three and more of the same, no digit for a letter. */
  private static String plain(String word, boolean russian) {
    var lower = word.toLowerCase(Locale.ROOT);
    var plain = new StringBuilder(lower.length());
    for (var i = 0; i < lower.length(); ) {
      var c = lower.charAt(i);
      var end = i + 1;
      while (end < lower.length() && lower.charAt(end) == c) {
        end++;
      }
      var seen = russian ? Letters.asLetter(c) : c;
      seen = seen == 'ё' ? 'е' : seen == 'і' ? 'и' : seen;
      plain.repeat(seen, end - i > 2 && !Character.isDigit(c) ? 1 : end - i);
      i = end;
    }
    return plain.toString();
  }

  private List<Word> joined(List<Word> cut) {
    var joined = new ArrayList<Word>(cut.size());
    for (var i = 0; i < cut.size(); ) {
      var spelled = spelled(cut, i);
      if (spelled > 3 && BROKEN.contains(text(cut.subList(i + 1, i + spelled)))) {
        joined.add(cut.get(i++));
        spelled--;
      }
      var pieces = spelled > 2 ? spelled : broken(cut, i);
      joined.add(pieces > 1 ? whole(cut.subList(i, i + pieces), spelled > 2) : cut.get(i));
      i += Math.max(1, pieces);
    }
    return joined;
  }

  private static String text(List<Word> pieces) {
    var text = new StringBuilder();
    pieces.stream().limit(LONGEST_WORD).forEach(piece -> text.append(piece.text()));
    return text.toString();
  }

  private static Word whole(List<Word> pieces, boolean spelled) {
    var mixed = pieces.stream().anyMatch(Word::mixed);
    return new Word(
        text(pieces), pieces.getFirst().start(), pieces.getLast().end(), mixed, spelled);
  }

  /** How many single letters stand here in a row, each as far from the next. */
  private int spelled(List<Word> cut, int first) {
    var n = first;
    var gap = "";
    while (n < cut.size() && cut.get(n).text().length() == 1 && !cut.get(n).number()) {
      n++;
      if (n >= cut.size()) {
        break;
      }
      var next =
          flat.substring(
              cut.get(n - 1).end(), Math.min(cut.get(n - 1).end() + 4, cut.get(n).start()));
      if (next.length() > 3
          || next.contains("\n")
          || next.contains(",")
          || (n - first > 1 && !next.equals(gap))) {
        break;
      }
      gap = next;
    }
    return n - first;
  }

  private int broken(List<Word> cut, int first) {
    var text = new StringBuilder(cut.get(first).text());
    var found = 1;
    for (var n = first + 1; n < Math.min(cut.size(), first + PIECES); n++) {
      var end = cut.get(n - 1).end();
      var start = cut.get(n).start();
      if (start != end + 1 || "- ./".indexOf(flat.charAt(end)) < 0 || text.length() > 12) {
        return found;
      }
      text.append(cut.get(n).text());
      found = BROKEN.contains(text.toString()) ? n - first + 1 : found;
    }
    return found;
  }

  private List<Sentence> sentences() {
    var all = new ArrayList<Sentence>();
    var from = 0;
    for (var i = 0; i < words.size(); i++) {
      if (i + 1 == words.size() || i + 1 - from == LONGEST_SENTENCE || ends(gap(i))) {
        all.add(new Sentence(from, i + 1));
        from = i + 1;
      }
    }
    return all;
  }

  private static boolean ends(String gap) {
    for (var i = 0; i < gap.length(); i++) {
      var c = gap.charAt(i);
      if (c == '!' || c == '?' || c == '\n' || c == ';' || (c == '.' && gap.length() > i + 1)) {
        return true;
      }
    }
    return false;
  }
}
