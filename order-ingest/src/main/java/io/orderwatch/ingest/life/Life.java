package io.orderwatch.ingest.life;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A life of the database: from when it was made, put back to an earlier time or taken over by a
 * standby, until that happens again. What was told at the end of a life may be forgotten in the
 * next, so each begins to count above all that was told before.
 *
 * @param floor the least version that is given in it: 0 in the first, else the second in which it
 *     was noticed, for no key changes more often than once a second
 */
public record Life(Identity identity, long floor) {

  /**
   * What a life is known by.
   *
   * @param system PostgreSQL's system identifier; "" if the database does not tell
   * @param timeline PostgreSQL's timeline, another one after each recovery to a time and each
   *     failover; "" if the database does not tell
   * @param word what people call it; "" unless they do
   */
  public record Identity(String system, String timeline, String word) {

    private boolean told() {
      return !system.isEmpty();
    }

    /** What is not told on either side is not held against it. */
    private boolean same(Identity other) {
      return word.equals(other.word)
          && (!told()
              || !other.told()
              || (system.equals(other.system) && timeline.equals(other.timeline)));
    }
  }

  /**
   * The whole rule.
   *
   * @param kept null if nobody has ever noticed one in this database. It is the first then, unless
   *     people have a word for it: they say so that it is not.
   * @param at on the machine's clock
   */
  public static Life on(@Nullable Life kept, Identity now, Instant at) {
    if (kept == null) {
      return new Life(now, now.word().isEmpty() ? 0 : at.getEpochSecond());
    }
    if (kept.identity().same(now)) {
      return now.told() ? new Life(now, kept.floor()) : kept;
    }
    return new Life(now, Math.max(at.getEpochSecond(), kept.floor() + 1));
  }

  public Versions versions() {
    return new Versions(floor);
  }
}
