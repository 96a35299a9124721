package io.orderwatch.compliance.board;

import io.orderwatch.contracts.StoreEntitlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a store's key still opens, for the strip at the top of the board.
 *
 * @param key how long it lives
 * @param expiresAt null if Ozon did not say
 * @param missing how many of the methods that we call it does not open
 * @param chat whether its subscription lets it write to buyers
 */
public record Access(Key key, @Nullable Instant expiresAt, long missing, Chat chat) {

  /** How long it lives; keys live 3 months (Ozon's news of 2026-09-02). */
  public enum Key {
    REFUSED,
    ENDED,
    ENDS_IN_A_DAY,
    ENDS_IN_A_WEEK,
    ENDS_IN_TWO_WEEKS,
    GOOD,
    UNKNOWN;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a person has to do something about it. */
    public boolean urges() {
      return this != GOOD && this != UNKNOWN;
    }
  }

  public enum Chat {
    OPEN,
    /** What would be sent is a task for a person. */
    BY_HAND,
    UNKNOWN;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public static Access of(StoreEntitlement told, Instant now) {
    return new Access(
        key(told, now), told.keyExpiresAt(), told.missingMethods().size(), chat(told));
  }

  private static Key key(StoreEntitlement told, Instant now) {
    if (!told.keyAccepted()) {
      return Key.REFUSED;
    }
    var ends = told.keyExpiresAt();
    if (ends == null) {
      return Key.UNKNOWN;
    }
    var left = Duration.between(now, ends);
    if (!left.isPositive()) {
      return Key.ENDED;
    }
    return left.compareTo(Duration.ofDays(1)) <= 0
        ? Key.ENDS_IN_A_DAY
        : left.compareTo(Duration.ofDays(7)) <= 0
            ? Key.ENDS_IN_A_WEEK
            : left.compareTo(Duration.ofDays(14)) <= 0 ? Key.ENDS_IN_TWO_WEEKS : Key.GOOD;
  }

  private static Chat chat(StoreEntitlement told) {
    var may = told.mayWriteToBuyers();
    return may == null ? Chat.UNKNOWN : may ? Chat.OPEN : Chat.BY_HAND;
  }
}
