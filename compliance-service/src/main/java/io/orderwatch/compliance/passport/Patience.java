package io.orderwatch.compliance.passport;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a buyer who did something about the last message is left in peace: he may be looking for
 * his passport. Who opened it is given less time than who answered it; who did both, the longer of
 * the two. That the last safe slot is never given up for it is {@link Ladder}'s care.
 *
 * @param opened from when he was seen to have opened it; zero for no patience
 * @param answered from when he wrote; zero for no patience
 */
public record Patience(Duration opened, Duration answered) {

  /** The ladder goes on whatever the buyer does. */
  public static final Patience NONE = new Patience(Duration.ZERO, Duration.ZERO);

  public Patience {
    if (opened.isNegative() || answered.isNegative()) {
      throw new IllegalArgumentException(
          "patience must not be negative: " + opened + ", " + answered);
    }
  }

  /**
   * What a buyer did about the last message that had reached him.
   *
   * @param openedAt when he was seen to have opened it; null if he was not
   * @param answeredAt when he last wrote after it; null if he did not
   */
  public record Heed(@Nullable Instant openedAt, @Nullable Instant answeredAt) {

    public static final Heed NONE = new Heed(null, null);
  }

  /** Until when the next step waits; empty if it waits for nothing. */
  public Optional<Instant> until(Heed heed) {
    return Stream.of(after(heed.openedAt(), opened), after(heed.answeredAt(), answered))
        .flatMap(Optional::stream)
        .max(Instant::compareTo);
  }

  private static Optional<Instant> after(@Nullable Instant at, Duration given) {
    return at == null || given.isZero() ? Optional.empty() : Optional.of(at.plus(given));
  }
}
