package io.orderwatch.compliance.past;

import io.orderwatch.compliance.passport.Calling;
import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.passport.HoldOut;
import io.orderwatch.compliance.passport.Ladder;
import io.orderwatch.compliance.passport.Messages;
import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportCase.Expired;
import io.orderwatch.compliance.passport.PassportCase.File;
import io.orderwatch.compliance.passport.PassportCase.Lost;
import io.orderwatch.compliance.passport.PassportCase.Opened;
import io.orderwatch.compliance.passport.PassportCase.Split;
import io.orderwatch.compliance.passport.PassportCase.Supplied;
import io.orderwatch.compliance.passport.PassportCase.Waiting;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.passport.Patience;
import io.orderwatch.compliance.passport.Quiet;
import io.orderwatch.compliance.timeline.Timeline;
import io.orderwatch.compliance.timeline.Timeline.Entry;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case that lives by the rule itself, with all that is kept of it and how it was after each step.
 */
final class Life {

  static final PassportPolicy POLICY =
      new PassportPolicy(
          Duration.ofHours(24),
          new Ladder(
              List.of(Duration.ZERO, Duration.ofHours(8), Duration.ofHours(18)),
              new Quiet(LocalTime.of(22, 0), LocalTime.of(8, 0)),
              Duration.ofHours(2),
              Duration.ofHours(1),
              new Patience(Duration.ofHours(3), Duration.ofHours(6))),
          new Calling(Duration.ofHours(2), Duration.ofHours(4)),
          HoldOut.NONE);

  static final Instant PAID = Instant.parse("2026-11-01T10:00:00Z");

  static final PostingRef REF = PostingRef.of("1001", "0132112277-0102-1");

  private static final Posting.Cancellation BY_OZON =
      new Posting.Cancellation(0, "ozon", false, false);

  private final Map<String, Instant> timers = new HashMap<>();
  private final Map<String, Hand.Order> orders = new LinkedHashMap<>();
  private final @Nullable Opened parent;
  final List<Entry> told = new ArrayList<>();
  final Map<Instant, PassportCase> was = new LinkedHashMap<>();
  PassportCase state = new PassportCase.Unknown();
  Instant now = PAID;
  private Instant paid = PAID;
  private long version;

  Life() {
    this(null);
  }

  /**
   * @param parent that it was split off
   */
  Life(@Nullable Opened parent) {
    this.parent = parent;
  }

  /** Time goes on, and what is due in between is done; then it is noted how the case is. */
  Life later(Duration by) {
    var until = now.plus(by);
    while (true) {
      var next =
          timers.entrySet().stream()
              .filter(timer -> !timer.getValue().isAfter(until))
              .min(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry::getKey));
      if (next.isEmpty()) {
        break;
      }
      var due = next.get().getValue().isBefore(now) ? now : next.get().getValue();
      var name = next.get().getKey();
      timers.remove(name);
      now = due;
      decided(PassportCase.on(state, new Due(name, due, due), POLICY), due);
    }
    now = until;
    was.put(now, state);
    return this;
  }

  Life waits() {
    return shown("awaiting_packaging", Posting.AWAITING_PASSPORT, null);
  }

  Life supplied() {
    return shown("awaiting_packaging", "posting_created", null);
  }

  Life lost() {
    return shown("cancelled", "posting_canceled", BY_OZON);
  }

  Life split() {
    return shown("cancelled_from_split_pending", "posting_canceled", null);
  }

  /** Ozon counts from another moment than before. */
  Life paid(Instant at) {
    paid = at;
    return waits();
  }

  private Life shown(String status, String substatus, Posting.@Nullable Cancellation by) {
    version++;
    var posting =
        new Posting(
            REF,
            "0132112277-0102",
            version,
            status,
            substatus,
            "aggregator",
            List.of("cancel"),
            "",
            paid,
            null,
            null,
            List.of(),
            by,
            true,
            parent == null ? null : parent.file().ref(),
            "Asia/Omsk");
    var event = new PostingEvent.Received(posting);
    tell(event, now);
    decided(PassportCase.on(state, event, now, POLICY), now);
    return later(Duration.ZERO);
  }

  Life heard(MessageEvent event) {
    return heard(event, now);
  }

  /** That happened then, and is heard now. */
  Life heard(MessageEvent event, Instant at) {
    tell(event, at);
    decided(Messages.on(state, event, at, POLICY), at);
    return later(Duration.ZERO);
  }

  Life ordered(Hand.What what, @Nullable Instant until, @Nullable String to) {
    var order = new Hand.Order("o" + orders.size() + "-" + now, what, now, "anna", "", until, to);
    decided(PassportCase.on(state, order, POLICY), now);
    return later(Duration.ZERO);
  }

  private void decided(Decision<PassportCase> decision, Instant at) {
    state = decision.next();
    if (state instanceof Opened opened) {
      opened.file().hand().orders().forEach(order -> orders.put(order.id(), order));
    }
    for (var effect : decision.effects()) {
      switch (effect) {
        case Effect.Publish(var event, var when, _) -> tell(event, when == null ? at : when);
        case Effect.SetTimer(var name, var due) -> timers.put(name, due);
        case Effect.CancelTimer(var name) -> timers.remove(name);
        case Effect.CallOut call -> settled(call, at);
      }
    }
  }

  private void settled(Effect.CallOut call, Instant at) {
    var told = new HashMap<String, String>();
    if (parent != null) {
      var file = parent.file();
      told.put(PassportCase.STEPS, "" + file.stepsTaken());
      told.put(PassportCase.UNTIL, file.deadline().at().toString());
      told.put(PassportCase.BASIS, file.deadline().basis().name());
      file.hand().orders().stream()
          .filter(order -> order.what().ofHolder())
          .reduce((_, last) -> last)
          .map(Hand.Order::to)
          .ifPresent(to -> told.put(PassportCase.HOLDER, to));
    }
    decided(
        PassportCase.on(
            state, new Settled(call.kind(), call.id(), new Settled.Outcome.Done(told)), at, POLICY),
        at);
  }

  private void tell(Event event, Instant at) {
    told.addAll(Timeline.on(Timeline.EMPTY, event, "e" + told.size(), at).next().fresh());
  }

  /** What is kept of it, with a timeline that tells only what happened from then on. */
  AsOf.Kept kept(Instant from) {
    return new AsOf.Kept(
        withAllOrders((Opened) state),
        new Tale(told.stream().filter(entry -> !entry.at().isBefore(from)).toList()),
        parent);
  }

  AsOf.Kept kept() {
    return kept(Instant.MIN);
  }

  /** As a table gives it back: the orders of all rounds. */
  private Opened withAllOrders(Opened of) {
    var file = of.file();
    var hand = file.hand();
    var all = orders.values().stream().sorted(Comparator.comparing(Hand.Order::at)).toList();
    var whole =
        new File(
            file.ref(),
            file.orderNumber(),
            file.version(),
            file.openedAt(),
            file.deadline(),
            file.stepsTaken(),
            file.parent(),
            file.zone(),
            file.told(),
            new Hand(hand.snoozedUntil(), hand.stopped(), hand.holder(), all));
    return switch (of) {
      case Waiting _ -> new Waiting(whole);
      case Expired _ -> new Expired(whole);
      case Supplied(_, var at) -> new Supplied(whole, at);
      case Lost(_, var at, var by) -> new Lost(whole, at, by);
      case Split(_, var at) -> new Split(whole, at);
    };
  }
}
