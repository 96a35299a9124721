package io.orderwatch.bench.peer;

import io.orderwatch.contracts.Posting;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rule that every contender applies: the newest snapshot of a posting is kept and told on, and
 * every tenth one sets the posting's timer anew.
 */
public final class Watching {

  private static final Duration LATER = Duration.ofDays(30);

  private Watching() {}

  public static boolean changes(@Nullable Posting known, Posting seen) {
    return known == null || seen.version() > known.version();
  }

  public static boolean reminds(Posting posting) {
    return Math.floorMod(posting.ref().key().hashCode() + posting.version(), 10) == 0;
  }

  /** Never while a benchmark runs. */
  public static Instant reminder(Instant at) {
    return at.plus(LATER);
  }
}
