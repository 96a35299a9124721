package io.orderwatch.notification.reminder.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.notification.reminder.Reminder;
import jakarta.inject.Singleton;

/** Brings passport events, the ends of calls and what operators say to {@link Reminder}. */
@Singleton
public class ReminderHandler implements Feature<Reminder> {

  static final String NAME = "reminder";

  private final Reminders reminders = new Reminders();
  private final MeterRegistry meters;

  ReminderHandler(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Reminder unknown() {
    return new Reminder.Unknown();
  }

  @Override
  public States<Reminder> states() {
    return reminders;
  }

  @Override
  public boolean hears(Event event) {
    return event instanceof PassportEvent;
  }

  @Override
  public Decision<Reminder> decide(Reminder state, Input input) {
    var decision =
        switch (input.content()) {
          case PassportEvent event -> Reminder.on(state, event, input.at());
          case Settled settled ->
              Reminder.on(state, PostingRef.parse(input.key()), settled, input.at());
          case Reminder.SentByHand said -> Reminder.on(state, said, input.at());
          default ->
              throw new IllegalArgumentException("no reminder hears " + input.content().getClass());
        };
    decision.effects().forEach(this::count);
    return decision;
  }

  /** A transaction that is tried again counts again: for exact numbers ask the table. */
  private void count(Effect effect) {
    if (effect instanceof Effect.Publish(MessageEvent event, _, _)) {
      switch (event) {
        case MessageEvent.Sent e -> count(e.step(), "sent");
        case MessageEvent.Suppressed e -> count(e.step(), "suppressed");
        case MessageEvent.Failed e -> count(e.step(), "failed");
        case MessageEvent.AwaitingOperator e -> count(e.step(), "awaiting-operator");
        case MessageEvent.Read _, MessageEvent.Answered _ -> {}
      }
    }
  }

  private void count(int step, String outcome) {
    meters.counter("reminders", "step", "" + step, "outcome", outcome).increment();
  }
}
