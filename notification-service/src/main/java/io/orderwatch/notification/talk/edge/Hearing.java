package io.orderwatch.notification.talk.edge;

import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.notification.talk.About;
import io.orderwatch.notification.talk.Marks;
import io.orderwatch.notification.talk.Marks.At;
import io.orderwatch.notification.talk.Talk;
import io.orderwatch.notification.talk.Talk.Heard;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.Answers;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells each posting that was written about in a chat what its buyer did there. An answer is read
 * from Ozon at that moment to see what it is about; only the word for that leaves {@link About}.
 * All of it can be done twice, for what is told twice is told once.
 */
@Singleton
public class Hearing implements Outlet<Heard> {

  /** So often a message that is on its way, or an answer that cannot be read, is waited for. */
  private static final int PATIENCE = 8;

  /** The answer is among the newest messages, or it is an old story. */
  private static final int HISTORY = 100;

  private final Function<StoreId, Optional<OzonSeller>> stores;
  private final SentThere sent;
  private final Supplier<Mailbox> mailbox;

  @Inject
  Hearing(OzonStores stores, DataSource database, Provider<Mailbox> mailbox) {
    this(stores::find, database, mailbox::get);
  }

  public Hearing(
      Function<StoreId, Optional<OzonSeller>> stores,
      DataSource database,
      Supplier<Mailbox> mailbox) {
    this.stores = stores;
    this.sent = new SentThere(database);
    this.mailbox = mailbox;
  }

  @Override
  public String kind() {
    return Talk.CALL;
  }

  @Override
  public Class<Heard> payload() {
    return Heard.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<Heard> call) {
    var chat = ChatRef.parse(call.key());
    var heard = call.payload();
    try {
      if (call.attempt() <= PATIENCE && sent.onItsWay(chat, heard.writtenAt())) {
        return new Answer.NotYet(Answers.pause(call), "a message to this chat is on its way");
      }
      if (!heard.answered()) {
        read(chat, heard);
        return new Answer.Done(Map.of());
      }
      var about = about(call, chat);
      if (about == null) {
        return new Answer.NotYet(Answers.pause(call), "the answer cannot be read yet");
      }
      answered(chat, heard, about);
      return new Answer.Done(Map.of(Talk.ABOUT, about.word()));
    } catch (SQLException e) {
      return new Answer.NotYet(Answers.pause(call), "the database cannot be used");
    }
  }

  /** It is all reading, so it may be done again. */
  @Override
  public Answer lookBack(Planned<Heard> call) {
    return new Answer.Absent();
  }

  /** Null if it is worth asking again. */
  private @Nullable About about(Planned<Heard> call, ChatRef chat) {
    var ozon = stores.apply(chat.store());
    if (ozon.isEmpty()) {
      return About.UNREAD;
    }
    return switch (ozon.get().answers(chat.chat(), HISTORY, About::of)) {
      case Reply.Ok<Map<String, About>>(var answers) ->
          answers.getOrDefault(call.payload().messageId(), About.UNREAD);
      case Reply.Refused<Map<String, About>> _ -> About.UNREAD;
      case Reply.Throttled<Map<String, About>> _,
          Reply.Unavailable<Map<String, About>> _,
          Reply.Doubtful<Map<String, About>> _ ->
          call.attempt() < PATIENCE ? null : About.UNREAD;
    };
  }

  private void read(ChatRef chat, Heard heard) throws SQLException {
    var inputs =
        sent.until(chat, heard.writtenAt()).entrySet().stream()
            .map(
                each ->
                    new Input(
                        each.getKey().key(),
                        "chat/" + chat.chat() + "/read/" + heard.messageId(),
                        heard.seenAt(),
                        new Marks.Read(each.getKey(), each.getValue(), chat.chat())))
            .toList();
    tell(inputs);
  }

  /**
   * Where nothing was sent to the chat, the buyer began it: all postings of the order are meant.
   */
  private void answered(ChatRef chat, Heard heard, About about) throws SQLException {
    var there = sent.until(chat, heard.writtenAt());
    var sentTo =
        there.isEmpty()
            ? sent.ofOrder(chat.store(), heard.orderNumber()).stream()
                .map(ref -> Map.entry(ref, List.of(new At(0, 0))))
            : there.entrySet().stream();
    tell(sentTo.map(each -> input(each.getKey(), each.getValue(), chat, heard, about)).toList());
  }

  private static Input input(
      PostingRef ref, List<At> messages, ChatRef chat, Heard heard, About about) {
    var step = messages.stream().filter(each -> !each.ofNotice()).mapToInt(At::step);
    return new Input(
        ref.key(),
        "chat/" + chat.chat() + "/answer/" + heard.messageId(),
        heard.writtenAt(),
        new Marks.Answered(
            ref,
            messages.getLast(),
            step.reduce(0, (_, last) -> last),
            chat.chat(),
            heard.messageId(),
            about.word()));
  }

  private void tell(List<Input> inputs) throws SQLException {
    if (!inputs.isEmpty()) {
      mailbox.get().tell(TalkFeature.MARKS, inputs, Optional.empty());
    }
  }
}
