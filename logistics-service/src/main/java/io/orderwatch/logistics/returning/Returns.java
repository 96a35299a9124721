package io.orderwatch.logistics.returning;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.Return;
import io.orderwatch.contracts.ReturnEvent;
import io.orderwatch.contracts.ShipmentEvent.ReturnActionDue;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What comes back of one posting, and the clocks that run for it: each phase of a return has its
 * times, and before each of them it is said once that it runs out. This page is the whole rule.
 *
 * @param known by scheme and Ozon's number
 */
public record Returns(Map<String, Standing> known) {

  public static final Returns NONE = new Returns(Map.of());

  private static final String TIMER = "return/";

  public sealed interface Standing {
    record Unseen() implements Standing {}

    /**
     * Shown at least once.
     *
     * @param since when its phase began
     * @param told until when all that ran out was said; null for never in this phase
     */
    record Seen(Return shown, Phase phase, Instant since, @Nullable Instant told)
        implements Standing {

      /** When the next thing comes to pass that was not said yet; empty if no time runs. */
      public Optional<Instant> due() {
        return phase.clocks().stream()
            .map(clock -> since.plus(clock.after()))
            .filter(due -> told == null || due.isAfter(told))
            .min(Comparator.naturalOrder());
      }

      private Optional<Instant> next(Duration lead) {
        return phase.clocks().stream()
            .map(clock -> since.plus(clock.after()).minus(lead))
            .filter(at -> told == null || at.isAfter(told))
            .min(Comparator.naturalOrder());
      }
    }
  }

  private record Met(Standing standing, ReturnEvent event) {}

  public Returns {
    known = Map.copyOf(known);
  }

  /** The name of a return within its posting. */
  public static String id(Return shown) {
    return shown.scheme() + "-" + shown.returnId();
  }

  /**
   * Ozon shows a return.
   *
   * @param lead how long before something comes to pass it is said
   */
  public static Decision<Returns> on(Returns state, ReturnEvent event, Instant at, Duration lead) {
    var shown = event.shown();
    return switch (new Met(state.standing(id(shown)), event)) {
      case Met(Standing.Seen seen, _) when shown.version() <= seen.shown().version() -> stay(state);
      case Met(Standing standing, ReturnEvent.Opened _) -> state.show(standing, shown, false, at, lead);
      case Met(Standing standing, ReturnEvent.Changed _) ->
          state.show(standing, shown, shown.endedAt() != null, at, lead);
      case Met(Standing standing, ReturnEvent.Closed _) -> state.show(standing, shown, true, at, lead);
    };
  }

  /** A timer fires: what runs out within the lead is said, and what has run out is not any more. */
  public static Decision<Returns> on(Returns state, Due timer, Duration lead) {
    return switch (state.standing(timer.name().substring(TIMER.length()))) {
      case Standing.Seen seen
          when seen.next(lead).filter(at -> !at.isAfter(timer.firedAt())).isPresent() ->
          state.tell(seen, timer.firedAt(), lead);
      case Standing.Seen _, Standing.Unseen _ -> stay(state);
    };
  }

  private Standing standing(String id) {
    return known.getOrDefault(id, new Standing.Unseen());
  }

  private Decision<Returns> show(
      Standing before, Return shown, boolean over, Instant at, Duration lead) {
    var phase = Phase.of(shown, over);
    var next =
        before instanceof Standing.Seen seen && seen.phase() == phase
            ? new Standing.Seen(shown, phase, seen.since(), seen.told())
            : new Standing.Seen(shown, phase, since(shown, phase, at), null);
    return move(with(next), timer(next, lead));
  }

  /** When Ozon says that the status changed, for a request when it was made; else when it was seen. */
  private static Instant since(Return shown, Phase phase, Instant at) {
    var since = phase == Phase.ASKED ? shown.createdAt() : shown.changedAt();
    return since == null || since.isAfter(at) ? at : since;
  }

  private Decision<Returns> tell(Standing.Seen seen, Instant now, Duration lead) {
    var effects = new ArrayList<Effect>();
    for (var clock : seen.phase().clocks()) {
      var due = seen.since().plus(clock.after());
      var remind = due.minus(lead);
      var fresh = seen.told() == null || remind.isAfter(seen.told());
      if (fresh && !remind.isAfter(now) && due.isAfter(now)) {
        effects.add(due(seen.shown(), clock, due));
      }
    }
    var next = new Standing.Seen(seen.shown(), seen.phase(), seen.since(), now);
    effects.add(timer(next, lead));
    return new Decision<>(with(next), List.copyOf(effects));
  }

  private static Effect due(Return shown, Phase.Clock clock, Instant due) {
    return new Effect.Publish(
        new ReturnActionDue(
            shown.ref(),
            shown.returnId(),
            shown.scheme(),
            clock.running(),
            due,
            shown.actions()),
        null,
        TIMER + id(shown) + "/" + clock.running() + "/" + due);
  }

  private static Effect timer(Standing.Seen seen, Duration lead) {
    var name = TIMER + id(seen.shown());
    return seen.next(lead)
        .<Effect>map(at -> new Effect.SetTimer(name, at))
        .orElse(new Effect.CancelTimer(name));
  }

  private Returns with(Standing.Seen seen) {
    var next = new HashMap<>(known);
    next.put(id(seen.shown()), seen);
    return new Returns(next);
  }
}
