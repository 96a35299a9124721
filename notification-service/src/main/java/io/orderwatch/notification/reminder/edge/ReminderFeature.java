package io.orderwatch.notification.reminder.edge;

import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.texts.Texts;
import io.orderwatch.notification.texts.edge.StoreTexts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Brings passport events, the ends of calls and what operators say to {@link Reminder}. */
@ApplicationScoped
public class ReminderFeature {

  public static final String NAME = "reminder";

  @Produces
  @Singleton
  Feature<Reminder> reminder(ReminderMetrics metrics, StoreTexts texts) {
    return of(metrics, texts);
  }

  static Feature<Reminder> of(ReminderMetrics metrics, Supplier<Texts> texts) {
    return Feature.named(NAME)
        .kept(ReminderRow.TABLE, new Reminder.Unknown())
        .hears(
            PassportEvent.class,
            (state, event, input) -> Reminder.on(state, event, input.at(), texts.get()))
        .settles(
            (state, settled, input) ->
                Reminder.on(state, PostingRef.parse(input.key()), settled, input.at()))
        .told(
            Reminder.SentByHand.class, (state, said, input) -> Reminder.on(state, said, input.at()))
        .told(Reminder.Skipped.class, (state, said, input) -> Reminder.on(state, said, input.at()))
        .told(Reminder.OptedOut.class, (state, said, input) -> Reminder.on(state, said, input.at()))
        .told(Reminder.OptedIn.class, (state, said, _) -> Reminder.on(state, said))
        .counts((_, decision) -> decision.effects().forEach(metrics::count));
  }
}
