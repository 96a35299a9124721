package io.orderwatch.notification.reminder.edge;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Decision;
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
  private final ReminderMetrics metrics;

  ReminderHandler(ReminderMetrics metrics) {
    this.metrics = metrics;
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
    return switch (input.content()) {
      case PassportEvent event -> Reminder.on(state, event, input.at());
      case Settled settled ->
          Reminder.on(state, PostingRef.parse(input.key()), settled, input.at());
      case Reminder.SentByHand said -> Reminder.on(state, said, input.at());
      default ->
          throw new IllegalArgumentException("no reminder hears " + input.content().getClass());
    };
  }

  @Override
  public void committed(Input input, Decision<Reminder> decision) {
    decision.effects().forEach(metrics::count);
  }
}
