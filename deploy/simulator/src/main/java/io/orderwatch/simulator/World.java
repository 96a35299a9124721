package io.orderwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** How much longer a parcel lies that no sorting centre scans; invented. */
  private static final Duration UNSCANNED = Duration.ofDays(10);

  /** The answer to a command that had been carried out before. */
  public static final String UNCHANGED = "unchanged";

  private final Scenario scenario;
  private final Instant start;
  private final Consumer<Fact> facts;
  private final Agenda agenda = new Agenda();
  private final Talks talks;
  private final Requests requests;
  private final Returns returns;
  private final Map<String, Posting> postings = new LinkedHashMap<>();
  private final Map<String, Shelf> shelves = new HashMap<>();
  private final Map<String, List<String>> orders = new HashMap<>();
  private boolean arrivalsStopped;
  private Instant latest;

  public World(Scenario scenario, Instant start, Consumer<Fact> facts) {
    this.scenario = scenario;
    this.start = start;
    this.facts = facts;
    this.latest = start;
    this.talks = new Talks(scenario.seed, agenda, facts, this::current);
    this.requests = new Requests(agenda, facts, this::current);
    this.returns = new Returns(agenda, facts, postings::values);
    scenario.stores.forEach(store -> shelves.put(store.id(), new Shelf()));
    planArrival(0, start);
  }

  /** Lets everything happen that is due. Instants that lie before an earlier one are harmless. */
  public void advance(Instant now) {
    latest = now.isAfter(latest) ? now : latest;
    for (var due = agenda.next(now); due != null; due = agenda.next(now)) {
      happen(due.task(), due.at());
    }
  }

  /**
   * Carries out a command after everything that was due before it.
   *
   * @return what Ozon answers, or what it is about: a posting, a chat's id, a message's id, a
   *     number of unread messages, {@link #UNCHANGED}, or nothing
   * @throws Refused if Ozon says no
   */
  public String apply(Command command, Instant at) {
    advance(at);
    switch (command) {
      case Command.StartChat(var store, var number) -> {
        return talks.start(store(store), posting(store, number), at);
      }
      case Command.SendMessage(var store, var chat, var text) -> {
        return talks.send(store(store), chat, text, at);
      }
      case Command.WriteInCabinet(var store, var number, var text) -> {
        return talks.writeInCabinet(posting(store, number), text, at);
      }
      case Command.ReadChat(var store, var id, var upTo) -> {
        return talks.readBySeller(store(store), id, upTo);
      }
      case Command.Cancel(var store, var number, var reason, var message) ->
          cancel(posting(store, number), reason, message, at);
      case Command.CancelGoods(var store, var number, var reason, var message, var items) ->
          cancelGoods(posting(store, number), reason, message, items, at);
      case Command.SetTracking(var store, var number, var tracking) -> {
        return track(posting(store, number), tracking, at);
      }
      case Command.SetTimeslot(var store, var number, var from, var to) ->
          moveDelivery(posting(store, number), from, to, at);
      case Command.SetCutoff(var store, var number, var cutoff) -> {
        return setCutoff(posting(store, number), cutoff, at);
      }
      case Command.ReportStatus(var store, var number, var report) -> {
        return report(posting(store, number), report, at);
      }
      case Command.Ship(var store, var number, var packages) ->
          ship(posting(store, number), packages, at);
      case Command.ChangeTrackingBySupport(var store, var number, var tracking) -> {
        var posting = posting(store, number);
        facts.accept(
            new Fact.TrackingChanged(at, put(posting.tracked(tracking)), posting.tracking()));
      }
      case Command.AnswerRequest answer -> {
        var request = requests.answer(answer, at);
        if (answer.approve()) {
          endForBuyer(current(request.posting()), at);
        }
        return request.posting();
      }
      case Command.ActOnReturn act -> returns.act(act, at);
      case Command.OpenDispute(var store, var number) -> dispute(posting(store, number), at);
      case Command.BackToDelivery(var store, var number) ->
          backToDelivery(posting(store, number), at);
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
    if (posting == null
        || !posting.store().equals(store)
        || latest.isBefore(posting.plan().visibleAt())) {
      throw Refused.notFound("POSTING_NOT_FOUND");
    }
    return posting;
  }

  public Chat chat(String store, String id) {
    return talks.find(store, id);
  }

  /** The numbers of an order's postings, in the order in which they came. */
  public List<String> order(String orderNumber) {
    return List.copyOf(orders.getOrDefault(orderNumber, List.of()));
  }

  /** Whether the seller may write there. */
  public boolean isOpen(Chat chat) {
    return Permissions.maySend(current(chat.posting()), chat, latest);
  }

  public @Nullable Chat chatOf(Posting posting) {
    return talks.about(posting);
  }

  public Collection<Posting> postings() {
    return postings.values();
  }

  public Collection<CancelRequest> requests() {
    return requests.all();
  }

  /** What comes back of a posting; empty if nothing does, or not yet. */
  public Optional<Comeback> comeback(Posting posting, Instant now) {
    return returns.of(posting, now);
  }

  public Collection<Chat> chats() {
    return talks.all();
  }

  private void happen(Agenda.Task task, Instant at) {
    switch (task) {
      case Agenda.Arrive(var index) -> arrive(index, at);
      case Agenda.Supply(var number) -> supply(current(number), at);
      case Agenda.Expire(var number) -> expire(current(number), at);
      case Agenda.Split(var number) -> {
        var posting = current(number);
        if (posting.isOpen() && posting.stage() < 0 && posting.goods().size() > 1) {
          split(posting, posting.goods().stream().map(List::of).toList(), at)
              .forEach(child -> goOn(child, at));
        }
      }
      case Agenda.Reach(var number, var stage, var bySeller) ->
          reach(current(number), stage, bySeller, at);
      case Agenda.AskToCancel(var number) -> requests.ask(current(number), at);
      case Agenda.ApproveItself(var request) -> {
        if (requests.approveItself(request, at)) {
          endForBuyer(current(requests.posting(request)), at);
        }
      }
      case Agenda.TurnBack(var number) -> {
        var posting = current(number);
        if (posting.isOpen() && posting.status().equals("delivering")) {
          endForBuyer(posting, at);
        }
      }
      case Agenda.AskToReturn(var number) -> returns.ask(current(number), at);
      case Agenda.DisputeReturn(var number) -> returns.dispute(current(number), at);
      case Agenda.PassCutoff(var number) -> {
        var posting = current(number);
        if (posting.stage() < 0 && !posting.terms().cutoff().isAfter(at)) {
          put(posting.with(posting.terms().missed()));
        }
      }
      case Agenda.ReconsiderChat(var number) -> {
        var posting = current(number);
        put(posting.chatOpen(Permissions.mayStartChat(posting, at)));
      }
      case Agenda.ReadMessage(var id, var message) -> talks.read(id, message, at);
      case Agenda.Answer(var id) -> talks.answer(id, at);
    }
  }

  private void arrive(int index, Instant at) {
    if (arrivalsStopped) {
      return;
    }
    for (var plan : Plan.order(scenario, index, at)) {
      var posting = begin(Posting.created(plan), at);
      if (plan.splits()) {
        var within = plan.draw().between("split", Duration.ofMinutes(5), Duration.ofHours(2));
        agenda.add(at.plus(within), new Agenda.Split(plan.number()));
      }
      goOn(posting, at);
    }
    planArrival(index + 1, at);
  }

  private Posting begin(Posting posting, Instant at) {
    var plan = posting.plan();
    orders.computeIfAbsent(plan.orderNumber(), _ -> new ArrayList<>()).add(plan.number());
    put(posting);
    facts.accept(new Fact.PostingCreated(at, posting));
    var chatEnds = plan.createdAt().plus(Permissions.START_WINDOW);
    agenda.add(chatEnds, new Agenda.ReconsiderChat(plan.number()));
    agenda.add(posting.terms().cutoff(), new Agenda.PassCutoff(plan.number()));
    return posting;
  }

  /** What is going to happen to a posting that is new, or comes out of a split. */
  private void goOn(Posting posting, Instant at) {
    var plan = posting.plan();
    if (posting.awaitsPassport()) {
      agenda.add(plan.createdAt().plus(scenario.passportTime), new Agenda.Expire(posting.number()));
      if (plan.buyer() instanceof Buyer.SuppliesAfter(var created)) {
        agenda.add(plan.createdAt().plus(created), new Agenda.Supply(posting.number()));
      }
    } else {
      planStage(posting, 0, at);
    }
  }

  private List<Posting> split(Posting posting, List<List<Goods>> packages, Instant at) {
    var parent = put(posting.split(at));
    facts.accept(new Fact.PostingSplit(at, parent));
    var children = new ArrayList<Posting>();
    for (var goods : packages) {
      var part = order(posting.plan().orderNumber()).size() + 1;
      children.add(begin(posting.child(part, goods, at), at));
    }
    return children;
  }

  private void planArrival(int index, Instant before) {
    if (index < scenario.postings) {
      var window = scenario.arrivalWindow.toMillis();
      agenda.add(start.plusMillis(window * index / scenario.postings), new Agenda.Arrive(index));
    } else if (scenario.livingPerHour > 0) {
      var hours =
          -Math.log(1 - new Draw(scenario.seed, index).share("gap")) / scenario.livingPerHour;
      var opened = start.plus(scenario.arrivalWindow);
      var from = before.isBefore(opened) ? opened : before;
      agenda.add(
          from.plusMillis(Math.round(hours * Duration.ofHours(1).toMillis())),
          new Agenda.Arrive(index));
    }
  }

  /** One buyer's data release all that he ordered with it. */
  private void supply(Posting posting, Instant at) {
    for (var number : order(posting.plan().orderNumber())) {
      var one = current(number);
      if (one.awaitsPassport()) {
        var supplied = put(one.supplied(at));
        facts.accept(new Fact.PassportSupplied(at, supplied));
        planStage(supplied, 0, at);
      }
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

  private void reach(Posting posting, int stage, boolean bySeller, Instant at) {
    if (!posting.isOpen() || posting.isDisputed() || posting.stage() != stage - 1) {
      return;
    }
    var stages = Life.of(posting.plan().integration());
    var reached = put(posting.reached(stage, at));
    if (reached.deliveredAt() != null) {
      reached = put(reached.chatOpen(Permissions.mayStartChat(reached, at)));
      agenda.add(at.plus(Permissions.START_WINDOW), new Agenda.ReconsiderChat(posting.number()));
      requests.ended(reached, at);
      returns.delivered(reached);
    }
    planAfterwards(posting, reached, at);
    facts.accept(new Fact.StatusChanged(at, reached, stages.get(stage).push(), bySeller));
    if (stage + 1 < stages.size()) {
      var unscanned = stage == 0 && reached.plan().afterwards().unscanned();
      planStage(reached, stage + 1, unscanned ? at.plus(UNSCANNED) : at);
    }
  }

  private void planAfterwards(Posting before, Posting reached, Instant at) {
    var afterwards = reached.plan().afterwards();
    if (before.stage() < 0 && afterwards.asksToCancel() != null) {
      agenda.add(at.plus(afterwards.asksToCancel()), new Agenda.AskToCancel(reached.number()));
    }
    if (before.deliveringAt() == null
        && reached.deliveringAt() != null
        && afterwards.turnsBack() != null) {
      agenda.add(at.plus(afterwards.turnsBack()), new Agenda.TurnBack(reached.number()));
    }
  }

  /** The parcel stays where it is as long as the dispute lasts. */
  private void dispute(Posting posting, Instant at) {
    Permissions.requireDisputable(posting);
    var disputed = put(posting.with(posting.progress().disputed(at)));
    facts.accept(new Fact.StatusChanged(at, disputed, "posting_in_arbitration", true));
  }

  private void backToDelivery(Posting posting, Instant at) {
    Permissions.requireDisputed(posting);
    var back = put(posting.with(posting.progress().undisputed(at)));
    facts.accept(new Fact.StatusChanged(at, back, back.substatus(), true));
    planStage(back, back.stage() + 1, at);
  }

  /** At the buyer's or the carrier's wish, which does not count for the seller (help page H5). */
  private void endForBuyer(Posting posting, Instant at) {
    if (posting.isOpen()) {
      end(
          posting,
          new Posting.Cancellation(
              at, "client", 508, "Покупатель отменил заказ", posting.stage() >= 0, false));
    }
  }

  private void cancel(Posting posting, long reason, String message, Instant at) {
    end(posting, Permissions.cancel(posting, reason, message, at));
  }

  private void end(Posting posting, Posting.Cancellation cancellation) {
    var cancelled = put(posting.cancelled(cancellation));
    facts.accept(new Fact.PostingCancelled(cancellation.at(), cancelled, posting.substatus()));
    requests.ended(cancelled, cancellation.at());
  }

  private void cancelGoods(
      Posting posting, long reason, String message, List<Command.Item> items, Instant at) {
    var left = Permissions.without(posting, reason, message, items);
    if (left.isEmpty()) {
      cancel(posting, reason, message, at);
    } else {
      var title = Permissions.reason(posting, reason).title();
      facts.accept(new Fact.GoodsCancelled(at, put(posting.with(left)), title, items));
    }
  }

  private String track(Posting posting, String tracking, Instant at) {
    Delivery.requireTrack(posting);
    if (posting.tracking().equals(tracking)) {
      return UNCHANGED;
    }
    facts.accept(new Fact.TrackingChanged(at, put(posting.tracked(tracking)), posting.tracking()));
    return "";
  }

  /** The same dates once more use up a change too. */
  private void moveDelivery(Posting posting, Instant from, Instant to, Instant at) {
    Delivery.requireMove(posting, from, to, at);
    var old = posting.terms();
    facts.accept(new Fact.DeliveryChanged(at, put(posting.with(old.moved(from, to))), old));
  }

  private String setCutoff(Posting posting, Instant cutoff, Instant at) {
    Delivery.requireCutoff(posting, cutoff, at);
    var old = posting.terms();
    if (old.cutoff().equals(cutoff)) {
      return UNCHANGED;
    }
    agenda.add(cutoff, new Agenda.PassCutoff(posting.number()));
    facts.accept(new Fact.CutoffChanged(at, put(posting.with(old.withCutoff(cutoff))), old));
    return "";
  }

  /** What is reported takes effect a little later, once however often it is reported. */
  private String report(Posting posting, Delivery.Report report, Instant at) {
    Delivery.requireReport(posting, report);
    if (posting.progress().reported() >= report.stage()) {
      return UNCHANGED;
    }
    put(posting.reported(report.stage()));
    var delay =
        posting.plan().draw().between("report " + report, Duration.ZERO, scenario.statusDelay);
    agenda.add(at.plus(delay), new Agenda.Reach(posting.number(), report.stage(), true));
    return "";
  }

  private void ship(Posting posting, List<List<Command.Item>> packages, Instant at) {
    Permissions.requireShippable(posting, packages);
    if (packages.size() == 1) {
      reach(posting, 0, true, at);
      return;
    }
    var goods =
        packages.stream()
            .map(items -> items.stream().map(item -> some(posting, item)).toList())
            .toList();
    split(posting, goods, at).forEach(child -> reach(child, 0, true, at));
  }

  private static Goods some(Posting posting, Command.Item item) {
    return posting.goods().stream()
        .filter(goods -> goods.sku() == item.sku())
        .findAny()
        .map(goods -> new Goods(goods.sku(), goods.offer(), item.quantity()))
        .orElseThrow();
  }

  private void planStage(Posting posting, int stage, Instant at) {
    if (Life.isReported(posting.plan().integration(), stage) && !scenario.reportedElsewhere) {
      return;
    }
    agenda.add(
        at.plus(Life.until(posting.plan(), stage)),
        new Agenda.Reach(posting.number(), stage, false));
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
    return scenario.stores.stream()
        .filter(store -> store.id().equals(id))
        .findAny()
        .orElseThrow(() -> Refused.denied("Company is blocked, please contact support"));
  }
}
