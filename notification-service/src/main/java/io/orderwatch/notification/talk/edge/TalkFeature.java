package io.orderwatch.notification.talk.edge;

import io.orderwatch.contracts.ChatEvent;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.notification.talk.Marks;
import io.orderwatch.notification.talk.Talk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Brings what is told of chats to {@link Talk}, and what that means for postings to {@link Marks}.
 */
@ApplicationScoped
public class TalkFeature {

  static final String MARKS = "marks";

  @Produces
  @Singleton
  Feature<Talk> talk() {
    return ofTalks();
  }

  @Produces
  @Singleton
  Feature<Marks> marks() {
    return ofMarks();
  }

  public static Feature<Talk> ofTalks() {
    return Feature.named("talk")
        .kept(TalkRow.TABLE, Talk.UNKNOWN)
        .hears(ChatEvent.class, (state, event, input) -> Talk.on(state, event, input.at()))
        .settles((state, settled, _) -> Talk.on(state, settled));
  }

  public static Feature<Marks> ofMarks() {
    return Feature.named(MARKS)
        .kept(MarksRow.TABLE, Marks.NONE)
        .told(Marks.Read.class, (state, told, input) -> Marks.on(state, told, input.at()))
        .told(Marks.Answered.class, (state, told, input) -> Marks.on(state, told, input.at()));
  }
}
