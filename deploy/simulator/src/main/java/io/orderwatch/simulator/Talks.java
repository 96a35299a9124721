package io.orderwatch.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The chats of a world: what the seller says, and what that moves a buyer to do. */
final class Talks {

  private static final long FIRST_MESSAGE = 3_000_000_000_817_000_000L;

  private final long seed;
  private final Agenda agenda;
  private final Consumer<Fact> facts;
  private final Function<String, Posting> postings;
  private final Map<String, Chat> chats = new LinkedHashMap<>();
  private final Map<String, String> chatOfPosting = new HashMap<>();
  private long messages;

  /**
   * No chats yet.
   *
   * @param postings the posting of a number, as it is now
   */
  Talks(long seed, Agenda agenda, Consumer<Fact> facts, Function<String, Posting> postings) {
    this.seed = seed;
    this.agenda = agenda;
    this.facts = facts;
    this.postings = postings;
  }

  Chat find(String store, String id) {
    var chat = chats.get(id);
    if (chat == null || !chat.store().equals(store)) {
      throw Refused.notFound("chat not found");
    }
    return chat;
  }

  @Nullable Chat about(Posting posting) {
    var id = chatOfPosting.get(posting.number());
    return id == null ? null : chats.get(id);
  }

  Collection<Chat> all() {
    return chats.values();
  }

  String readBySeller(Scenario.Store store, String id, long upTo) {
    Permissions.requireChat(store);
    var chat = find(store.id(), id);
    var read = chat.readBySeller(upTo == 0 ? chat.lastMessageId() : upTo);
    chats.put(id, read);
    return Integer.toString(read.unread().size());
  }

  String start(Scenario.Store store, Posting posting, Instant at) {
    Permissions.requireChat(store);
    var existing = chatOfPosting.get(posting.number());
    if (existing != null) {
      return existing;
    }
    if (posting.plan().wordless()) {
      throw Refused.wordless();
    }
    if (!Permissions.mayStartChat(posting, at)) {
      throw Refused.denied("chat with the buyer is not available for this posting");
    }
    return begin(posting, at);
  }

  /** Opens the chat if there is none, and says it there. */
  String writeInCabinet(Posting posting, String text, Instant at) {
    var existing = chatOfPosting.get(posting.number());
    var id = existing == null ? begin(posting, at) : existing;
    return deliver(find(posting.store(), id), posting, text, at);
  }

  private String begin(Posting posting, Instant at) {
    var name = seed + ":" + posting.number();
    var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    var chat = Chat.started(id, FIRST_MESSAGE + ++messages, posting, at);
    chats.put(id, chat);
    chatOfPosting.put(posting.number(), id);
    facts.accept(new Fact.ChatStarted(at, posting, chat));
    return id;
  }

  String send(Scenario.Store store, String id, String text, Instant at) {
    Permissions.requireChat(store);
    var chat = find(store.id(), id);
    if (text.isEmpty() || text.codePointCount(0, text.length()) > 1000) {
      throw Refused.invalid(
          "Request validation error: invalid Text: value length must be between 1 and 1000 runes");
    }
    var posting = postings.apply(chat.posting());
    if (!Permissions.maySend(posting, chat, at)) {
      throw Refused.denied("sending messages to this chat is no longer possible");
    }
    return deliver(chat, posting, text, at);
  }

  private String deliver(Chat chat, Posting posting, String text, Instant at) {
    var talked = say(chat, false, text, at);
    var message = talked.messages().getLast();
    facts.accept(new Fact.MessageDelivered(at, posting, talked, message));
    react(posting, talked, message, at);
    return Long.toString(message.id());
  }

  private void react(Posting posting, Chat chat, Chat.Message message, Instant at) {
    var plan = posting.plan();
    var reads = plan.habits().reads();
    var answers = plan.habits().answers();
    if (reads != null) {
      agenda.add(at.plus(reads), new Agenda.ReadMessage(chat.id(), message));
      if (answers != null && chat.fromSeller() == 1) {
        agenda.add(at.plus(reads).plus(answers), new Agenda.Answer(chat.id()));
      }
    }
    if (plan.buyer() instanceof Buyer.SuppliesAfterMessage(var n, var delay)
        && chat.fromSeller() == n) {
      agenda.add(at.plus(delay), new Agenda.Supply(posting.number()));
    }
  }

  void read(String id, Chat.Message message, Instant at) {
    var chat = chats.get(id);
    if (chat != null && !chat.isRead(message)) {
      var read = chat.readByBuyer(message.id());
      chats.put(id, read);
      facts.accept(new Fact.MessageRead(at, postings.apply(read.posting()), read, message));
    }
  }

  void answer(String id, Instant at) {
    var chat = chats.get(id);
    if (chat != null) {
      var posting = postings.apply(chat.posting());
      var talked = say(chat, true, posting.plan().habits().answer(), at);
      facts.accept(new Fact.BuyerAnswered(at, posting, talked, talked.messages().getLast()));
    }
  }

  private Chat say(Chat chat, boolean fromBuyer, String text, Instant at) {
    var talked = chat.with(new Chat.Message(FIRST_MESSAGE + ++messages, at, fromBuyer, text));
    chats.put(chat.id(), talked);
    return talked;
  }
}
