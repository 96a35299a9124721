package io.orderwatch.notification.reminder.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.notification.reminder.ChatPolicy;
import io.orderwatch.notification.reminder.Obstacle;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.reminder.Reminder.Message;
import io.orderwatch.notification.reminder.Wording;
import io.orderwatch.ozon.ChatMessage;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.edge.Answers;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonSettings;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Writes to the buyer. The posting is read again right before, so that nobody is asked for what he
 * has just given; the chat is written down before anything is sent to it, so that a message whose
 * answer was lost is looked for where it must be.
 */
@Singleton
public class ChatReminder implements Outlet<Message> {

  private static final String MAY_CHAT = "can_create_chat";

  private static final Answers ABOUT_POSTING = new Answers(why -> Obstacles.of(why).word());
  private static final Answers IN_CHAT = new Answers(why -> Obstacles.inChat(why).word());

  private final ChatPolicy policy;
  private final Clock clock;
  private final Function<StoreId, Optional<OzonSeller>> stores;
  private final Chats chats;

  @Inject
  ChatReminder(OzonStores stores, OzonSettings ozon, ScaledClock clock, DataSource database) {
    this(stores::find, ChatPolicy.usual(ozon.send()), clock.asClock(), database);
  }

  ChatReminder(
      Function<StoreId, Optional<OzonSeller>> stores,
      ChatPolicy policy,
      Clock clock,
      DataSource database) {
    this.stores = stores;
    this.policy = policy;
    this.clock = clock;
    this.chats = new Chats(database);
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
    if (!policy.sending()) {
      return new Answer.Superseded("sending is switched off");
    }
    if (late(call)) {
      return new Answer.Superseded("too late");
    }
    var ref = PostingRef.parse(call.key());
    var ozon = stores.apply(ref.store());
    if (ozon.isEmpty()) {
      return new Answer.Refused(Obstacle.STORE_WITHOUT_KEY.word());
    }
    try {
      if (!chats.open(call.key(), call.payload().round())) {
        return new Answer.Superseded("the case is closed");
      }
      return inChat(
          ozon.get(),
          ref,
          call,
          chat ->
              ABOUT_POSTING.read(
                  call,
                  ozon.get().posting(ref.posting()),
                  posting ->
                      unwanted(posting, call).orElseGet(() -> write(ozon.get(), chat, call))));
    } catch (SQLException e) {
      // Thrown before anything was written only: what follows the chat's row asks no database.
      return new Answer.NotYet(Answers.pause(call), "the database cannot be used");
    }
  }

  private Answer write(OzonSeller ozon, String chat, Planned<Message> call) {
    return IN_CHAT.made(
        call, ozon.send(chat, call.payload().text()), _ -> new Answer.Done(Map.of("chatId", chat)));
  }

  /** With the chat's id; doubt about opening it is no doubt about the message. */
  private Answer inChat(
      OzonSeller ozon, PostingRef ref, Planned<Message> call, Function<String, Answer> then)
      throws SQLException {
    var known = chats.find(call.key());
    return known.isPresent()
        ? then.apply(known.get())
        : ABOUT_POSTING.read(
            call,
            ozon.posting(ref.posting()),
            posting -> {
              var stop = unwanted(posting, call);
              if (stop.isPresent()) {
                return stop.get();
              }
              return posting.mayOffer(MAY_CHAT)
                  ? IN_CHAT.read(
                      call,
                      ozon.startChat(ref.posting()),
                      chat -> then.apply(chats.remember(call.key(), chat)))
                  : new Answer.Refused(Obstacle.CHAT_NOT_OFFERED.word());
            });
  }

  /** Why this posting's buyer must not be written to now; empty if he still owes the data. */
  private Optional<Answer> unwanted(OzonPosting posting, Planned<Message> call) {
    if (Projection.of(posting).cancelled()) {
      return Optional.of(new Answer.Superseded("the posting was cancelled"));
    }
    if (posting.substatus().isEmpty() || Projection.of(posting).splitPending()) {
      return Optional.of(Answers.unclear(call, Obstacle.STATE_NOT_SHOWN.word()));
    }
    if (!posting.substatus().equals(Posting.AWAITING_PASSPORT)) {
      return Optional.of(new Answer.Superseded("passport data is no longer awaited"));
    }
    return late(call) ? Optional.of(new Answer.Superseded("too late")) : Optional.empty();
  }

  @Override
  public Answer lookBack(Planned<Message> call) {
    try {
      var chat = chats.find(call.key());
      if (chat.isEmpty()) {
        return new Answer.Absent();
      }
      var ozon = stores.apply(PostingRef.parse(call.key()).store());
      return ozon.isEmpty()
          ? new Answer.Doubtful(Obstacle.STORE_WITHOUT_KEY.word())
          : IN_CHAT.lookedBack(
              call,
              ozon.get().history(chat.get(), policy.history()),
              page -> found(page, chat.get(), call));
    } catch (SQLException e) {
      return new Answer.Doubtful("the database cannot be used");
    }
  }

  private static Answer found(Page<ChatMessage> page, String chat, Planned<Message> call) {
    if (page.items().stream().anyMatch(each -> says(each, call.payload().text()))) {
      return new Answer.Done(Map.of("chatId", chat));
    }
    return page.unreadable() > 0
        ? new Answer.Doubtful("a message of the chat cannot be read")
        : new Answer.Absent();
  }

  private static boolean says(ChatMessage message, String text) {
    return message.author() == ChatMessage.Author.SELLER
        && (Wording.same(String.join(" ", message.text()), text)
            || message.text().stream().anyMatch(part -> Wording.same(part, text)));
  }

  private boolean late(Planned<Message> call) {
    return !clock.instant().isBefore(call.payload().deadline());
  }
}
