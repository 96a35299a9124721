package io.orderwatch.notification.talk;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.ChatEvent;
import io.orderwatch.contracts.ChatEvent.Side;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote last in a chat, and when. What a buyer reads or answers is looked up among the messages
 * that were sent there, once. This page is the whole rule.
 *
 * @param version of the newest event heard; 0 for none
 * @param orderNumber "" as long as Ozon shows none
 * @param sellerAt when the seller last wrote, by whatever means; null if never
 * @param buyerAt when the buyer last wrote; null if never
 * @param buyerMessage Ozon's number of what he wrote then; "" if he never did
 * @param about what that is about; null until it is known
 */
public record Talk(
    long version,
    String orderNumber,
    boolean open,
    @Nullable Instant sellerAt,
    @Nullable Instant buyerAt,
    String buyerMessage,
    @Nullable String about) {

  /** The kind of the calls that this rule plans. */
  public static final String CALL = "chat-heard";

  /** What such a call's result holds: the word of an {@link About}. */
  public static final String ABOUT = "about";

  public static final Talk UNKNOWN = new Talk(0, "", true, null, null, "", null);

  /**
   * The buyer has read or answered something.
   *
   * @param answered whether he wrote; else he has read
   * @param messageId Ozon's number of his message, or of the one that he has read
   * @param writtenAt when that was written
   * @param seenAt when it was seen that he did
   */
  public record Heard(
      boolean answered, String messageId, Instant writtenAt, Instant seenAt, String orderNumber) {}

  /**
   * The whole rule.
   *
   * @param at when it happened, or was seen to have
   */
  public static Decision<Talk> on(Talk talk, ChatEvent event, Instant at) {
    if (event.version() <= talk.version()) {
      return stay(talk);
    }
    var next = talk.heard(event);
    return switch (event) {
      case ChatEvent.Started _ -> move(next.open(true));
      case ChatEvent.Closed _ -> move(next.open(false));
      case ChatEvent.MessageReceived m when m.from() == Side.SELLER ->
          move(next.wroteSeller(m.writtenAt()));
      case ChatEvent.MessageReceived m when m.from() == Side.BUYER ->
          move(
              next.wroteBuyer(m.messageId(), m.writtenAt()),
              call(
                  "answer/" + m.messageId(),
                  new Heard(true, m.messageId(), m.writtenAt(), at, next.orderNumber())));
      case ChatEvent.MessageRead m when m.by() == Side.BUYER ->
          move(
              next,
              call(
                  "read/" + m.messageId(),
                  new Heard(false, m.messageId(), m.writtenAt(), at, next.orderNumber())));
      case ChatEvent.MessageReceived _, ChatEvent.MessageRead _ -> move(next);
    };
  }

  /** What the buyer's last answer is about; an older one is of no use to anybody by now. */
  public static Decision<Talk> on(Talk talk, Settled settled) {
    if (!settled.id().equals("answer/" + talk.buyerMessage())) {
      return stay(talk);
    }
    var about =
        settled.outcome() instanceof Settled.Outcome.Done(var result)
            ? result.getOrDefault(ABOUT, About.UNREAD.word())
            : About.UNREAD.word();
    return stay(
        talk.with(talk.open(), talk.sellerAt(), talk.buyerAt(), talk.buyerMessage(), about));
  }

  private static Effect call(String id, Heard heard) {
    return new Effect.CallOut(CALL, id, heard);
  }

  private Talk heard(ChatEvent event) {
    return new Talk(
        event.version(),
        event.orderNumber().isEmpty() ? orderNumber : event.orderNumber(),
        open,
        sellerAt,
        buyerAt,
        buyerMessage,
        about);
  }

  private Talk open(boolean now) {
    return with(now, sellerAt, buyerAt, buyerMessage, about);
  }

  private Talk wroteSeller(Instant at) {
    return with(open, at, buyerAt, buyerMessage, about);
  }

  private Talk wroteBuyer(String message, Instant at) {
    return with(open, sellerAt, at, message, null);
  }

  private Talk with(
      boolean now,
      @Nullable Instant seller,
      @Nullable Instant buyer,
      String message,
      @Nullable String what) {
    return new Talk(version, orderNumber, now, seller, buyer, message, what);
  }
}
