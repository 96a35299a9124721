package io.orderwatch.ingest.chat;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.ChatEvent;
import io.orderwatch.contracts.ChatEvent.Side;
import io.orderwatch.contracts.ChatRef;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.ozon.ChatLine;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Ozon last showed of a chat with a buyer. Each message is told once, in the order of Ozon's
 * numbers, however it was written; then how far each side has read; then whether the chat is
 * closed, which only Ozon's own word says. What was read before the last difference is no news.
 * This page is the whole rule.
 */
public sealed interface KnownChat {

  record Unknown() implements KnownChat {}

  /**
   * Shown at least once.
   *
   * @param readAt when the reading that last made a difference was asked for
   */
  record Known(Chat chat, Instant readAt) implements KnownChat {}

  /**
   * How far a chat is. Numbers of messages are Ozon's; "" for none.
   *
   * @param readByBuyer the last of the seller's messages that the buyer has read
   * @param readBySeller the last message of anybody else that the seller has read
   * @param ownLast the seller's last message
   * @param ownLastAt when it was written; null if there is none
   */
  record Chat(
      ChatRef ref,
      String orderNumber,
      boolean open,
      long version,
      String lastMessage,
      String readByBuyer,
      String readBySeller,
      String ownLast,
      @Nullable Instant ownLastAt) {

    static Chat began(ChatRef ref, String orderNumber, long version) {
      return new Chat(ref, orderNumber, true, version, "", "", "", "", null);
    }

    private Chat told(Versions versions) {
      return with(
          orderNumber, open, versions.after(version), lastMessage, readByBuyer, readBySeller);
    }

    private Chat of(String order) {
      return with(order, open, version, lastMessage, readByBuyer, readBySeller);
    }

    private Chat open(boolean now) {
      return with(orderNumber, now, version, lastMessage, readByBuyer, readBySeller);
    }

    private Chat readBy(Side side, String until) {
      return side == Side.BUYER
          ? with(orderNumber, open, version, lastMessage, until, readBySeller)
          : with(orderNumber, open, version, lastMessage, readByBuyer, until);
    }

    private String readBy(Side side) {
      return side == Side.BUYER ? readByBuyer : readBySeller;
    }

    private Chat said(Said said) {
      var next = with(orderNumber, open, version, said.id(), readByBuyer, readBySeller);
      return said.from() == Side.SELLER
          ? new Chat(
              ref,
              orderNumber,
              open,
              version,
              said.id(),
              readByBuyer,
              readBySeller,
              said.id(),
              said.writtenAt())
          : next;
    }

    private Chat with(
        String order, boolean now, long number, String last, String byBuyer, String bySeller) {
      return new Chat(ref, order, now, number, last, byBuyer, bySeller, ownLast, ownLastAt);
    }
  }

  /** A message, without a word of it. */
  record Said(
      String id, Side from, Instant writtenAt, boolean hasText, boolean hasFile, boolean read) {}

  /**
   * Ozon shows this of a chat; it is {@link Known} that counts the versions.
   *
   * @param orderNumber "" if it was not shown
   * @param startedAt null if it was not shown
   * @param open null if it was not shown
   * @param said some of its messages; whoever reads them leaves no gap
   * @param since of a chat first seen, what was written before is old and not told
   */
  record Seen(
      ChatRef ref,
      String orderNumber,
      @Nullable Instant startedAt,
      @Nullable Boolean open,
      List<Said> said,
      Instant since) {
    public Seen {
      said = said.stream().sorted(Comparator.comparing(Said::id, ChatLine::compare)).toList();
    }
  }

  record Reading(KnownChat state, Seen seen) {}

  /**
   * The whole rule.
   *
   * @param at when Ozon was asked for what is seen
   */
  static Decision<KnownChat> on(KnownChat state, Seen seen, Instant at, Versions versions) {
    return switch (new Reading(state, seen)) {
      case Reading(Unknown _, var now) -> first(now, at, versions).map(chat -> new Known(chat, at));
      case Reading(Known known, _) when at.isBefore(known.readAt()) -> stay(known);
      case Reading(Known(var before, var readAt), var now) ->
          next(before, now, at, versions)
              .map(chat -> new Known(chat, chat.equals(before) ? readAt : at));
    };
  }

  private static Decision<Chat> first(Seen seen, Instant at, Versions versions) {
    var chat = Chat.began(seen.ref(), seen.orderNumber(), versions.first());
    var began = past(began(seen, at), at);
    var started = new ChatEvent.Started(chat.ref(), chat.orderNumber(), chat.version(), began);
    return move(chat, publish(started, began))
        .then(next -> all(next, seen, at, seen.since(), versions));
  }

  private static Instant began(Seen seen, Instant at) {
    if (seen.startedAt() != null) {
      return seen.startedAt();
    }
    return seen.said().isEmpty() ? at : seen.said().getFirst().writtenAt();
  }

  private static Decision<Chat> next(Chat before, Seen seen, Instant at, Versions versions) {
    var chat = seen.orderNumber().isEmpty() ? before : before.of(seen.orderNumber());
    return (Boolean.TRUE.equals(seen.open()) && !chat.open()
            ? reopened(chat, at, versions)
            : stay(chat))
        .then(next -> all(next, seen, at, Instant.MIN, versions));
  }

  private static Decision<Chat> all(
      Chat chat, Seen seen, Instant at, Instant since, Versions versions) {
    var decision = stay(chat);
    for (var said : seen.said()) {
      if (ChatLine.compare(said.id(), chat.lastMessage()) > 0) {
        decision = decision.then(next -> received(next.said(said), said, at, since, versions));
      }
    }
    return decision
        .then(next -> read(next, seen, Side.BUYER, at, since, versions))
        .then(next -> read(next, seen, Side.SELLER, at, since, versions))
        .then(
            next ->
                Boolean.FALSE.equals(seen.open()) && next.open()
                    ? closed(next, at, versions)
                    : stay(next));
  }

  private static Decision<Chat> reopened(Chat chat, Instant at, Versions versions) {
    var next = chat.open(true).told(versions);
    return move(
        next,
        publish(new ChatEvent.Started(next.ref(), next.orderNumber(), next.version(), at), at));
  }

  private static Decision<Chat> closed(Chat chat, Instant at, Versions versions) {
    var next = chat.open(false).told(versions);
    return move(
        next, publish(new ChatEvent.Closed(next.ref(), next.orderNumber(), next.version()), at));
  }

  private static Decision<Chat> received(
      Chat chat, Said said, Instant at, Instant since, Versions versions) {
    if (said.writtenAt().isBefore(since)) {
      return stay(chat);
    }
    var next = chat.told(versions);
    return move(
        next,
        publish(
            new ChatEvent.MessageReceived(
                next.ref(),
                next.orderNumber(),
                next.version(),
                said.id(),
                said.from(),
                said.writtenAt(),
                said.hasText(),
                said.hasFile()),
            past(said.writtenAt(), at)));
  }

  /** Ozon marks a message as read once the other side saw it; whoever wrote it. */
  private static Decision<Chat> read(
      Chat chat, Seen seen, Side by, Instant at, Instant since, Versions versions) {
    var last =
        seen.said().reversed().stream()
            .filter(each -> each.read() && (each.from() == Side.SELLER) == (by == Side.BUYER))
            .findFirst()
            .filter(each -> ChatLine.compare(each.id(), chat.readBy(by)) > 0);
    if (last.isEmpty()) {
      return stay(chat);
    }
    var said = last.get();
    var read = chat.readBy(by, said.id());
    if (said.writtenAt().isBefore(since)) {
      return stay(read);
    }
    var next = read.told(versions);
    return move(
        next,
        publish(
            new ChatEvent.MessageRead(
                next.ref(), next.orderNumber(), next.version(), said.id(), by, said.writtenAt()),
            at));
  }

  private static Instant past(Instant when, Instant at) {
    return when.isAfter(at) ? at : when;
  }

  private static Effect publish(ChatEvent event, Instant at) {
    return new Effect.Publish(event, at, event.chat().chat() + "/v" + event.version());
  }
}
