package io.orderwatch.notification.conversation;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * What a person may see of a chat: documents, telephones, cards, mail addresses, names of accounts
 * and links are covered, however they are written ({@link Numbers}, {@link Addresses}); what the
 * order's people need is not: numbers of postings and parcels, dates, times, prices. It is covered
 * until nothing more is, for what is covered may bring together what it stood between.
 *
 * @param text what may be shown
 * @param masked whether anything was covered
 */
public record Masking(String text, boolean masked) {

  /** Stands for what is covered. */
  public static final String COVER = "•";

  /** Ozon's Markdown puts it before signs. */
  private static final Pattern ESCAPES = Pattern.compile("\\\\+(?=\\p{Punct})");

  /**
   * @param written what was written, with or without Markdown's escapes
   * @param own the numbers of the order and of its parcels; empty ones count for nothing
   */
  public static Masking of(String written, Collection<String> own) {
    var text = whole(ESCAPES.matcher(written).replaceAll(""));
    var tokens = new Tokens(own);
    var covered = text;
    for (var next = once(text, tokens); !next.equals(covered); next = once(covered, tokens)) {
      covered = next;
    }
    return new Masking(covered, !covered.equals(text));
  }

  private static String once(String text, Tokens tokens) {
    var seen = Seen.of(text);
    Addresses.cover(seen);
    Numbers.cover(seen, tokens);
    return seen.shown(text);
  }

  /** Half a character cannot be sent on. */
  private static String whole(String text) {
    if (text.codePoints().noneMatch(Masking::half)) {
      return text;
    }
    var whole = new StringBuilder(text.length());
    text.codePoints().forEach(each -> whole.appendCodePoint(half(each) ? 0xFFFD : each));
    return whole.toString();
  }

  private static boolean half(int point) {
    return Character.getType(point) == Character.SURROGATE;
  }
}
