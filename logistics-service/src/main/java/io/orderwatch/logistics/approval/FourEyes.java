package io.orderwatch.logistics.approval;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.cancelling.CancellingGoods;
import io.orderwatch.logistics.disputing.OpeningDispute;
import io.orderwatch.logistics.disputing.ResumingDelivery;
import io.orderwatch.logistics.extending.ExtendingDelivery;
import io.orderwatch.logistics.reporting.ReportingProgress;
import io.orderwatch.logistics.request.AnsweringRequest;
import io.orderwatch.logistics.returning.ActingOnReturn;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipping.SettingShipmentDate;
import io.orderwatch.logistics.tracking.ChangingTracking;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which commands a second person has to approve before anything is called, and for how long his
 * word is waited for.
 *
 * @param actions their words, or {@link #OVERRIDE}; none if nothing needs a second person
 * @param stores Client-Ids; none for all
 * @param within from the asking on, in the story's time
 */
public record FourEyes(Set<String> actions, Set<String> stores, Duration within) {

  /** Cancels that overrule the guard of passport cases, and no others. */
  public static final String OVERRIDE = "override";

  /** All that is called at Ozon. Tickets are not: a person files them, which is a second look. */
  public static final Set<String> ACTIONS =
      Set.of(
          Cancelling.WORD,
          CancellingGoods.WORD,
          ChangingTracking.WORD,
          ExtendingDelivery.WORD,
          SettingShipmentDate.WORD,
          ReportingProgress.WORD,
          AnsweringRequest.WORD,
          ActingOnReturn.WORD,
          OpeningDispute.WORD,
          ResumingDelivery.WORD);

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  public static final Duration WITHIN = Duration.ofHours(8);

  /** Nothing needs a second person. */
  public static final FourEyes OFF = new FourEyes(Set.of(), Set.of(), WITHIN);

  /**
   * @throws IllegalArgumentException for a word that is no action, for what is no store, and for a
   *     time that nobody could keep
   */
  public FourEyes {
    actions = Set.copyOf(actions);
    stores = Set.copyOf(stores);
    for (var word : actions) {
      if (!ACTIONS.contains(word) && !word.equals(OVERRIDE)) {
        throw new IllegalArgumentException(
            "orderwatch.four-eyes.actions: %s is none of %s, override"
                .formatted(word, String.join(", ", new TreeSet<>(ACTIONS))));
      }
    }
    for (var store : stores) {
      if (!store.matches("[0-9]{1,20}")) {
        throw new IllegalArgumentException(
            "orderwatch.four-eyes.stores: " + store + " is no Client-Id");
      }
    }
    if (within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "orderwatch.four-eyes.within must be a minute at least and a year at most");
    }
  }

  /** Whether anything needs a second person. */
  public boolean on() {
    return !actions.isEmpty();
  }

  /** Until when an approval of it is waited for; empty if it needs none. */
  public Optional<Instant> until(StoreId store, Action action, Instant askedAt) {
    var here = stores.isEmpty() || stores.contains(store.value());
    var needed =
        actions.contains(action.word()) || (actions.contains(OVERRIDE) && action.overrules());
    return here && needed
        ? Optional.of(askedAt.plus(within).truncatedTo(ChronoUnit.SECONDS))
        : Optional.empty();
  }

  /** Whether two names are one person's: however they are written, as far as blanks and case go. */
  public static boolean same(String one, String other) {
    return plain(one).equalsIgnoreCase(plain(other));
  }

  private static String plain(String name) {
    return name.strip().replaceAll("(?U)\\s+", " ");
  }
}
