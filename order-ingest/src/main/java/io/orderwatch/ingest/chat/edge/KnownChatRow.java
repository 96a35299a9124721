package io.orderwatch.ingest.chat.edge;

import io.orderwatch.contracts.ChatRef;
import io.orderwatch.ingest.chat.KnownChat;
import io.orderwatch.ingest.chat.KnownChat.Chat;
import io.orderwatch.ingest.chat.KnownChat.Known;
import io.orderwatch.ingest.chat.KnownChat.Unknown;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What Ozon last showed of a chat, as it is kept; only the mailbox writes these. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "known_chat")
public class KnownChatRow extends PanacheEntityBase {

  static final States<KnownChat> TABLE =
      Table.of(KnownChatRow.class, KnownChatRow::of, KnownChatRow::knownChat);

  /** {@code <store>:<chat id>}. */
  @Id public String key;

  @Column public String store;

  @Column(name = "order_number")
  public String orderNumber;

  @Column public boolean open;

  @Column public long version;

  @Column(name = "last_message")
  public String lastMessage;

  @Column(name = "read_by_buyer")
  public String readByBuyer;

  @Column(name = "read_by_seller")
  public String readBySeller;

  @Column(name = "own_last")
  public String ownLast;

  @Column(name = "own_last_at")
  public @Nullable Instant ownLastAt;

  @Column(name = "read_at")
  public Instant readAt;

  static KnownChatRow of(String key, KnownChat state) {
    return switch (state) {
      case Known(var chat, var readAt) -> of(key, chat, readAt);
      case Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  private static KnownChatRow of(String key, Chat chat, Instant readAt) {
    var row = new KnownChatRow();
    row.key = key;
    row.store = chat.ref().store().value();
    row.orderNumber = chat.orderNumber();
    row.open = chat.open();
    row.version = chat.version();
    row.lastMessage = chat.lastMessage();
    row.readByBuyer = chat.readByBuyer();
    row.readBySeller = chat.readBySeller();
    row.ownLast = chat.ownLast();
    row.ownLastAt = chat.ownLastAt();
    row.readAt = readAt;
    return row;
  }

  KnownChat knownChat() {
    return new Known(
        new Chat(
            ChatRef.parse(key),
            orderNumber,
            open,
            version,
            lastMessage,
            readByBuyer,
            readBySeller,
            ownLast,
            ownLastAt),
        readAt);
  }
}
