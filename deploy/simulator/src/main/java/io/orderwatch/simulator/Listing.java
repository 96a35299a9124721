package io.orderwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of postings, with Ozon's filters.
 *
 * @param unfulfilled only postings neither cancelled nor delivered, in the order of their cut-off;
 *     else all, in the order of {@code in_process_at}
 * @param from first instant of that order that is asked for; {@code to} the last, both included
 * @param delivering the hand-over to delivery lies within it, if given
 * @param changed the last change of status or substatus lies within it, if given
 * @param after the place of the last posting of the page before; null for the first page
 */
public record Listing(
    boolean unfulfilled,
    Instant from,
    Instant to,
    @Nullable Window delivering,
    @Nullable Window changed,
    Filter filter,
    boolean descending,
    @Nullable Place after,
    int limit) {

  public static final Duration LONGEST = Duration.ofDays(366);

  /** What a posting must be one of; an empty set asks for nothing. */
  public record Filter(
      Set<String> statuses,
      Set<String> orderNumbers,
      Set<String> integrations,
      Set<Long> orders,
      Set<Long> warehouses,
      Set<Long> deliveryMethods,
      Set<Long> providers) {

    boolean wants(Posting posting) {
      var plan = posting.plan();
      return wants(statuses, posting.status())
          && wants(orderNumbers, plan.orderNumber())
          && wants(integrations, plan.integration().wire())
          && wants(orders, plan.orderId())
          && wants(warehouses, plan.warehouse())
          && wants(deliveryMethods, plan.deliveryMethod())
          && wants(providers, plan.provider());
    }

    private static <T> boolean wants(Set<T> asked, T value) {
      return asked.isEmpty() || asked.contains(value);
    }
  }

  public record Window(Instant from, Instant to) {
    boolean holds(Instant at) {
      return !at.isBefore(from) && !at.isAfter(to);
    }
  }

  /**
   * The postings of a page, in order.
   *
   * @param last where the page ended; null if it is empty
   * @param count all postings that match, counted only on the first page of the unfulfilled
   */
  public record Page(List<Posting> postings, boolean hasNext, @Nullable Place last, long count) {}

  public Listing {
    if (limit < 1 || limit > 100) {
      throw Refused.invalid(
          "Request validation error: invalid Limit: value must be inside range [1, 100]");
    }
  }

  public static Refused tooLong() {
    return Refused.invalid("PERIOD_IS_TOO_LONG");
  }

  boolean wants(Posting posting) {
    return filter.wants(posting)
        && (changed == null || changed.holds(posting.changedAt()))
        && (delivering == null
            || (posting.deliveringAt() != null && delivering.holds(posting.deliveringAt())));
  }
}
