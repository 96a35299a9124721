package io.orderwatch.notification.entitlement;

import io.orderwatch.notification.reminder.Obstacle;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a store's chat can be used by API (subscription Premium Plus or Pro, role of the key:
 * seller-api.md 7.1, 2026). What Ozon says of the store's subscription closes and opens it at once;
 * and refusals of the kind that concerns the whole store, several in a row, close it too. Then only
 * a message now and then is tried, and one that goes through opens it. This page is the whole rule.
 */
public sealed interface StoreChat {

  /**
   * Messages are sent.
   *
   * @param refusals in a row, so far
   */
  record Open(int refusals) implements StoreChat {}

  /**
   * Messages go to people at once.
   *
   * @param triedAt when one was last tried all the same
   */
  record Refused(Obstacle why, int refusals, Instant since, Instant triedAt) implements StoreChat {}

  /**
   * @param refusals so many in a row close the chat
   * @param between from try to try while it is closed
   */
  record Policy(int refusals, Duration between) {
    public static final Policy USUAL = new Policy(3, Duration.ofMinutes(30));
  }

  /** Obstacles that stand before every buyer of the store. */
  Set<Obstacle> OF_THE_STORE =
      Set.copyOf(
          EnumSet.of(
              Obstacle.SUBSCRIPTION_TOO_LOW, Obstacle.KEY_REJECTED, Obstacle.METHOD_NOT_ALLOWED));

  StoreChat NEW = new Open(0);

  /** Whether a message is tried now; the others go to people. */
  static boolean tries(StoreChat state, Instant now, Policy policy) {
    return switch (state) {
      case Open _ -> true;
      case Refused refused -> !now.isBefore(refused.triedAt().plus(policy.between()));
    };
  }

  /** A message is being tried: the next one is not, until its time comes. */
  static StoreChat tried(StoreChat state, Instant now) {
    return switch (state) {
      case Open open -> open;
      case Refused(var why, var refusals, var since, _) -> new Refused(why, refusals, since, now);
    };
  }

  /** A message of the store's was refused; obstacles of one buyer's say nothing of the store. */
  static StoreChat refused(StoreChat state, Obstacle why, Instant now, Policy policy) {
    if (!OF_THE_STORE.contains(why)) {
      return state;
    }
    return switch (state) {
      case Open(var refusals) when refusals + 1 < policy.refusals() -> new Open(refusals + 1);
      case Open(var refusals) -> new Refused(why, refusals + 1, now, now);
      case Refused(_, var refusals, var since, var triedAt) ->
          new Refused(why, refusals + 1, since, triedAt);
    };
  }

  /** A message of the store's went through. */
  static StoreChat worked(StoreChat state) {
    return NEW;
  }

  /**
   * Ozon says what the store has subscribed to; of another obstacle than that it says nothing.
   *
   * @param permitted null if Ozon does not say
   */
  static StoreChat told(StoreChat state, @Nullable Boolean permitted, Instant at) {
    if (permitted == null) {
      return state;
    }
    return switch (state) {
      case Open open when permitted -> open;
      case Open(var refusals) -> new Refused(Obstacle.SUBSCRIPTION_TOO_LOW, refusals, at, at);
      case Refused(var why, _, _, _) when permitted && why == Obstacle.SUBSCRIPTION_TOO_LOW -> NEW;
      case Refused refused -> refused;
    };
  }
}
