package io.orderwatch.notification.reminder.edge;

import io.orderwatch.clock.ScaledClock;
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
import io.orderwatch.ozon.Reply;
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

  /** A chat to write to, or why there is none. */
  private sealed interface Reached {
    record Chat(String id) implements Reached {}

    record Nothing(Answer why) implements Reached {}
  }

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
      return switch (reach(ozon.get(), ref, call)) {
        case Reached.Nothing(var why) -> why;
        case Reached.Chat(var chat) -> {
          var fresh = ozon.get().posting(ref.posting());
          var stop = unwanted(fresh, call);
          yield stop.isPresent() ? stop.get() : write(ozon.get(), chat, call);
        }
      };
    } catch (SQLException e) {
      // Thrown before anything was written only: what follows the chat's row asks no database.
      return new Answer.NotYet(policy.pause(call.attempt()), "the database cannot be used");
    }
  }

  private Answer write(OzonSeller ozon, String chat, Planned<Message> call) {
    return switch (ozon.send(chat, call.payload().text())) {
      case Reply.Ok<?> _ -> new Answer.Done(Map.of("chatId", chat));
      case Reply.Doubtful<?>(var reason) -> new Answer.Doubtful(reason);
      case Reply.Refused<?> refused ->
          new Answer.Refused(Obstacles.inChat(refused.refusal()).word());
      case Reply.Throttled<?>(var after) -> new Answer.NotYet(after, "throttled");
      case Reply.Unavailable<?>(var reason) ->
          new Answer.NotYet(policy.pause(call.attempt()), reason);
    };
  }

  /** Doubt about opening a chat is no doubt about the message: nothing was written yet. */
  private Reached reach(OzonSeller ozon, PostingRef ref, Planned<Message> call)
      throws SQLException {
    var known = chats.find(call.key());
    if (known.isPresent()) {
      return new Reached.Chat(known.get());
    }
    var posting = ozon.posting(ref.posting());
    var stop = unwanted(posting, call);
    if (stop.isPresent()) {
      return new Reached.Nothing(stop.get());
    }
    if (posting.ok().filter(each -> each.mayOffer(MAY_CHAT)).isEmpty()) {
      return new Reached.Nothing(new Answer.Refused(Obstacle.CHAT_NOT_OFFERED.word()));
    }
    return switch (ozon.startChat(ref.posting())) {
      case Reply.Ok<String>(var chat) -> new Reached.Chat(chats.remember(call.key(), chat));
      case Reply.Refused<String> refused ->
          new Reached.Nothing(new Answer.Refused(Obstacles.inChat(refused.refusal()).word()));
      case Reply<String> other -> new Reached.Nothing(notYet(other, call));
    };
  }

  /** Why this posting's buyer must not be written to now; empty if he still owes the data. */
  private Optional<Answer> unwanted(Reply<OzonPosting> read, Planned<Message> call) {
    return switch (read) {
      case Reply.Ok<OzonPosting>(var posting) when posting.status().startsWith("cancelled") ->
          Optional.of(new Answer.Superseded("the posting was cancelled"));
      case Reply.Ok<OzonPosting>(var posting) when !awaitsPassport(posting) ->
          Optional.of(new Answer.Superseded("passport data is no longer awaited"));
      case Reply.Ok<OzonPosting> _ when late(call) ->
          Optional.of(new Answer.Superseded("too late"));
      case Reply.Ok<OzonPosting> _ -> Optional.empty();
      case Reply.Refused<OzonPosting> refused ->
          Optional.of(new Answer.Refused(Obstacles.of(refused.refusal()).word()));
      case Reply<OzonPosting> other -> Optional.of(notYet(other, call));
    };
  }

  private static boolean awaitsPassport(OzonPosting posting) {
    return posting.substatus().equals(io.orderwatch.contracts.Posting.AWAITING_PASSPORT);
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
          : found(ozon.get().history(chat.get(), policy.history()), chat.get(), call);
    } catch (SQLException e) {
      return new Answer.Doubtful("the database cannot be used");
    }
  }

  private static Answer found(
      Reply<Page<ChatMessage>> history, String chat, Planned<Message> call) {
    return switch (history) {
      case Reply.Ok<Page<ChatMessage>>(var page)
          when page.items().stream().anyMatch(each -> says(each, call.payload().text())) ->
          new Answer.Done(Map.of("chatId", chat));
      case Reply.Ok<Page<ChatMessage>>(var page) when page.unreadable() > 0 ->
          new Answer.Doubtful("a message of the chat cannot be read");
      case Reply.Ok<Page<ChatMessage>> _ -> new Answer.Absent();
      case Reply.Throttled<Page<ChatMessage>>(var after) -> new Answer.NotYet(after, "throttled");
      case Reply.Refused<Page<ChatMessage>> refused ->
          new Answer.Doubtful("history refused: " + Obstacles.inChat(refused.refusal()).word());
      case Reply.Unavailable<Page<ChatMessage>>(var reason) -> new Answer.Doubtful(reason);
      case Reply.Doubtful<Page<ChatMessage>>(var reason) -> new Answer.Doubtful(reason);
    };
  }

  private static boolean says(ChatMessage message, String text) {
    return message.author() == ChatMessage.Author.SELLER
        && (Wording.same(String.join(" ", message.text()), text)
            || message.text().stream().anyMatch(part -> Wording.same(part, text)));
  }

  /** For a step before the message, where any failure means that nothing was written. */
  private Answer notYet(Reply<?> reply, Planned<Message> call) {
    return switch (reply) {
      case Reply.Throttled<?>(var after) -> new Answer.NotYet(after, "throttled");
      case Reply.Unavailable<?>(var reason) ->
          new Answer.NotYet(policy.pause(call.attempt()), reason);
      case Reply.Doubtful<?>(var reason) -> new Answer.NotYet(policy.pause(call.attempt()), reason);
      case Reply.Ok<?> _, Reply.Refused<?> _ ->
          throw new IllegalArgumentException("an answer needs no second try");
    };
  }

  private boolean late(Planned<Message> call) {
    return !clock.instant().isBefore(call.payload().deadline());
  }
}
