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
 * Which messages about a posting its buyer has read, and which he answered: steps and notices. Each
 * is read once; each message of his answers the last that was sent, once. This page is the whole
 * rule.
 *
 * @param lastAnswer Ozon's number of the last message of his that was told; "" for none
 */
public record Marks(String lastAnswer, List<Mark> marks) {

  public static final Marks NONE = new Marks("", List.of());

  public Marks {
    marks = List.copyOf(marks);
  }

  /**
   * A step of a round, or a notice; 0 and 0 where nothing was sent.
   *
   * @param notice "" for a step
   */
  public record At(int round, int step, String notice) {

    public At(int round, int step) {
      this(round, step, "");
    }

    public static At notice(String id) {
      return new At(0, 0, id);
    }

    public boolean ofNotice() {
      return !notice.isEmpty();
    }

    /** Names it among those of its posting. */
    public String name() {
      return ofNotice() ? notice : round + "/" + step;
    }

    private @Nullable String noticeId() {
      return ofNotice() ? notice : null;
    }
  }

  /**
   * @param readAt when it was seen that he has read it; null if he has not
   * @param answeredAt when he last answered it; null if he never did
   * @param about what that answer is about, in a word
   */
  public record Mark(
      At at, @Nullable Instant readAt, @Nullable Instant answeredAt, @Nullable String about) {}

  /** He has read these, in a chat. */
  public record Read(PostingRef ref, List<At> messages, String chatId) {
    public Read {
      messages = List.copyOf(messages);
    }
  }

  /**
   * He wrote after this message.
   *
   * @param to the last that was sent
   * @param step the last step that was sent; 0 if none was
   */
  public record Answered(
      PostingRef ref, At to, int step, String chatId, String messageId, String about) {}

  /**
   * @param at when it was seen
   */
  public static Decision<Marks> on(Marks state, Read told, Instant at) {
    var next = state;
    var effects = new ArrayList<Effect>();
    for (var message : told.messages()) {
      var mark = next.find(message).orElseGet(() -> new Mark(message, null, null, null));
      if (mark.readAt() == null) {
        next = next.with(new Mark(message, at, mark.answeredAt(), mark.about()));
        effects.add(
            publish(
                new MessageEvent.Read(
                    told.ref(), message.step(), told.chatId(), message.noticeId()),
                "read/" + message.name()));
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
    var before = state.find(told.to()).map(Mark::readAt).orElse(null);
    var next = state.with(new Mark(told.to(), before, at, told.about()));
    return Decision.move(
        new Marks(told.messageId(), next.marks()),
        publish(
            new MessageEvent.Answered(
                told.ref(), told.step(), told.chatId(), told.about(), told.to().noticeId()),
            "answer/" + told.messageId()));
  }

  private static Effect publish(MessageEvent event, String cause) {
    return new Effect.Publish(event, null, cause);
  }

  private Optional<Mark> find(At message) {
    return marks.stream().filter(mark -> mark.at().equals(message)).findFirst();
  }

  private Marks with(Mark mark) {
    var others = new ArrayList<>(marks);
    others.removeIf(each -> each.at().equals(mark.at()));
    others.add(mark);
    return new Marks(lastAnswer, others);
  }
}
