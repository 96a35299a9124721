package io.orderwatch.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The marketplace: everything that is going to happen lies on an agenda and happens at its own
 * instant, however rarely the world is looked at. Not safe for several threads.
 *
 * <p>Order matters at one instant: what was put on the agenda first happens first, so data that
 * come in the very moment of the deadline come too late.
 */
public final class World {

  private static final long FIRST_MESSAGE = 3_000_000_000_817_000_000L;

  private sealed interface Task {
    record Arrive(int index) implements Task {}

    record Supply(String posting) implements Task {}

    record Expire(String posting) implements Task {}

    record Reach(String posting, int stage) implements Task {}

    record ReconsiderChat(String posting) implements Task {}

    record ReadMessage(String chat, Chat.Message message) implements Task {}

    record Answer(String chat) implements Task {}
  }

  private record Due(Instant at, long order, Task task) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      var byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final Scenario scenario;
  private final Instant start;
  private final Consumer<Fact> facts;
  private final PriorityQueue<Due> agenda = new PriorityQueue<>();
  private final Map<String, Posting> postings = new LinkedHashMap<>();
  private final Map<String, Shelf> shelves = new HashMap<>();
  private final Map<String, Chat> chats = new LinkedHashMap<>();
  private final Map<String, String> chatOfPosting = new HashMap<>();
  private long order;
  private long messages;
  private boolean arrivalsStopped;

  public World(Scenario scenario, Instant start, Consumer<Fact> facts) {
    this.scenario = scenario;
    this.start = start;
    this.facts = facts;
    scenario.stores().forEach(store -> shelves.put(store.id(), new Shelf()));
    planArrival(0, start);
  }

  /** Lets everything happen that is due. Instants that lie before an earlier one are harmless. */
  public void advance(Instant now) {
    for (var due = agenda.peek(); due != null && !due.at().isAfter(now); due = agenda.peek()) {
      agenda.poll();
      happen(due.task(), due.at());
    }
  }

  /**
   * Carries out a command after everything that was due before it.
   *
   * @return what Ozon answers: a chat's id, a message's id, a number of unread messages, or nothing
   * @throws Refused if Ozon says no
   */
  public String apply(Command command, Instant at) {
    advance(at);
    switch (command) {
      case Command.StartChat(var store, var number) -> {
        return startChat(store, posting(store, number), at);
      }
      case Command.SendMessage(var store, var chat, var text) -> {
        return send(store, chat(store, chat), text, at);
      }
      case Command.ReadChat(var store, var id, var upTo) -> {
        Permissions.requireChat(store(store));
        var chat = chat(store, id);
        var read = chat.readBySeller(upTo == 0 ? chat.lastMessageId() : upTo);
        chats.put(id, read);
        return Integer.toString(read.unread().size());
      }
      case Command.Cancel(var store, var number, var reason, var message) ->
          cancel(posting(store, number), reason, message, at);
      case Command.SetTracking(var store, var number, var tracking) ->
          track(posting(store, number), tracking, at);
      case Command.Ship(var store, var number) -> ship(posting(store, number), at);
      case Command.StopArrivals() -> arrivalsStopped = true;
    }
    return "";
  }

  public Listing.Page list(String store, Listing listing) {
    store(store);
    return shelf(store).list(listing);
  }

  public Posting posting(String store, String number) {
    var posting = postings.get(number);
    if (posting == null || !posting.store().equals(store)) {
      throw Refused.notFound("POSTING_NOT_FOUND");
    }
    return posting;
  }

  public Chat chat(String store, String id) {
    var chat = chats.get(id);
    if (chat == null || !chat.store().equals(store)) {
      throw Refused.notFound("chat not found");
    }
    return chat;
  }

  public @Nullable Chat chatOf(Posting posting) {
    var id = chatOfPosting.get(posting.number());
    return id == null ? null : chats.get(id);
  }

  public Collection<Posting> postings() {
    return postings.values();
  }

  public Collection<Chat> chats() {
    return chats.values();
  }

  private void happen(Task task, Instant at) {
    switch (task) {
      case Task.Arrive(var index) -> arrive(index, at);
      case Task.Supply(var number) -> supply(current(number), at);
      case Task.Expire(var number) -> expire(current(number), at);
      case Task.Reach(var number, var stage) -> reach(current(number), stage, at);
      case Task.ReconsiderChat(var number) -> {
        var posting = current(number);
        put(posting.chatOpen(Permissions.mayStartChat(posting, at)));
      }
      case Task.ReadMessage(var id, var message) -> read(id, message, at);
      case Task.Answer(var id) -> answer(id, at);
    }
  }

  private void arrive(int index, Instant at) {
    if (arrivalsStopped) {
      return;
    }
    var posting = put(Posting.created(Plan.of(scenario, index, at)));
    facts.accept(new Fact.PostingCreated(at, posting));
    plan(at.plus(Permissions.START_WINDOW), new Task.ReconsiderChat(posting.number()));
    if (posting.awaitsPassport()) {
      plan(at.plus(scenario.passportTime()), new Task.Expire(posting.number()));
      if (posting.plan().buyer() instanceof Buyer.SuppliesAfter(var created)) {
        plan(at.plus(created), new Task.Supply(posting.number()));
      }
    } else {
      planStage(posting, 0, at);
    }
    planArrival(index + 1, at);
  }

  private void planArrival(int index, Instant before) {
    if (index < scenario.postings()) {
      var window = scenario.arrivalWindow().toMillis();
      plan(start.plusMillis(window * index / scenario.postings()), new Task.Arrive(index));
    } else if (scenario.livingPerHour() > 0) {
      var hours =
          -Math.log(1 - new Draw(scenario.seed(), index).share("gap")) / scenario.livingPerHour();
      var opened = start.plus(scenario.arrivalWindow());
      var from = before.isBefore(opened) ? opened : before;
      plan(
          from.plusMillis(Math.round(hours * Duration.ofHours(1).toMillis())),
          new Task.Arrive(index));
    }
  }

  private void supply(Posting posting, Instant at) {
    if (posting.awaitsPassport()) {
      var supplied = put(posting.supplied(at));
      facts.accept(new Fact.PassportSupplied(at, supplied));
      planStage(supplied, 0, at);
    }
  }

  /** Ozon's own cancellation; that it does not count for the seller is inferred, not stated. */
  private void expire(Posting posting, Instant at) {
    if (posting.awaitsPassport()) {
      end(
          posting,
          new Posting.Cancellation(
              at, "ozon", 0, "Покупатель не указал паспортные данные", false, false));
    }
  }

  private void reach(Posting posting, int stage, Instant at) {
    if (!posting.isOpen() || posting.stage() != stage - 1) {
      return;
    }
    var stages = Life.of(posting.plan().integration());
    var reached = put(posting.reached(stage, at));
    if (reached.deliveredAt() != null) {
      reached = put(reached.chatOpen(Permissions.mayStartChat(reached, at)));
      plan(at.plus(Permissions.START_WINDOW), new Task.ReconsiderChat(posting.number()));
    }
    facts.accept(new Fact.StatusChanged(at, reached, stages.get(stage).push()));
    if (stage + 1 < stages.size()) {
      planStage(reached, stage + 1, at);
    }
  }

  private void cancel(Posting posting, long reason, String message, Instant at) {
    end(posting, Permissions.cancel(posting, reason, message, at));
  }

  private void end(Posting posting, Posting.Cancellation cancellation) {
    var cancelled = put(posting.cancelled(cancellation));
    facts.accept(new Fact.PostingCancelled(cancellation.at(), cancelled, posting.substatus()));
  }

  private void track(Posting posting, String tracking, Instant at) {
    if (!Permissions.maySetTracking(posting)) {
      throw Refused.conflict("HAS_INCORRECT_STATUS");
    }
    facts.accept(new Fact.TrackingChanged(at, put(posting.tracked(tracking))));
  }

  private void ship(Posting posting, Instant at) {
    if (posting.isCancelled()) {
      throw Refused.conflict("POSTING_ALREADY_CANCELLED");
    }
    if (posting.stage() >= 0) {
      throw Refused.conflict("POSTING_ALREADY_SHIPPED");
    }
    if (!posting.status().equals("awaiting_packaging") || posting.awaitsPassport()) {
      throw Refused.conflict("HAS_INCORRECT_STATUS");
    }
    reach(posting, 0, at);
  }

  private String startChat(String store, Posting posting, Instant at) {
    Permissions.requireChat(store(store));
    var existing = chatOfPosting.get(posting.number());
    if (existing != null) {
      return existing;
    }
    if (!Permissions.mayStartChat(posting, at)) {
      throw Refused.denied("chat with the buyer is not available for this posting");
    }
    var name = scenario.seed() + ":" + posting.number();
    var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    var chat = Chat.started(id, posting, at);
    chats.put(id, chat);
    chatOfPosting.put(posting.number(), id);
    facts.accept(new Fact.ChatStarted(at, posting, chat));
    return id;
  }

  private String send(String store, Chat chat, String text, Instant at) {
    Permissions.requireChat(store(store));
    if (text.isEmpty() || text.codePointCount(0, text.length()) > 1000) {
      throw Refused.invalid(
          "Request validation error: invalid Text: value length must be between 1 and 1000 runes");
    }
    var posting = current(chat.posting());
    if (!Permissions.maySend(posting, chat, at)) {
      throw Refused.denied("sending messages to this chat is no longer possible");
    }
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
      plan(at.plus(reads), new Task.ReadMessage(chat.id(), message));
      if (answers != null && chat.fromSeller() == 1) {
        plan(at.plus(reads).plus(answers), new Task.Answer(chat.id()));
      }
    }
    if (plan.buyer() instanceof Buyer.SuppliesAfterMessage(var n, var delay)
        && chat.fromSeller() == n) {
      plan(at.plus(delay), new Task.Supply(posting.number()));
    }
  }

  private void read(String id, Chat.Message message, Instant at) {
    var chat = chats.get(id);
    if (chat != null && !chat.isRead(message)) {
      var read = chat.readByBuyer(message.id());
      chats.put(id, read);
      facts.accept(new Fact.MessageRead(at, current(read.posting()), read, message));
    }
  }

  private void answer(String id, Instant at) {
    var chat = chats.get(id);
    if (chat != null) {
      var posting = current(chat.posting());
      var talked = say(chat, true, posting.plan().habits().answer(), at);
      facts.accept(new Fact.BuyerAnswered(at, posting, talked, talked.messages().getLast()));
    }
  }

  private Chat say(Chat chat, boolean fromBuyer, String text, Instant at) {
    var talked = chat.with(new Chat.Message(FIRST_MESSAGE + ++messages, at, fromBuyer, text));
    chats.put(chat.id(), talked);
    return talked;
  }

  private void planStage(Posting posting, int stage, Instant at) {
    plan(at.plus(Life.until(posting.plan(), stage)), new Task.Reach(posting.number(), stage));
  }

  private void plan(Instant at, Task task) {
    agenda.add(new Due(at, order++, task));
  }

  private Posting put(Posting posting) {
    postings.put(posting.number(), posting);
    shelf(posting.store()).put(posting);
    return posting;
  }

  private Posting current(String number) {
    var posting = postings.get(number);
    if (posting == null) {
      throw new IllegalStateException("no posting " + number);
    }
    return posting;
  }

  private Shelf shelf(String store) {
    var shelf = shelves.get(store);
    if (shelf == null) {
      throw new IllegalStateException("no shelf of store " + store);
    }
    return shelf;
  }

  private Scenario.Store store(String id) {
    return scenario.stores().stream()
        .filter(store -> store.id().equals(id))
        .findAny()
        .orElseThrow(() -> Refused.denied("Company is blocked, please contact support"));
  }
}
