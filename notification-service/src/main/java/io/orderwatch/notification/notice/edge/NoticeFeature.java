package io.orderwatch.notification.notice.edge;

import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.notification.notice.Notices;
import io.orderwatch.notification.reminder.edge.ReminderMetrics;
import io.orderwatch.notification.texts.Texts;
import io.orderwatch.notification.texts.edge.StoreTexts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Brings what people ask for, what happens and the ends of calls to {@link Notices}. */
@ApplicationScoped
public class NoticeFeature {

  public static final String NAME = "notice";

  @Produces
  @Singleton
  Feature<Notices> notice(StoreTexts texts, NoticeSettings settings, ReminderMetrics metrics) {
    return of(texts, settings.policy(), metrics);
  }

  public static Feature<Notices> of(
      Supplier<Texts> texts, Notices.Policy policy, ReminderMetrics metrics) {
    return Feature.named(NAME)
        .kept(NoticesRow.TABLE, Notices.NONE)
        .hears(
            ShipmentEvent.class,
            (state, event, input) -> Notices.on(state, event, input.at(), texts.get(), policy))
        .hears(PassportEvent.class, (state, event, input) -> Notices.on(state, event, input.at()))
        .settles(
            (state, settled, input) ->
                Notices.on(state, PostingRef.parse(input.key()), settled, input.at()))
        .fires((state, due, input) -> Notices.on(state, PostingRef.parse(input.key()), due))
        .told(
            Notices.Asked.class,
            (state, asked, input) -> Notices.on(state, asked, input.at(), texts.get(), policy))
        .told(Notices.SentByHand.class, (state, said, input) -> Notices.on(state, said, input.at()))
        .told(Notices.Dropped.class, (state, said, input) -> Notices.on(state, said, input.at()))
        .counts((_, decision) -> decision.effects().forEach(metrics::count));
  }
}
