package io.orderwatch.notification.notice.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.notification.cap.Buyer;
import io.orderwatch.notification.cap.edge.BuyerMessages.Turn;
import io.orderwatch.notification.cap.edge.CapSettings;
import io.orderwatch.notification.notice.ChatWindow;
import io.orderwatch.notification.notice.Notice;
import io.orderwatch.notification.notice.Notices;
import io.orderwatch.notification.notice.Notices.Message;
import io.orderwatch.notification.reminder.ChatPolicy;
import io.orderwatch.notification.reminder.Obstacle;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.reminder.edge.BuyerChat;
import io.orderwatch.notification.texts.Situation;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonSettings;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** Tells the buyer what somebody wants him told. */
@Singleton
public class ChatNotice implements Outlet<Message> {

  private static final String DELIVERED = "delivered";

  private final ChatPolicy policy;
  private final Clock clock;
  private final Function<StoreId, Optional<OzonSeller>> stores;
  private final BuyerChat chat;

  @Inject
  ChatNotice(
      OzonStores stores,
      OzonSettings ozon,
      CapSettings cap,
      ScaledClock clock,
      DataSource database) {
    this(stores::find, ChatPolicy.usual(ozon.send(), cap.cap()), clock.asClock(), database);
  }

  public ChatNotice(
      Function<StoreId, Optional<OzonSeller>> stores,
      ChatPolicy policy,
      Clock clock,
      DataSource database) {
    this.stores = stores;
    this.policy = policy;
    this.clock = clock;
    this.chat = new BuyerChat(database, clock, policy);
  }

  @Override
  public String kind() {
    return Notices.CALL;
  }

  @Override
  public Class<Message> payload() {
    return Message.class;
  }

  @Override
  public int concurrency() {
    return policy.concurrency();
  }

  @Override
  public Answer send(Planned<Message> call) {
    return chat.begin(call, call.payload().until(), stores, (ozon, ref) -> told(ozon, ref, call));
  }

  private Answer told(OzonSeller ozon, PostingRef ref, Planned<Message> call) throws SQLException {
    var known = chat.known(ref);
    return chat.write(
        ozon,
        ref,
        call,
        call.payload().text(),
        posting -> against(posting, call, ref.store(), known),
        _ -> Optional.empty(),
        new Turn(
            Buyer.of(ref, ""),
            call.payload().until(),
            new Answer.Refused(Obstacle.BUYER_CAP_REACHED.word())));
  }

  /** Why the buyer is not told now; empty if he is. */
  private Optional<Answer> against(
      OzonPosting posting, Planned<Message> call, StoreId store, boolean known)
      throws SQLException {
    var late = chat.late(call.payload().until());
    if (late.isPresent()) {
      return late;
    }
    if (chat.optedOut(store, posting.orderNumber())) {
      return Optional.of(new Answer.Superseded(Reminder.End.OPTED_OUT.reason()));
    }
    var unwanted = unwanted(posting, call);
    if (unwanted.isPresent()) {
      return unwanted;
    }
    var delivered = posting.status().equals(DELIVERED);
    return !known && ChatWindow.closed(posting.inProcessAt(), delivered, clock.instant())
        ? Optional.of(new Answer.Refused(Obstacle.CHAT_WINDOW_CLOSED.word()))
        : Optional.empty();
  }

  /** Nobody is told of passport data that are not awaited any more. */
  private static Optional<Answer> unwanted(OzonPosting posting, Planned<Message> call) {
    return Notice.situation(call.id()).filter(Situation::ofPassport).isEmpty()
        ? Optional.empty()
        : BuyerChat.unwanted(posting, call);
  }

  @Override
  public Answer lookBack(Planned<Message> call) {
    try {
      var ozon = stores.apply(PostingRef.parse(call.key()).store());
      return chat.lookBack(ozon, call, call.payload().text());
    } catch (SQLException e) {
      return new Answer.Doubtful("the database cannot be used");
    }
  }
}
