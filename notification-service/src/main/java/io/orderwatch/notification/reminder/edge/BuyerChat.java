package io.orderwatch.notification.reminder.edge;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.mailbox.edge.Outlet.Planned;
import io.orderwatch.notification.cap.edge.BuyerMessages;
import io.orderwatch.notification.cap.edge.BuyerMessages.Turn;
import io.orderwatch.notification.entitlement.StoreChat;
import io.orderwatch.notification.entitlement.edge.StoreChats;
import io.orderwatch.notification.reminder.ChatPolicy;
import io.orderwatch.notification.reminder.Obstacle;
import io.orderwatch.notification.reminder.Owed;
import io.orderwatch.notification.texts.Wording;
import io.orderwatch.ozon.ChatMessage;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.Answers;
import io.orderwatch.ozon.edge.OzonSeller;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Puts one text into the chat with a posting's buyer, once. The posting is read again right before;
 * the chat is written down before anything is sent to it, so that a message whose answer was lost
 * is looked for where it must be.
 */
public final class BuyerChat {

  private static final String MAY_CHAT = "can_create_chat";

  private static final Answers ABOUT_POSTING = new Answers(why -> Obstacles.of(why).word());
  private static final Answers IN_CHAT = new Answers(why -> Obstacles.inChat(why).word());

  /** Why this posting's buyer must not be written to now; empty if he may be. */
  @FunctionalInterface
  public interface Against {
    Optional<Answer> found(OzonPosting posting) throws SQLException;
  }

  /** Writes to a posting's buyer by this line. */
  @FunctionalInterface
  public interface Writing {
    Answer by(OzonSeller ozon, PostingRef ref) throws SQLException;
  }

  /** What in the chat itself speaks against a message; empty if nothing does. */
  @FunctionalInterface
  public interface InChat {
    Optional<Answer> found(String chat);
  }

  private static final Answer TOO_LATE = new Answer.Superseded("too late");

  private final Chats chats;
  private final Clock clock;
  private final StoreChats entitlement;
  private final ChatPolicy policy;
  private final BuyerMessages messages;

  public BuyerChat(DataSource database, Clock clock, ChatPolicy policy) {
    this.chats = new Chats(database);
    this.clock = clock;
    this.entitlement = new StoreChats(database, clock, StoreChat.Policy.USUAL);
    this.policy = policy;
    this.messages = new BuyerMessages(database, clock, policy.cap());
  }

  /**
   * How every message begins: whether anything is to be sent at all, in time, for a store that can.
   *
   * @param until nothing is sent from then on
   */
  public Answer begin(
      Planned<?> call,
      Instant until,
      Function<StoreId, Optional<OzonSeller>> stores,
      Writing writing) {
    var answer = begun(call, until, stores, writing);
    return answer.equals(new Answer.Refused(Obstacle.STORE_IN_SHADOW.word()))
        ? new Answer.Superseded(Obstacle.STORE_IN_SHADOW.word())
        : answer;
  }

  private Answer begun(
      Planned<?> call,
      Instant until,
      Function<StoreId, Optional<OzonSeller>> stores,
      Writing writing) {
    if (!policy.sending()) {
      return new Answer.Superseded("sending is switched off");
    }
    var late = late(until);
    if (late.isPresent()) {
      return late.get();
    }
    var ref = PostingRef.parse(call.key());
    var ozon = stores.apply(ref.store());
    if (ozon.isEmpty()) {
      return new Answer.Refused(Obstacle.STORE_WITHOUT_KEY.word());
    }
    try {
      return writing.by(ozon.get(), ref);
    } catch (SQLException e) {
      // Thrown before anything was written only: what follows the chat's row asks no database.
      return new Answer.NotYet(Answers.pause(call), "the database cannot be used");
    }
  }

  /** Empty while there is time. */
  public Optional<Answer> late(Instant until) {
    return clock.instant().isBefore(until) ? Optional.empty() : Optional.of(TOO_LATE);
  }

  /** Why nobody is told of passport data of this posting; empty if they are awaited. */
  public static Optional<Answer> unwanted(OzonPosting posting, Planned<?> call) {
    return switch (Owed.by(Projection.of(posting))) {
      case CANCELLED -> Optional.of(new Answer.Superseded("the posting was cancelled"));
      case SUPPLIED -> Optional.of(new Answer.Superseded("passport data is no longer awaited"));
      case NOT_SHOWN -> Optional.of(Answers.unclear(call, Obstacle.STATE_NOT_SHOWN.word()));
      case YES -> Optional.empty();
    };
  }

  /** Whether the posting's chat was opened before. */
  public boolean known(PostingRef ref) throws SQLException {
    return chats.find(ref.key()).isPresent();
  }

  /** Whether the buyer of this order wants no messages. */
  public boolean optedOut(StoreId store, String orderNumber) throws SQLException {
    return chats.optedOut(store, orderNumber);
  }

  /** In the posting's chat, which is opened if there is none. */
  public Answer write(
      OzonSeller ozon,
      PostingRef ref,
      Planned<?> call,
      String text,
      Against against,
      InChat last,
      Turn turn)
      throws SQLException {
    var closed = entitlement.closed(ref.store());
    return closed.isPresent()
        ? unless(ozon, ref, call, against, new Answer.Refused(closed.get().word()))
        : entitlement.heard(ref.store(), tried(ozon, ref, call, text, against, last, turn));
  }

  /** This answer, unless the posting as it is now speaks against any. */
  Answer unless(OzonSeller ozon, PostingRef ref, Planned<?> call, Against against, Answer otherwise)
      throws SQLException {
    return ABOUT_POSTING.read(
        call, ozon.posting(ref.posting()), posting -> against.found(posting).orElse(otherwise));
  }

  private Answer tried(
      OzonSeller ozon,
      PostingRef ref,
      Planned<?> call,
      String text,
      Against against,
      InChat last,
      Turn turn)
      throws SQLException {
    return inChat(
        ozon, ref, call, against, chat -> sent(ozon, ref, call, chat, text, against, last, turn));
  }

  private Answer sent(
      OzonSeller ozon,
      PostingRef ref,
      Planned<?> call,
      String chat,
      String text,
      Against against,
      InChat last,
      Turn turn)
      throws SQLException {
    return ABOUT_POSTING.read(
        call,
        ozon.posting(ref.posting()),
        posting -> {
          var stop = against.found(posting).or(() -> last.found(chat));
          return stop.isPresent()
              ? stop.get()
              : messages.inTurn(
                  call,
                  turn,
                  () ->
                      IN_CHAT.made(
                          call,
                          ozon.send(chat, text),
                          _ -> new Answer.Done(Map.of("chatId", chat))));
        });
  }

  /** With the chat's id; doubt about opening it is no doubt about the message. */
  private Answer inChat(
      OzonSeller ozon,
      PostingRef ref,
      Planned<?> call,
      Against against,
      Answers.Next<String, SQLException> then)
      throws SQLException {
    var known = chats.find(call.key());
    return known.isPresent()
        ? then.of(known.get())
        : ABOUT_POSTING.read(
            call,
            ozon.posting(ref.posting()),
            posting -> {
              var stop = against.found(posting);
              if (stop.isPresent()) {
                return stop.get();
              }
              return posting.mayOffer(MAY_CHAT)
                  ? IN_CHAT.read(
                      call,
                      ozon.startChat(ref.posting()),
                      chat -> then.of(chats.remember(call.key(), chat)))
                  : new Answer.Refused(Obstacle.CHAT_NOT_OFFERED.word());
            });
  }

  /** What is read in a chat before anything is sent to it. */
  Answer readBack(
      Planned<?> call, Reply<Page<ChatMessage>> reply, Function<Page<ChatMessage>, Answer> then) {
    return IN_CHAT.read(call, reply, then::apply);
  }

  /** Whether the text stands in the posting's chat after all; what does not is not counted. */
  public Answer lookBack(Optional<OzonSeller> ozon, Planned<?> call, String text)
      throws SQLException {
    var answer = lookedBack(ozon, call, text);
    if (answer instanceof Answer.Absent) {
      messages.strike(call);
    }
    return answer;
  }

  private Answer lookedBack(Optional<OzonSeller> ozon, Planned<?> call, String text)
      throws SQLException {
    var chat = chats.find(call.key());
    if (chat.isEmpty()) {
      return new Answer.Absent();
    }
    return ozon.isEmpty()
        ? new Answer.Doubtful(Obstacle.STORE_WITHOUT_KEY.word())
        : IN_CHAT.lookedBack(
            call,
            ozon.get().history(chat.get(), policy.history()),
            page -> found(page, chat.get(), text));
  }

  private static Answer found(Page<ChatMessage> page, String chat, String text) {
    if (page.items().stream().anyMatch(each -> says(each, text))) {
      return new Answer.Done(Map.of("chatId", chat));
    }
    return page.unreadable() > 0
        ? new Answer.Doubtful("a message of the chat cannot be read")
        : new Answer.Absent();
  }

  static boolean says(ChatMessage message, String text) {
    return message.author() == ChatMessage.Author.SELLER
        && (Wording.same(String.join(" ", message.text()), text)
            || message.text().stream().anyMatch(part -> Wording.same(part, text)));
  }
}
