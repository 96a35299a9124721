package io.orderwatch.notification.conversation;

import io.orderwatch.notification.conversation.Tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Covers six or more digits that belong together. Between two numbers that do so stand neither
 * words, besides some ("серия", "номер"), nor much else. A date, a time or a price is no number of
 * that kind by itself; with fewer digits beside it, it may be a part of one and is covered too. The
 * order's own numbers, those of postings and those of parcels stand for themselves.
 */
final class Numbers {

  /** So many digits are no price and no quantity. */
  private static final int DIGITS = 6;

  /** So many signs and spaces between two digits leave them together. */
  private static final int APART = 30;

  /** Words that stand between the parts of one number: серия 4509 номер 123456. */
  private static final Set<String> BETWEEN =
      Set.of(
          "серия", "серии", "номер", "номера", "ном", "n", "number", "series", "no", "num", "и",
          "and");

  private static final String BETWEEN_SIGNS = "号码";

  /** Letters that are typed for digits, among digits. */
  private static final String LIKE_DIGITS = "oоlз";

  /**
   * A part of what belongs together.
   *
   * @param loose whether it is no date, time or price
   */
  private record Piece(int from, int to, int digits, boolean loose) {}

  private final Seen seen;
  private final List<Token> tokens;
  private final List<Piece> together = new ArrayList<>();

  private Numbers(Seen seen, List<Token> tokens) {
    this.seen = seen;
    this.tokens = tokens;
  }

  static void cover(Seen seen, Tokens tokens) {
    new Numbers(seen, tokens.in(seen.plain())).cover();
  }

  private void cover() {
    var next = 0;
    var last = 0;
    for (var at = 0; at < seen.length(); ) {
      while (next < tokens.size() && tokens.get(next).from() < at) {
        next++;
      }
      if (at - last > APART) {
        end();
        last = at;
      }
      var token = next < tokens.size() && tokens.get(next).from() == at ? tokens.get(next) : null;
      var to = token == null ? word(at) : token.to();
      if (token != null) {
        read(token);
      } else if (to > at) {
        read(at, to);
      }
      last = token != null || to > at ? to : last;
      at = Math.max(to, at + 1);
    }
    end();
  }

  private void read(Token token) {
    var part = digits(token.from(), token.to());
    switch (token.kind()) {
      case OWN -> end();
      case PLAIN -> together.add(new Piece(token.from(), token.to(), part, /* loose= */ false));
      case QUANTITY -> {
        if (!together.isEmpty()
            && together.getLast().loose()
            && token.from() - together.getLast().to() <= 1) {
          together.add(new Piece(token.from(), token.to(), part, /* loose= */ true));
        }
        end();
      }
    }
  }

  /** Where the word ends that begins here; signs of Chinese are words of their own. */
  private int word(int at) {
    if (seen.ideograph(at)) {
      return at + 1;
    }
    var to = at;
    while ((seen.letter(to) || seen.digit(to)) && !seen.ideograph(to)) {
      to++;
    }
    return to;
  }

  private void read(int from, int to) {
    var digits = digits(from, to);
    if (digits > 0) {
      together.add(new Piece(from, to, digits, /* loose= */ true));
    } else if (!between(seen.plain(from, to))) {
      end();
    }
  }

  private static boolean between(String word) {
    return BETWEEN.contains(word)
        || (word.length() == 1 && (BETWEEN_SIGNS + LIKE_DIGITS).contains(word));
  }

  private int digits(int from, int to) {
    var digits = 0;
    for (var at = from; at < to; at++) {
      if (seen.digit(at)
          || (seen.like(at, LIKE_DIGITS) && (seen.digit(at - 1) || seen.digit(at + 1)))) {
        digits++;
      }
    }
    return digits;
  }

  /** What belonged together up to here is covered where it is a number. */
  private void end() {
    for (var at = 0; at < together.size(); ) {
      var to = at;
      while (to < together.size() && together.get(to).loose()) {
        to++;
      }
      if (to > at) {
        cover(at, to);
      }
      at = Math.max(to, at + 1);
    }
    together.clear();
  }

  /** Loose pieces in a row. */
  private void cover(int from, int to) {
    var first = from;
    var behind = to;
    if (digits(together.subList(from, to)) < DIGITS) {
      while (first > 0 && !together.get(first - 1).loose()) {
        first--;
      }
      while (behind < together.size() && !together.get(behind).loose()) {
        behind++;
      }
    }
    if (digits(together.subList(first, behind)) >= DIGITS) {
      seen.cover(together.get(first).from(), together.get(behind - 1).to());
    }
  }

  private static int digits(List<Piece> pieces) {
    return pieces.stream().mapToInt(Piece::digits).sum();
  }
}
