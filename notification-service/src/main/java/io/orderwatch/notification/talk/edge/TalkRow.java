package io.orderwatch.notification.talk.edge;

import io.orderwatch.mailbox.edge.States;
import io.orderwatch.notification.talk.Talk;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Who wrote last in a chat, never what; only the mailbox writes these rows. */
@Entity
@Immutable
@Table(name = "talk")
public class TalkRow extends PanacheEntityBase {

  static final States<Talk> TABLE =
      io.orderwatch.mailbox.edge.Table.of(TalkRow.class, TalkRow::of, TalkRow::talk);

  /** {@code <store>:<chat id>}. */
  @Id public String key;

  @Column public long version;

  @Column(name = "order_number")
  public String orderNumber;

  @Column public boolean open;

  @Column(name = "seller_at")
  public @Nullable Instant sellerAt;

  @Column(name = "buyer_at")
  public @Nullable Instant buyerAt;

  @Column(name = "buyer_message")
  public String buyerMessage;

  @Column public @Nullable String about;

  static TalkRow of(String key, Talk talk) {
    var row = new TalkRow();
    row.key = key;
    row.version = talk.version();
    row.orderNumber = talk.orderNumber();
    row.open = talk.open();
    row.sellerAt = talk.sellerAt();
    row.buyerAt = talk.buyerAt();
    row.buyerMessage = talk.buyerMessage();
    row.about = talk.about();
    return row;
  }

  Talk talk() {
    return new Talk(version, orderNumber, open, sellerAt, buyerAt, buyerMessage, about);
  }
}
