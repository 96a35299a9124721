package io.orderwatch.notification.conversation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person may see of a chat: six or more digits that belong together, however they are
 * written, are a document or a contact and are covered, and so are mail addresses, names of
 * accounts and links. The numbers of the order itself, dates and times stay. This page is the whole
 * rule.
 *
 * @param text what may be shown
 * @param masked whether anything was covered
 */
public record Masking(String text, boolean masked) {

  /** Stands for what is covered. */
  public static final String COVER = "•";

  /** So many digits are no price and no quantity. */
  private static final int DIGITS = 6;

  /** So many signs and spaces between two digits leave them together. */
  private static final int APART = 8;

  /** Ozon's Markdown puts it before signs. */
  private static final Pattern ESCAPED = Pattern.compile("\\\\(\\p{Punct})");

  private static final Pattern LINK = Pattern.compile("(?iU)\\b(?:https?://|www\\.|t\\.me/)\\S+");
  private static final Pattern MAIL =
      Pattern.compile("[\\p{L}\\p{N}._%+\\-]+\\s?[@＠]\\s?[\\p{L}\\p{N}._\\-]+");
  private static final Pattern ACCOUNT = Pattern.compile("[@＠][\\p{L}\\p{N}_.]{3,}");

  private static final String DATE =
      "(?:(?:0[1-9]|[12][0-9]|3[01])[./-](?:0[1-9]|1[0-2])[./-](?:19|20)[0-9]{2}"
          + "|(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))";
  private static final String TIME = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?";

  /** What is not seen parts nothing, here neither. */
  private static final String UNSEEN = "[\\p{Cf}\\p{M}]{0,50}";

  private static final String BEFORE =
      "(?<![\\p{L}\\p{N}]" + UNSEEN + ")(?<!\\p{N}" + UNSEEN + "[./:-]" + UNSEEN + ")";
  private static final String BEHIND =
      "(?!" + UNSEEN + "[\\p{L}\\p{N}])(?!" + UNSEEN + "[./:-]" + UNSEEN + "\\p{N})";

  /** Words that stand between the parts of one number: серия 4509 номер 123456. */
  private static final Pattern BETWEEN =
      Pattern.compile("(?iU)\\b(?:сери[яи]|номера?|ном|number|series|no|num|и|and)\\b|号码|号");

  /** Letters that are typed for digits. */
  private static final String TAKEN_FOR_DIGITS = "OoОоlIЗз";

  private enum Sign {
    DIGIT,
    /** It may stand for a digit, beside one. */
    LIKE_DIGIT,
    /** It is not seen, so it parts nothing. */
    UNSEEN,
    BETWEEN,
    LETTER
  }

  private record Span(int from, int to) {
    boolean holds(int at) {
      return from <= at && at < to;
    }
  }

  /**
   * @param written what was written, with or without Markdown's escapes
   * @param own the numbers of the order and of its parcels; empty ones count for nothing
   */
  public static Masking of(String written, Collection<String> own) {
    var text = ESCAPED.matcher(written).replaceAll("$1");
    var linked = LINK.matcher(text).replaceAll(COVER);
    var mailed = MAIL.matcher(linked).replaceAll(COVER);
    var named = ACCOUNT.matcher(mailed).replaceAll(COVER);
    var covered = numbers(named, allowed(named, own));
    return new Masking(covered, !covered.equals(text));
  }

  private static List<Span> allowed(String text, Collection<String> own) {
    var numbers =
        own.stream()
            .filter(each -> !each.isBlank())
            .sorted(Comparator.comparing(String::length).reversed())
            .map(Pattern::quote);
    return Pattern.compile(
            Stream.concat(numbers, Stream.of(DATE, TIME))
                .collect(Collectors.joining("|", BEFORE + "(?:", ")" + BEHIND)))
        .matcher(text)
        .results()
        .map(found -> new Span(found.start(), found.end()))
        .toList();
  }

  private static String numbers(String text, List<Span> allowed) {
    var signs = signs(text);
    var shown = new StringBuilder();
    var at = 0;
    while (at < text.length()) {
      var here = at;
      var span = allowed.stream().filter(each -> each.holds(here)).findFirst();
      if (span.isPresent()) {
        shown.append(text, at, span.get().to());
        at = span.get().to();
        continue;
      }
      var end = digit(signs, at) ? end(signs, at, allowed) : at;
      if (end > at) {
        shown.setLength(withoutLetters(shown));
        shown.append(COVER);
        at = end;
      } else {
        shown.append(text.charAt(at++));
      }
    }
    return shown.toString();
  }

  /** Where the number ends that begins here; here itself if it is too short to be covered. */
  private static int end(List<Sign> signs, int begin, List<Span> allowed) {
    var digits = 0;
    var apart = 0;
    var end = begin;
    for (var at = begin; at < signs.size() && apart <= APART; at++) {
      var here = at;
      if (allowed.stream().anyMatch(each -> each.holds(here))) {
        break;
      }
      if (digit(signs, at)) {
        digits++;
        apart = 0;
        end = at + 1;
      } else if (signs.get(at) == Sign.BETWEEN) {
        apart++;
      } else if (signs.get(at) != Sign.UNSEEN) {
        break;
      }
    }
    if (digits < DIGITS) {
      return begin;
    }
    while (end < signs.size() && letter(signs.get(end))) {
      end++;
    }
    return end;
  }

  /** Letters that lead a number belong to it: AB1234567. */
  private static int withoutLetters(StringBuilder shown) {
    var length = shown.length();
    while (length > 0 && Character.isLetter(shown.charAt(length - 1))) {
      length--;
    }
    return length;
  }

  private static boolean letter(Sign sign) {
    return sign == Sign.LETTER || sign == Sign.LIKE_DIGIT || sign == Sign.UNSEEN;
  }

  private static boolean digit(List<Sign> signs, int at) {
    return signs.get(at) == Sign.DIGIT
        || (signs.get(at) == Sign.LIKE_DIGIT && (beside(signs, at, -1) || beside(signs, at, 1)));
  }

  /** Whether the next sign that is seen is a digit. */
  private static boolean beside(List<Sign> signs, int at, int way) {
    var next = at + way;
    while (next >= 0 && next < signs.size() && signs.get(next) == Sign.UNSEEN) {
      next += way;
    }
    return next >= 0 && next < signs.size() && signs.get(next) == Sign.DIGIT;
  }

  /** One for each char of the text. */
  private static List<Sign> signs(String text) {
    var between = BETWEEN.matcher(text).results().map(m -> new Span(m.start(), m.end())).toList();
    var signs = new ArrayList<Sign>();
    for (var at = 0; at < text.length(); ) {
      var here = at;
      var point = text.codePointAt(at);
      var sign = between.stream().anyMatch(each -> each.holds(here)) ? Sign.BETWEEN : sign(point);
      signs.add(sign);
      if (Character.charCount(point) == 2) {
        signs.add(Sign.UNSEEN);
      }
      at += Character.charCount(point);
    }
    return signs;
  }

  private static Sign sign(int point) {
    if (isDigit(point)) {
      return Sign.DIGIT;
    }
    if (TAKEN_FOR_DIGITS.indexOf(point) >= 0) {
      return Sign.LIKE_DIGIT;
    }
    return switch (Character.getType(point)) {
      case Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.SURROGATE ->
          Sign.UNSEEN;
      default -> Character.isLetter(point) ? Sign.LETTER : Sign.BETWEEN;
    };
  }

  /** In any script, in circles and raised, too; 一二三 are the words of Chinese for digits. */
  private static boolean isDigit(int point) {
    return Character.isDigit(point)
        || Character.getType(point) == Character.OTHER_NUMBER
        || "〇零一二三四五六七八九".indexOf(point) >= 0
        || Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC)
            .codePoints()
            .allMatch(Character::isDigit);
  }
}
