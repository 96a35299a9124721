package io.orderwatch.notification.linter;

import io.orderwatch.notification.linter.Letters.Script;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a text against {@link Rule}. No list of words stops who is determined: this is the second
 * net. The first is that only reviewed templates are sent, filled with values of strict forms.
 */
public final class Linter {

  /** Ozon's limit, characters (Seller API, {@code /v1/chat/send/message}). */
  public static final int MOST = 1000;

  /** Only so much is looked at. */
  private static final int LOOKED_AT = 4000;

  private static final int SHOUT = 5;

  private static final String MARKS = "‼⁉❗❓▶◀►◄★☆✦✧❤☎✉➤➡✅✔❌⚠";

  private Linter() {}

  /**
   * What is wrong with a text, by place; at most one finding a rule and place.
   *
   * @param named numbers of orders, postings and parcels in the text: their digits are no telephone
   */
  public static List<Finding> findings(String text, String... named) {
    var looked = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
    var reading = Reading.of(looked);
    var found = new ArrayList<Finding>();
    if (reading.blank() || text.length() > MOST) {
      found.add(
          new Finding(
              Rule.LENGTH,
              Math.min(text.length(), reading.blank() ? 0 : MOST),
              text.length() > MOST ? text.length() - MOST : text.length()));
    }
    language(reading).forEach(found::add);
    found.addAll(new Contacts(reading).find());
    found.addAll(new Phones(reading, named).find());
    found.addAll(new Requests(reading).find());
    shouting(reading).forEach(found::add);
    decoration(reading).forEach(found::add);
    return found.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Finding::offset).thenComparing(Finding::rule))
        .toList();
  }

  /** The rules for which a text is not sent. */
  public static Set<Rule> refused(String text, String... named) {
    return findings(text, named).stream()
        .filter(Finding::refused)
        .map(Finding::rule)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Finding> language(Reading reading) {
    var found = new ArrayList<Finding>();
    var letters =
        new EnumMap<Script, Integer>(
            Map.of(Script.CYRILLIC, 0, Script.LATIN, 0, Script.HAN, 0, Script.OTHER, 0));
    for (var i = 0; i < reading.flat.length(); i++) {
      if (Character.isLetter(reading.flat.charAt(i))) {
        letters.merge(Letters.of(reading.flat.charAt(i)), 1, Integer::sum);
      }
    }
    var cyrillic = letters.getOrDefault(Script.CYRILLIC, 0);
    var foreign =
        letters.getOrDefault(Script.HAN, 0) > 0
            || letters.getOrDefault(Script.OTHER, 0) > cyrillic / 2
            || letters.getOrDefault(Script.LATIN, 0) > cyrillic + 8;
    if (foreign && !reading.words.isEmpty()) {
      var first = reading.words.getFirst();
      var start = reading.offset(first.start());
      found.add(
          new Finding(Rule.LANGUAGE, start, reading.offset(reading.flat.length() - 1) + 1 - start));
    }
    for (var word : reading.words) {
      if (word.mixed()) {
        var start = reading.offset(word.start());
        found.add(
            new Finding(Rule.MIXED_SCRIPTS, start, reading.offset(word.end() - 1) + 1 - start));
      }
    }
    found.addAll(foreignRequests(reading));
    return found;
  }

  /** What must not be asked in Chinese either. */
  private static List<Finding> foreignRequests(Reading reading) {
    var found = new ArrayList<Finding>();
    for (var each :
        List.of(
            Map.entry("取消", Rule.CANCEL_REQUEST),
            Map.entry("退款", Rule.CANCEL_REQUEST),
            Map.entry("护照", Rule.DATA_REQUEST),
            Map.entry("身份证", Rule.DATA_REQUEST),
            Map.entry("微信", Rule.MESSENGER),
            Map.entry("电话", Rule.PHONE))) {
      var at = reading.flat.indexOf(each.getKey());
      if (at >= 0) {
        found.add(new Finding(each.getValue(), reading.offset(at), each.getKey().length()));
      }
    }
    return found;
  }

  private static List<Finding> shouting(Reading reading) {
    var found = new ArrayList<Finding>();
    var small = 0;
    for (var word : reading.words) {
      var shown = reading.flat.substring(word.start(), word.end());
      var letters = shown.chars().filter(Character::isLetter).count();
      var capitals =
          letters > 1
              && shown.equals(shown.toUpperCase(Locale.ROOT))
              && Letters.of(word.text().charAt(0)) == Script.CYRILLIC
              && !word.number();
      small = capitals ? small + 1 : letters > 1 ? 0 : small;
      if (capitals && (letters >= SHOUT || small > 2)) {
        var start = reading.offset(word.start());
        found.add(new Finding(Rule.CAPITALS, start, reading.offset(word.end() - 1) + 1 - start));
      }
    }
    return found;
  }

  private static List<Finding> decoration(Reading reading) {
    var found = new ArrayList<Finding>();
    var flat = reading.flat;
    for (var i = 0; i < flat.length(); ) {
      var c = flat.codePointAt(i);
      var end = i + Character.charCount(c);
      if (decorates(flat, i, c)) {
        found.add(new Finding(Rule.DECORATION, reading.offset(i), end - i));
        while (end < flat.length() && !Character.isLetterOrDigit(flat.charAt(end))) {
          end++;
        }
      }
      i = end;
    }
    return found;
  }

  private static boolean decorates(String flat, int i, int c) {
    var next = i + 1 < flat.length() ? flat.charAt(i + 1) : ' ';
    var afterSpace = next == ' ' && i + 2 < flat.length() ? flat.charAt(i + 2) : ' ';
    if (c == '!' || c == '?') {
      return next == '!' || next == '?' || afterSpace == '!' || afterSpace == '?';
    }
    if (c == ')' || c == '(') {
      return next == c && i + 2 < flat.length() && flat.charAt(i + 2) == c;
    }
    if (c == ':' || c == ';') {
      return next == ')'
          || next == '('
          || (next == '-' && i + 2 < flat.length() && ")(D".indexOf(flat.charAt(i + 2)) >= 0);
    }
    if (c == '^') {
      return next == '_' || next == '^';
    }
    if (c < 0x2000) {
      return "*~=#_".indexOf(c) >= 0
          && next == c
          && i + 2 < flat.length()
          && flat.charAt(i + 2) == c;
    }
    return Character.isEmojiPresentation(c)
        || c >= 0x1F000
        || (MARKS.indexOf(c) >= 0 && ((c != '★' && c != '☆') || next == c));
  }
}
