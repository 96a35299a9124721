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
 * What a person did with the reminders of a case, and who has it in hand.
 *
 * @param snoozedUntil no step comes before; null if none was asked for
 * @param stopped no step comes until they are resumed
 * @param holder who looks after it; null if nobody does, or it is over
 * @param orders all that was ordered and changed anything, the oldest first
 */
public record Hand(
    @Nullable Instant snoozedUntil, boolean stopped, @Nullable String holder, List<Order> orders) {

  public static final Hand NONE = new Hand(null, false, null, List.of());

  public Hand {
    orders = List.copyOf(orders);
  }

  public enum What {
    SNOOZE,
    STOP,
    RESUME,
    SEND_NOW,
    /** Somebody looks after the case from then on: another, or who gave the order. */
    HAND_OVER,
    /** Nobody does any more. */
    LET_GO;

    /** Whether it is about who has the case, and not about its reminders. */
    public boolean ofHolder() {
      return switch (this) {
        case HAND_OVER, LET_GO -> true;
        case SNOOZE, STOP, RESUME, SEND_NOW -> false;
      };
    }
  }

  /**
   * A person's order about one case.
   *
   * @param id the same id is carried out once
   * @param by who gave it, as the door knows it
   * @param why in his words; empty if he gave no reason
   * @param until for a snooze, when it ends; null otherwise
   * @param to who has the case from then on, if it is handed over; null otherwise
   */
  public record Order(
      String id,
      What what,
      Instant at,
      String by,
      String why,
      @Nullable Instant until,
      @Nullable String to) {

    /** About the reminders. */
    public Order(String id, What what, Instant at, String by, String why, @Nullable Instant until) {
      this(id, what, at, by, why, until, null);
    }

    /** Whether both ask for the same with the same reason, whoever gave them and when. */
    public boolean asks(Order other) {
      return what == other.what
          && why.equals(other.why)
          && Objects.equals(until, other.until)
          && Objects.equals(to, other.to);
    }
  }

  /** Why an order is not carried out, as a stable word for programs. */
  public enum Refusal {
    CASE_IS_OVER("The case is over: nobody is reminded any more, and nobody has it in hand."),
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
      case Waiting _, Expired _ when order.what().ofHolder() -> Optional.empty();
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
      case STOP, RESUME, HAND_OVER, LET_GO -> Optional.empty();
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
          case HAND_OVER -> order.to() == null || order.to().equals(holder);
          case LET_GO -> holder == null;
        };
  }

  /**
   * What these orders leave, one after the other.
   *
   * @param orders that were carried out, the oldest first
   */
  public static Hand after(List<Order> orders) {
    var hand = NONE;
    for (var order : orders) {
      hand = hand.with(order);
    }
    return hand;
  }

  Hand with(Order order) {
    var all = new ArrayList<>(orders);
    all.add(order);
    return switch (order.what()) {
      case SNOOZE -> new Hand(order.until(), false, holder, all);
      case STOP -> new Hand(snoozedUntil, true, holder, all);
      case RESUME -> new Hand(null, false, holder, all);
      case SEND_NOW -> new Hand(snoozedUntil, stopped, holder, all);
      case HAND_OVER -> new Hand(snoozedUntil, stopped, order.to(), all);
      case LET_GO -> new Hand(snoozedUntil, stopped, null, all);
    };
  }

  /** Of a posting split off: whoever had the whole has the part, unless somebody has it already. */
  public Hand inherited(String whole) {
    return orders.stream().anyMatch(order -> order.what().ofHolder())
        ? this
        : new Hand(snoozedUntil, stopped, whole, orders);
  }

  /** Of a case that is over: nobody has it, and the orders tell who had. */
  Hand over() {
    return new Hand(snoozedUntil, stopped, null, orders);
  }
}
