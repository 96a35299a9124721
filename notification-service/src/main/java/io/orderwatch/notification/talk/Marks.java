package io.orderwatch.notification.talk;

import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.ozon.ChatLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which messages about a posting its buyer has read, and which he answered. Each step is read once;
 * each message of his answers the last step that was sent, once. This page is the whole rule.
 *
 * @param lastAnswer Ozon's number of the last message of his that was told; "" for none
 */
public record Marks(String lastAnswer, List<Mark> marks) {

  public static final Marks NONE = new Marks("", List.of());

  public Marks {
    marks = List.copyOf(marks);
  }

  /** A step of a round; 0 and 0 where none was sent. */
  public record At(int round, int step) {}

  /**
   * @param readAt when it was seen that he has read it; null if he has not
   * @param answeredAt when he last answered it; null if he never did
   * @param about what that answer is about, in a word
   */
  public record Mark(
      At at, @Nullable Instant readAt, @Nullable Instant answeredAt, @Nullable String about) {}

  /** He has read these, in a chat. */
  public record Read(PostingRef ref, List<At> steps, String chatId) {
    public Read {
      steps = List.copyOf(steps);
    }
  }

  /** He wrote after this step. */
  public record Answered(PostingRef ref, At step, String chatId, String messageId, String about) {}

  /**
   * @param at when it was seen
   */
  public static Decision<Marks> on(Marks state, Read told, Instant at) {
    var next = state;
    var effects = new ArrayList<Effect>();
    for (var step : told.steps()) {
      var mark = next.find(step).orElseGet(() -> new Mark(step, null, null, null));
      if (mark.readAt() == null) {
        next = next.with(new Mark(step, at, mark.answeredAt(), mark.about()));
        effects.add(
            publish(
                new MessageEvent.Read(told.ref(), step.step(), told.chatId()),
                "read/" + step.round() + "/" + step.step()));
      }
    }
    return new Decision<>(next, effects);
  }

  /**
   * @param at when he wrote
   */
  public static Decision<Marks> on(Marks state, Answered told, Instant at) {
    if (ChatLine.compare(told.messageId(), state.lastAnswer()) <= 0) {
      return stay(state);
    }
    var before = state.find(told.step()).map(Mark::readAt).orElse(null);
    var next = state.with(new Mark(told.step(), before, at, told.about()));
    return Decision.move(
        new Marks(told.messageId(), next.marks()),
        publish(
            new MessageEvent.Answered(told.ref(), told.step().step(), told.chatId(), told.about()),
            "answer/" + told.messageId()));
  }

  private static Effect publish(MessageEvent event, String cause) {
    return new Effect.Publish(event, null, cause);
  }

  private Optional<Mark> find(At step) {
    return marks.stream().filter(mark -> mark.at().equals(step)).findFirst();
  }

  private Marks with(Mark mark) {
    var others = new ArrayList<>(marks);
    others.removeIf(each -> each.at().equals(mark.at()));
    others.add(mark);
    return new Marks(lastAnswer, others);
  }
}
