package io.orderwatch.notification.reminder.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.notification.cap.Buyer;
import io.orderwatch.notification.cap.edge.BuyerMessages.Turn;
import io.orderwatch.notification.cap.edge.CapSettings;
import io.orderwatch.notification.linter.Linter;
import io.orderwatch.notification.reminder.ChatPolicy;
import io.orderwatch.notification.reminder.Obstacle;
import io.orderwatch.notification.reminder.Owed;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.reminder.Reminder.Message;
import io.orderwatch.notification.talk.OwnWords;
import io.orderwatch.notification.texts.Occasion;
import io.orderwatch.notification.texts.Texts;
import io.orderwatch.notification.texts.Wording;
import io.orderwatch.notification.texts.edge.StoreTexts;
import io.orderwatch.ozon.ChatMessage;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.Answers;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonSettings;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Writes to the buyer. The posting is read again right before, so that nobody is asked for what he
 * has just given; the chat is written down before anything is sent to it, so that a message whose
 * answer was lost is looked for where it must be. The postings of one order are written about once
 * a step (decision 13), in the chat of the one that writes: right whether Ozon gives an order one
 * chat or each posting its own.
 */
@Singleton
public class ChatReminder implements Outlet<Message> {

  /** The postings of an order come due together, but not at the same instant (real time). */
  private static final int GATHERING = 3;

  private static final Duration SHORTLY = Duration.ofMillis(500);

  /** What a person wrote within hours is among the newest messages. */
  private static final int RECENT = 50;

  private static final Answer SELLER_WROTE = new Answer.Superseded("seller-wrote");

  private final ChatPolicy policy;
  private final Clock clock;
  private final Function<StoreId, Optional<OzonSeller>> stores;
  private final Chats chats;
  private final OrderMessages orders;
  private final Supplier<Texts> texts;
  private final BuyerChat chat;

  @Inject
  ChatReminder(
      OzonStores stores,
      OzonSettings ozon,
      CapSettings cap,
      ScaledClock clock,
      DataSource database,
      StoreTexts texts) {
    this(stores::find, ChatPolicy.usual(ozon.send(), cap.cap()), clock.asClock(), database, texts);
  }

  ChatReminder(
      Function<StoreId, Optional<OzonSeller>> stores,
      ChatPolicy policy,
      Clock clock,
      DataSource database,
      Supplier<Texts> texts) {
    this.stores = stores;
    this.policy = policy;
    this.clock = clock;
    this.chats = new Chats(database);
    this.orders = new OrderMessages(database);
    this.texts = texts;
    this.chat = new BuyerChat(database, clock, policy);
  }

  @Override
  public String kind() {
    return Reminder.CALL;
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
    return chat.begin(
        call, call.payload().deadline(), stores, (ozon, ref) -> written(ozon, ref, call));
  }

  private Answer written(OzonSeller ozon, PostingRef ref, Planned<Message> call)
      throws SQLException {
    if (!chats.open(call.key(), call.payload().round())) {
      return new Answer.Superseded("the case is closed");
    }
    if (chats.optedOut(ref.store(), call.payload().orderNumber())) {
      return new Answer.Superseded(Reminder.End.OPTED_OUT.reason());
    }
    return call.payload().orderNumber().isBlank()
        ? write(ozon, ref, call, call.payload().text())
        : forOrder(ozon, ref, call);
  }

  /** One message an order and step: the posting that comes first writes for the others too. */
  private Answer forOrder(OzonSeller ozon, PostingRef ref, Planned<Message> call)
      throws SQLException {
    var found = orders.find(call);
    if (found.isPresent() && found.get().writer().equals(call.key())) {
      return write(ozon, ref, call, found.get().text());
    }
    if (found.filter(OrderMessages::standing).isPresent()) {
      return standsFor(ozon, ref, call, found.get());
    }
    if (found.filter(each -> Outlet.OUTCOME_UNKNOWN.equals(each.reason())).isPresent()) {
      return new Answer.Refused(Outlet.OUTCOME_UNKNOWN);
    }
    if (call.attempt() <= GATHERING && orders.expected(call)) {
      return new Answer.NotYet(SHORTLY, "the same step of the order's other postings is near");
    }
    var named = new ArrayList<OrderMessages.Sibling>();
    named.add(new OrderMessages.Sibling(ref, call.payload().deadline()));
    for (var sibling : orders.siblings(call)) {
      var shown = ozon.posting(sibling.ref().posting());
      if (shown.ok().isEmpty()
          && !(shown instanceof Reply.Refused<?>)
          && call.attempt() <= GATHERING) {
        return new Answer.NotYet(SHORTLY, "another posting of the order cannot be read");
      }
      if (shown.ok().filter(ChatReminder::awaits).isPresent()) {
        named.add(sibling);
      }
    }
    var text = text(ref, call, named);
    return orders.claim(call, named.stream().map(each -> each.ref().key()).toList(), text)
        ? write(ozon, ref, call, text)
        : new Answer.NotYet(SHORTLY, "another posting of the order is written for");
  }

  /** Another posting's message stands for this one, once it is sent. */
  private Answer standsFor(
      OzonSeller ozon, PostingRef ref, Planned<Message> call, OrderMessages.Written written)
      throws SQLException {
    if ("planned".equals(written.state())) {
      return new Answer.NotYet(Answers.pause(call), "another posting of the order is written for");
    }
    var there = written.chat() == null ? "" : written.chat();
    var done = new Answer.Done(Map.of("chatId", there));
    // Who came too late to be named is asked for the same order's data; unless that is there.
    return written.postings().contains(call.key())
        ? done
        : chat.unless(ozon, ref, call, posting -> unwanted(posting, call), done);
  }

  /** As it is said now: what was planned long ago may name a time that has passed. */
  private String text(PostingRef ref, Planned<Message> call, List<OrderMessages.Sibling> named) {
    var message = call.payload();
    var occasion =
        new Occasion(
            ref.store(),
            message.orderNumber(),
            named.stream().map(each -> each.ref().posting()).toList(),
            named.stream()
                .map(OrderMessages.Sibling::deadline)
                .min(Comparator.naturalOrder())
                .orElse(message.deadline()),
            clock.instant(),
            message.round(),
            message.step(),
            message.steps(),
            "");
    var text = Wording.ofLadder(texts.get(), occasion);
    return Linter.refused(text, Wording.named(occasion)).isEmpty() ? text : message.text();
  }

  private static boolean awaits(OzonPosting posting) {
    return Owed.by(Projection.of(posting)) == Owed.YES;
  }

  private Answer write(OzonSeller ozon, PostingRef ref, Planned<Message> call, String text)
      throws SQLException {
    return chat.write(
        ozon,
        ref,
        call,
        text,
        posting -> unwanted(posting, call),
        known -> byHand(ozon, ref, call, known),
        turn(ref, call.payload()));
  }

  /** Where the buyer has had enough, the last step is left to a person, and what is not is not. */
  private static Turn turn(PostingRef ref, Message message) {
    var enough = Obstacle.BUYER_CAP_REACHED.word();
    return new Turn(
        Buyer.of(ref, message.orderNumber()),
        message.deadline(),
        message.step() == message.steps()
            ? new Answer.Refused(enough)
            : new Answer.Superseded(enough));
  }

  /**
   * Whether the seller has just asked for the same by hand, so that nobody is reminded twice. Ozon
   * is asked only if somebody wrote for the store since: his words are held against ours.
   */
  private Optional<Answer> byHand(
      OzonSeller ozon, PostingRef ref, Planned<Message> call, String known) {
    var since = clock.instant().minus(policy.byHand());
    try {
      if (!chats.sellerWrote(ref.store(), known, since)) {
        return Optional.empty();
      }
      var ours = chats.sent(ref.store(), known);
      var answer =
          chat.readBack(
              call,
              ozon.history(known, RECENT),
              page -> asked(page, ours, since) ? SELLER_WROTE : new Answer.Absent());
      return answer instanceof Answer.Absent ? Optional.empty() : Optional.of(answer);
    } catch (SQLException e) {
      return Optional.of(new Answer.NotYet(Answers.pause(call), "the database cannot be used"));
    }
  }

  private static boolean asked(Page<ChatMessage> page, List<String> ours, Instant since) {
    return page.items().stream()
        .filter(each -> each.author() == ChatMessage.Author.SELLER)
        .filter(each -> each.createdAt().isAfter(since))
        .filter(each -> ours.stream().noneMatch(text -> BuyerChat.says(each, text)))
        .anyMatch(each -> OwnWords.askForData(String.join(" ", each.text())));
  }

  /** Why this posting's buyer must not be written to now; empty if he still owes the data. */
  private Optional<Answer> unwanted(OzonPosting posting, Planned<Message> call) {
    return BuyerChat.unwanted(posting, call).or(() -> chat.late(call.payload().deadline()));
  }

  @Override
  public Answer lookBack(Planned<Message> call) {
    try {
      var text = orders.written(call).orElse(call.payload().text());
      return chat.lookBack(stores.apply(PostingRef.parse(call.key()).store()), call, text);
    } catch (SQLException e) {
      return new Answer.Doubtful("the database cannot be used");
    }
  }
}
