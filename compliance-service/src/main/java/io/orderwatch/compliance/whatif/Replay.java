package io.orderwatch.compliance.whatif;

import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.passport.Quiet;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.PassportEvent.ReminderDue;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lives a case again under another policy: the rule itself, {@link PassportCase}, on a clock that
 * jumps from timer to timer. The buyer is silent to the end; what he would have done says {@link
 * Response}.
 */
public final class Replay {

  /** When a message is a night's, whatever hours the policy keeps quiet (decision 15, 2026-11). */
  static final Quiet NIGHT = new Quiet(LocalTime.of(22, 0), LocalTime.of(8, 0));

  /**
   * What a case comes to, in expectation: a message is only written to who is still silent.
   *
   * @param supplied the chance that the data comes before the deadline
   * @param messages how many are sent
   * @param nightly of these at night
   */
  public record Lived(double supplied, double messages, double nightly) {

    public static final Lived NOTHING = new Lived(0, 0, 0);

    public Lived and(Lived more) {
      return new Lived(supplied + more.supplied, messages + more.messages, nightly + more.nightly);
    }
  }

  private final PassportPolicy policy;
  private final Map<String, Instant> timers = new HashMap<>();
  private final List<Instant> messages = new ArrayList<>();
  private PassportCase state = new PassportCase.Unknown();

  private Replay(PassportPolicy policy) {
    this.policy = policy;
  }

  /**
   * @param policy the one to try
   * @param window of the policy under which it was lived: what its deadline counts from
   */
  public static Lived live(Past past, PassportPolicy policy, Duration window, Response response) {
    var messages = messages(past, policy, window);
    var deadline = deadline(past, policy, window);
    double silent = 1;
    double nightly = 0;
    double written = 0;
    var begin = past.openedAt();
    for (var n = 0; n <= messages.size(); n++) {
      var end = n == messages.size() ? deadline : messages.get(n);
      silent *= response.silent(n, Duration.between(begin, end));
      if (n < messages.size()) {
        written += silent;
        nightly += NIGHT.night(end, zone(past)).isPresent() ? silent : 0;
      }
      begin = end;
    }
    return new Lived(1 - silent, written, nightly);
  }

  /** When this policy would have reminded him, had he been silent to the end. */
  static List<Instant> messages(Past past, PassportPolicy policy, Duration window) {
    var replay = new Replay(policy);
    replay.run(past, window);
    return replay.messages;
  }

  private void run(Past past, Duration window) {
    var opened = past.openedAt();
    take(
        PassportCase.on(state, new PostingEvent.Received(posting(past, window)), opened, policy),
        opened);
    var end = deadline(past, policy, window);
    while (true) {
      var next = timers.entrySet().stream().min(Map.Entry.comparingByValue());
      if (next.isEmpty() || !next.get().getValue().isBefore(end)) {
        return;
      }
      var name = next.get().getKey();
      var at = next.get().getValue();
      timers.remove(name);
      take(PassportCase.on(state, new Due(name, at, later(at, opened)), policy), later(at, opened));
    }
  }

  private void take(Decision<PassportCase> decision, Instant at) {
    state = decision.next();
    for (var effect : decision.effects()) {
      switch (effect) {
        case Effect.SetTimer(var name, var due) -> timers.put(name, due);
        case Effect.CancelTimer(var name) -> timers.remove(name);
        case Effect.Publish(ReminderDue _, _, _) -> messages.add(at);
        case Effect.Publish _, Effect.CallOut _ -> {} // nothing leaves here
      }
    }
  }

  private static Posting posting(Past past, Duration window) {
    var begins =
        past.deadline().basis() == Deadline.Basis.IN_PROCESS_AT
            ? past.deadline().at().minus(window)
            : null;
    return new Posting(
        past.ref(),
        past.orderNumber(),
        1,
        "awaiting_packaging",
        Posting.AWAITING_PASSPORT,
        "",
        List.of(),
        "",
        begins,
        null,
        null,
        List.of(),
        null,
        false,
        null,
        past.zone());
  }

  private static Instant deadline(Past past, PassportPolicy policy, Duration window) {
    return policy.deadline(posting(past, window), past.openedAt()).at();
  }

  private static ZoneId zone(Past past) {
    return PassportPolicy.zone(past.zone());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
