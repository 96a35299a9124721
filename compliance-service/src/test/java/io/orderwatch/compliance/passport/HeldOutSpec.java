package io.orderwatch.compliance.passport;

import static io.orderwatch.compliance.passport.PassportCaseSpec.PAID;
import static io.orderwatch.compliance.passport.PassportCaseSpec.awaiting;
import static io.orderwatch.compliance.passport.PassportCaseSpec.cancelled;
import static io.orderwatch.compliance.passport.PassportCaseSpec.released;
import static io.orderwatch.compliance.passport.PassportCaseSpec.split;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.passport.PassportCase.Expired;
import io.orderwatch.compliance.passport.PassportCase.Lost;
import io.orderwatch.compliance.passport.PassportCase.Opened;
import io.orderwatch.compliance.passport.PassportCase.Supplied;
import io.orderwatch.compliance.passport.PassportCase.Unknown;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Lives of cases under a hold-out of a half: who is in the group hears nothing, and ends alike. */
class HeldOutSpec {

  private static final HoldOut HALF = new HoldOut(0.5);

  /** One life: the same deeds of Ozon's, told at the same times, under any policy. */
  private static final class Life {
    final List<Object> told = new ArrayList<>();
    private final Map<String, Instant> timers = new TreeMap<>();
    private final PassportPolicy policy;
    PassportCase state = new Unknown();

    Life(PassportPolicy policy) {
      this.policy = policy;
    }

    void live(Posting opening, Posting ending, Instant opens, Instant ends) {
      take(PassportCase.on(state, new PostingEvent.Received(opening), opens, policy));
      while (true) {
        var next = timers.entrySet().stream().min(Map.Entry.comparingByValue());
        if (next.isEmpty() || !next.get().getValue().isBefore(ends)) {
          break;
        }
        var name = next.get().getKey();
        var at = next.get().getValue().isBefore(opens) ? opens : next.get().getValue();
        timers.remove(name);
        take(PassportCase.on(state, new Due(name, at, at), policy));
      }
      var changed = new PostingEvent.Changed(ending, "awaiting_packaging", "");
      take(PassportCase.on(state, changed, ends, policy));
    }

    private void take(Decision<PassportCase> decision) {
      state = decision.next();
      for (var effect : decision.effects()) {
        switch (effect) {
          case Effect.SetTimer(var name, var due) -> timers.put(name, due);
          case Effect.CancelTimer(var name) -> timers.remove(name);
          case Effect.Publish(var event, _, _) -> told.add(event);
          case Effect.CallOut _ -> {}
        }
      }
    }
  }

  private static Posting of(String order, Posting p) {
    return new Posting(
        p.ref(),
        order,
        p.version(),
        p.status(),
        p.substatus(),
        p.integration(),
        p.actions(),
        p.trackingNumber(),
        p.inProcessAt(),
        null,
        null,
        List.of(),
        p.cancellation());
  }

  @Test
  void a_held_out_case_gets_no_step_and_calls_nobody_and_ends_as_any_other() {
    var chance = new Random(9);
    var held = 0;
    for (var n = 0; n < 4000; n++) {
      var order = "order-" + n;
      var opens = PAID.plusSeconds(chance.nextInt(20 * 3600));
      var ends = opens.plusSeconds(1 + chance.nextInt(30 * 3600));
      var ending = List.of(released(2), cancelled(2), split(2)).get(chance.nextInt(3));
      var ladder =
          new Ladder(
              List.of(Duration.ZERO, Duration.ofHours(8), Duration.ofHours(18)),
              chance.nextBoolean()
                  ? Quiet.NONE
                  : new Quiet(LocalTime.of(22, 0), LocalTime.of(8, 0)),
              Duration.ofHours(2),
              Duration.ofHours(1),
              new Patience(Duration.ofHours(3), Duration.ofHours(6)));
      var calling = new Calling(Duration.ofHours(2), Duration.ofHours(4));
      var day = Duration.ofHours(24);
      var tried = new Life(new PassportPolicy(day, ladder, calling, HALF));
      var usual = new Life(new PassportPolicy(day, ladder, calling, HoldOut.NONE));
      for (var life : List.of(tried, usual)) {
        life.live(of(order, awaiting(1)), of(order, ending), opens, ends);
      }
      var as = order + " from " + opens + " until " + ends + ": " + tried.told;
      if (!HALF.holds(order, "")) {
        assertThat(tried.told).as(as).isEqualTo(usual.told);
        continue;
      }
      held++;
      assertThat(tried.told)
          .as(as)
          .noneMatch(PassportEvent.ReminderDue.class::isInstance)
          .noneMatch(PassportEvent.Escalated.class::isInstance);
      assertThat(ends(tried.told)).as(as).isEqualTo(ends(usual.told));
      assertThat(tried.state.getClass()).as(as).isEqualTo(usual.state.getClass());
      var file = ((Opened) tried.state).file();
      assertThat(file.stepsTaken()).as(as).isZero();
      assertThat(tried.state).as(as).isNotInstanceOf(Expired.class);
      assertThat(tried.timers).as("nothing is left to fire; " + as).isEmpty();
      if (tried.state instanceof Supplied || tried.state instanceof Lost) {
        assertThat(tried.told.getLast()).as(as).isEqualTo(usual.told.getLast());
      }
    }
    assertThat(held).isBetween(1800, 2200);
  }

  /** What was told besides reminders and calls. */
  private static List<Object> ends(List<Object> told) {
    return told.stream()
        .filter(each -> !(each instanceof PassportEvent.ReminderDue))
        .filter(each -> !(each instanceof PassportEvent.Escalated))
        .toList();
  }
}
