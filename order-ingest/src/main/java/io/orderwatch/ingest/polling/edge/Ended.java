package io.orderwatch.ingest.polling.edge;

import io.orderwatch.ozon.Reply;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * How a round ended.
 *
 * @param outcome one word: {@code complete}, or why not
 * @param hold how long Ozon wants to be left alone (real time); zero for as usual
 */
public record Ended(String outcome, Duration hold) {

  public static final Ended COMPLETE = new Ended("complete", Duration.ZERO);

  /** The database cannot be used. */
  static final Ended AWAY = as("database_away");

  private static final Set<String> ODD =
      Set.of("cursor_repeats", "incomplete", "doubtful", "refused_without_words");

  static Ended as(String outcome) {
    return new Ended(outcome, Duration.ZERO);
  }

  public boolean complete() {
    return equals(COMPLETE);
  }

  boolean away() {
    return equals(AWAY);
  }

  /** What Ozon sent was odd, which is no reason to leave another list unread. */
  public boolean odd() {
    return ODD.contains(outcome);
  }

  /** The first word that is not complete stays; the longer hold counts. */
  public Ended and(Ended next) {
    return complete()
        ? next
        : new Ended(outcome, hold.compareTo(next.hold()) > 0 ? hold : next.hold());
  }

  /** How one call ended, in a word. */
  public static String word(Reply<?> reply) {
    return switch (reply) {
      case Reply.Ok<?> _ -> "ok";
      case Reply.Refused<?>(var refusal, _, _) ->
          "refused_" + refusal.name().toLowerCase(Locale.ROOT);
      case Reply.Throttled<?> _ -> "throttled";
      case Reply.Unavailable<?> _ -> "unavailable";
      case Reply.Doubtful<?> _ -> "doubtful";
    };
  }
}
