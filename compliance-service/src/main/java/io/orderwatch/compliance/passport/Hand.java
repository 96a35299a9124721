package io.orderwatch.compliance.passport;

import io.orderwatch.compliance.passport.PassportCase.Expired;
import io.orderwatch.compliance.passport.PassportCase.File;
import io.orderwatch.compliance.passport.PassportCase.Lost;
import io.orderwatch.compliance.passport.PassportCase.Opened;
import io.orderwatch.compliance.passport.PassportCase.Split;
import io.orderwatch.compliance.passport.PassportCase.Supplied;
import io.orderwatch.compliance.passport.PassportCase.Unknown;
import io.orderwatch.compliance.passport.PassportCase.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person did with the reminders of a case.
 *
 * @param snoozedUntil no step comes before; null if none was asked for
 * @param stopped no step comes until they are resumed
 * @param orders all that was ordered and changed anything, the oldest first
 */
public record Hand(@Nullable Instant snoozedUntil, boolean stopped, List<Order> orders) {

  public static final Hand NONE = new Hand(null, false, List.of());

  public Hand {
    orders = List.copyOf(orders);
  }

  public enum What {
    SNOOZE,
    STOP,
    RESUME,
    SEND_NOW
  }

  /**
   * A person's order about one case.
   *
   * @param id the same id is carried out once
   * @param by who gave it, as the door knows it
   * @param why in his words; empty if he gave no reason
   * @param until for a snooze, when it ends; null otherwise
   */
  public record Order(
      String id, What what, Instant at, String by, String why, @Nullable Instant until) {

    /** Whether both ask for the same, whoever gave them and when. */
    public boolean asks(Order other) {
      return what == other.what && Objects.equals(until, other.until);
    }
  }

  /** Why an order is not carried out, as a stable word for programs. */
  public enum Refusal {
    CASE_IS_OVER("The case is over: nobody is reminded any more."),
    PAST_THE_DEADLINE("The time is not between now and the deadline."),
    LADDER_IS_DONE("The last step was taken already."),
    TOO_SOON("The buyer was reminded a moment ago.");

    private final String explanation;

    Refusal(String explanation) {
      this.explanation = explanation;
    }

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String explanation() {
      return explanation;
    }
  }

  /** Why an order is not carried out; empty if it is, or was already. */
  public static Optional<Refusal> against(PassportCase state, Order order, PassportPolicy policy) {
    return switch (state) {
      case Opened opened when opened.file().hand().order(order.id()).isPresent() ->
          Optional.empty();
      case Waiting(var file) when order.at().isBefore(file.deadline().at()) ->
          against(file, order, policy);
      case Waiting _, Expired _, Supplied _, Lost _, Split _, Unknown _ ->
          Optional.of(Refusal.CASE_IS_OVER);
    };
  }

  private static Optional<Refusal> against(File file, Order order, PassportPolicy policy) {
    return switch (order.what()) {
      case SNOOZE ->
          between(order.at(), order.until(), file.deadline().at())
              ? Optional.empty()
              : Optional.of(Refusal.PAST_THE_DEADLINE);
      case SEND_NOW -> {
        if (file.stepsTaken() >= policy.steps()) {
          yield Optional.of(Refusal.LADDER_IS_DONE);
        }
        yield tooSoon(file.told().remindedAt(), order.at(), policy)
            ? Optional.of(Refusal.TOO_SOON)
            : Optional.empty();
      }
      case STOP, RESUME -> Optional.empty();
    };
  }

  private static boolean between(Instant now, @Nullable Instant until, Instant deadline) {
    return until != null && until.isAfter(now) && until.isBefore(deadline);
  }

  private static boolean tooSoon(@Nullable Instant reminded, Instant at, PassportPolicy policy) {
    return reminded != null && at.isBefore(reminded.plus(policy.ladder().leastGap()));
  }

  public Optional<Order> order(String id) {
    return orders.stream().filter(order -> order.id().equals(id)).findFirst();
  }

  /** What the order leaves as it is; the same twice is once. */
  boolean has(Order order) {
    return order(order.id()).isPresent()
        || switch (order.what()) {
          case SNOOZE -> !stopped && order.until() != null && order.until().equals(snoozedUntil);
          case STOP -> stopped;
          case RESUME -> !stopped && snoozedUntil == null;
          case SEND_NOW -> false;
        };
  }

  Hand with(Order order) {
    var all = new ArrayList<>(orders);
    all.add(order);
    return switch (order.what()) {
      case SNOOZE -> new Hand(order.until(), false, all);
      case STOP -> new Hand(snoozedUntil, true, all);
      case RESUME -> new Hand(null, false, all);
      case SEND_NOW -> new Hand(snoozedUntil, stopped, all);
    };
  }
}
