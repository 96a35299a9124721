package io.orderwatch.logistics.shipment;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static java.util.Objects.requireNonNull;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed.State;
import io.orderwatch.logistics.approval.FourEyes;
import io.orderwatch.logistics.ticket.Supportable;
import io.orderwatch.logistics.ticket.Ticket;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.mailbox.Underway;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A posting and what was asked to be done with it. Each command is decided once, by its id, and
 * ends once: done or refused. This page is the whole life of a command, whatever it asks for.
 *
 * @param posting as it was seen last; null as long as it was not
 * @param commands by their ids
 * @param tickets by the ids of the commands that were refused for them
 */
public record Shipment(
    @Nullable Posting posting, Map<String, Standing> commands, Map<String, Ticket> tickets) {

  /** What became of a command. Done and refused are final. */
  public sealed interface Standing {
    record Unheard() implements Standing {}

    /**
     * A second person has to approve it; nothing is called before.
     *
     * @param given the command as it came
     * @param until how long his word is waited for
     */
    record Proposed(Order order, ShipmentCommand given, Instant until) implements Standing {}

    /**
     * It came too early, and is kept until Ozon offers what it asks for or its time is over.
     *
     * @param code why it was too early; "" if what Ozon offers is not known
     */
    record Waiting(Order order, String code) implements Standing {}

    /**
     * @param state accepted, checked, executing or unknown
     */
    record Open(Order order, State state) implements Standing {
      public Open(Order order) {
        this(order, State.ACCEPTED);
      }
    }

    record Done(Order order, Instant at) implements Standing {}

    record Refused(Order order, String code, Instant at) implements Standing {}
  }

  /**
   * What was asked, and by whom.
   *
   * @param until how long it may wait; null if it may not
   * @param verdict what a second person said of it; null if nobody was asked, or has answered
   */
  public record Order(
      Action action,
      String requestedBy,
      Instant at,
      @Nullable Instant until,
      @Nullable Verdict verdict) {

    public Order(Action action, String requestedBy, Instant at, @Nullable Instant until) {
      this(action, requestedBy, at, until, null);
    }

    public Order(Action action, String requestedBy, Instant at) {
      this(action, requestedBy, at, null);
    }

    Order with(Verdict said) {
      return new Order(action, requestedBy, at, until, said);
    }
  }

  /**
   * What a person said of a command that was proposed.
   *
   * @param approved whether he approved it; else he declined it
   * @param why in his own words; "" for none
   */
  public record Verdict(boolean approved, String by, Instant at, String why) {}

  /**
   * What is kept of a command for a second person.
   *
   * @param given as it came
   * @param until how long his word is waited for
   */
  public record Proposal(ShipmentCommand given, Instant until) {}

  public sealed interface Heard {
    /**
     * @param again reads a command that was kept, as it would be asked for now
     */
    record Shown(Posting posting, Function<ShipmentCommand, Asked> again) implements Heard {}

    /**
     * A command.
     *
     * @param call what the action's outlet needs
     * @param against what speaks against it; empty if it may be tried
     * @param until how long it may wait if it comes too early; null if it may not
     * @param proposal for a second person; null if it needs none
     */
    record Asked(
        PostingRef ref,
        String id,
        String requestedBy,
        Action action,
        Function<Shipment, ? extends Record> call,
        Function<Shipment, Optional<Refusal>> against,
        @Nullable Instant until,
        @Nullable Proposal proposal)
        implements Heard {

      public Asked(
          PostingRef ref,
          String id,
          String requestedBy,
          Action action,
          Record call,
          Function<Shipment, Optional<Refusal>> against) {
        this(ref, id, requestedBy, action, _ -> call, against, null, null);
      }

      /** The same for a second person. */
      public Asked with(Proposal proposed) {
        return new Asked(ref, id, requestedBy, action, call, against, until, proposed);
      }
    }

    /**
     * A person approves what another one asked for.
     *
     * @param why in his own words; "" for none
     * @param again reads the command that was kept, as it would be asked for now
     */
    record Approved(
        PostingRef ref, String id, String by, String why, Function<ShipmentCommand, Asked> again)
        implements Heard {}

    /** A person does not want it; he who asked for it may say so too. */
    record Declined(PostingRef ref, String id, String by, String why) implements Heard {}

    /** Its approval was waited for as long as it may be. */
    record Lapsed(PostingRef ref, String id) implements Heard {}

    /** How far its call is. */
    record Followed(PostingRef ref, Underway underway) implements Heard {}

    /** It has waited for as long as it may. */
    record Waited(PostingRef ref, String id) implements Heard {}

    record Ended(PostingRef ref, Settled settled) implements Heard {}

    /** Asked of Ozon's support alone: a ticket is drafted, and nothing is called. */
    record Raised(
        PostingRef ref,
        String id,
        String requestedBy,
        Supportable action,
        Function<Shipment, Optional<Refusal>> against)
        implements Heard {}

    /**
     * Something about a ticket.
     *
     * @param id of its command
     */
    record OfTicket(PostingRef ref, String id, Ticket.Heard heard) implements Heard {}
  }

  private record Met(Standing standing, Heard heard) {}

  private static final Set<String> DELIVERED =
      Set.of("posting_delivered", "posting_conditionally_delivered");

  private static final String ENDED = "command/";
  private static final String WAIT = "wait/";
  private static final String APPROVAL = "approval/";

  public static final Shipment UNKNOWN = new Shipment(null, Map.of(), Map.of());

  public Shipment {
    commands = Map.copyOf(commands);
    tickets = Map.copyOf(tickets);
  }

  public Shipment(@Nullable Posting posting, Map<String, Standing> commands) {
    this(posting, commands, Map.of());
  }

  public static Decision<Shipment> on(Shipment state, Heard heard, Instant at) {
    return switch (new Met(state.standing(heard), heard)) {
      case Met(Standing.Unheard _, Heard.Asked asked) -> state.ask(asked, at);
      case Met(Standing.Open(var order, _), Heard.Ended(var ref, var settled)) ->
          state.end(order, ref, settled, at);
      case Met(Standing.Open(var order, var before), Heard.Followed(var ref, var underway)) ->
          state.follow(order, before, ref, underway);
      case Met(Standing.Waiting(var order, _), Heard.Waited(var ref, var id)) ->
          state.tryLast(order, ref, id, at);
      case Met(Standing.Proposed proposed, Heard.Approved said) ->
          state.approve(proposed, said, at);
      case Met(Standing.Proposed proposed, Heard.Declined said) ->
          state.decline(proposed, said, at);
      case Met(Standing.Proposed(var order, _, var until), Heard.Lapsed(var ref, var id)) ->
          at.isBefore(until) ? stay(state) : state.lapse(order, ref, id, at);
      case Met(Standing _, Heard.Shown shown) -> state.show(shown, at);
      case Met(Standing.Refused(var order, _, _), Heard.OfTicket told) ->
          state.tell(order, told, at);
      case Met(Standing.Waiting _, Heard.Asked _) -> stay(state);
      case Met(Standing.Proposed _, Heard.Asked _) -> stay(state);
      case Met(Standing.Done(var order, _), Heard.OfTicket told) -> state.tell(order, told, at);
      case Met(Standing.Unheard _, Heard.Raised raised) -> state.raise(raised, at);
      case Met(Standing _, Heard.Raised _) -> stay(state);
      case Met(Standing.Open _, Heard.Asked _) -> stay(state);
      case Met(Standing.Done _, Heard.Asked _) -> stay(state);
      case Met(Standing.Refused _, Heard.Asked _) -> stay(state);
      case Met(Standing.Unheard _, Heard.Followed _) -> stay(state);
      case Met(Standing.Waiting _, Heard.Followed _) -> stay(state);
      case Met(Standing.Done _, Heard.Followed _) -> stay(state);
      case Met(Standing.Refused _, Heard.Followed _) -> stay(state);
      case Met(Standing.Unheard _, Heard.Waited _) -> stay(state);
      case Met(Standing.Open _, Heard.Waited _) -> stay(state);
      case Met(Standing.Done _, Heard.Waited _) -> stay(state);
      case Met(Standing.Refused _, Heard.Waited _) -> stay(state);
      case Met(Standing.Unheard _, Heard.Ended _) -> stay(state);
      case Met(Standing.Waiting _, Heard.Ended _) -> stay(state);
      case Met(Standing.Done _, Heard.Ended _) -> stay(state);
      case Met(Standing.Refused _, Heard.Ended _) -> stay(state);
      case Met(Standing.Unheard _, Heard.OfTicket _) -> stay(state);
      case Met(Standing.Waiting _, Heard.OfTicket _) -> stay(state);
      case Met(Standing.Open _, Heard.OfTicket _) -> stay(state);
      case Met(Standing.Proposed _, Heard.Followed _) -> stay(state);
      case Met(Standing.Proposed _, Heard.Waited _) -> stay(state);
      case Met(Standing.Proposed _, Heard.Ended _) -> stay(state);
      case Met(Standing.Proposed _, Heard.OfTicket _) -> stay(state);
      case Met(Standing _, Heard.Approved _) -> stay(state); // decided before, or never proposed
      case Met(Standing _, Heard.Declined _) -> stay(state);
      case Met(Standing _, Heard.Lapsed _) -> stay(state);
    };
  }

  /** Whether such an action was carried out here. */
  public boolean done(String word) {
    return timesDone(word) > 0;
  }

  /** How often such an action was carried out here. */
  public long timesDone(String word) {
    return commands.values().stream()
        .filter(
            standing ->
                standing instanceof Standing.Done(var order, _)
                    && order.action().word().equals(word))
        .count();
  }

  /** Whether Ozon offers this action, or is not known to offer none of it. */
  public boolean mayOffer(String action) {
    return posting == null || posting.mayOffer(action);
  }

  /** Cancelled, delivered or presumably delivered: nothing about it can be changed any more. */
  public static boolean ended(Posting posting) {
    return posting.cancelled()
        || posting.status().equals("delivered")
        || DELIVERED.contains(posting.substatus());
  }

  private Standing standing(Heard heard) {
    var id =
        switch (heard) {
          case Heard.Shown _ -> "";
          case Heard.Asked asked -> asked.id();
          case Heard.Approved said -> said.id();
          case Heard.Declined said -> said.id();
          case Heard.Lapsed lapsed -> lapsed.id();
          case Heard.Followed(_, var underway) -> underway.id();
          case Heard.Waited waited -> waited.id();
          case Heard.Ended(_, var settled) -> settled.id();
          case Heard.Raised raised -> raised.id();
          case Heard.OfTicket told -> told.id();
        };
    return commands.getOrDefault(id, new Standing.Unheard());
  }

  private Decision<Shipment> show(Heard.Shown heard, Instant at) {
    var shown = heard.posting();
    if (posting != null && shown.version() <= posting.version()) {
      return stay(this);
    }
    var decision = move(new Shipment(shown, commands, tickets));
    for (var id : new TreeSet<>(commands.keySet())) {
      if (commands.get(id) instanceof Standing.Waiting(var order, _)) {
        decision = decision.then(next -> next.look(order, shown.ref(), id, at));
      }
      if (ended(shown) && commands.get(id) instanceof Standing.Proposed(var order, var given, _)) {
        var against = heard.again().apply(given).against();
        decision = decision.then(next -> next.drop(order, shown.ref(), id, against, at));
      }
    }
    for (var id : new TreeSet<>(tickets.keySet())) {
      var told = new Heard.OfTicket(shown.ref(), id, new Ticket.Heard.Shown(shown));
      decision = decision.then(next -> on(next, told, at));
    }
    return decision;
  }

  private Decision<Shipment> tell(Order order, Heard.OfTicket told, Instant at) {
    var ticket = tickets.get(told.id());
    if (ticket == null || !(order.action() instanceof Supportable action)) {
      return stay(this);
    }
    var about = new Ticket.About(told.ref(), told.id(), action);
    return Ticket.on(ticket, told.heard(), about, at).map(next -> with(told.id(), next));
  }

  private Decision<Shipment> ask(Heard.Asked asked, Instant at) {
    var order = new Order(asked.action(), asked.requestedBy(), at, asked.until());
    var against = asked.against().apply(this);
    var waits = waits(asked, against, at);
    var proposal = asked.proposal();
    if (proposal != null && (waits || against.isEmpty())) {
      return propose(order, asked, proposal);
    }
    if (waits) {
      return move(
              this, progressed(order, asked.ref(), asked.id(), State.ACCEPTED, Optional.empty()))
          .then(next -> next.keep(order, asked.ref(), asked.id(), against));
    }
    return against
        .map(refusal -> refuse(order, asked.ref(), asked.id(), refusal.code(), at))
        .orElseGet(
            () ->
                move(
                        this,
                        progressed(
                            order, asked.ref(), asked.id(), State.ACCEPTED, Optional.empty()))
                    .then(
                        next ->
                            next.open(order, asked.ref(), asked.id(), asked.call().apply(this))));
  }

  /**
   * Whether a command would be kept for later: one that may wait, if what speaks against it may
   * pass, or if Ozon was not seen to offer it yet.
   */
  public boolean waits(Heard.Asked asked, Optional<Refusal> against, Instant at) {
    return asked.until() != null
        && asked.until().isAfter(at)
        && asked.action() instanceof Awaitable action
        && (against.isPresent() ? action.passing(against.get()) : !offers(action));
  }

  private boolean offers(Awaitable action) {
    return posting != null && posting.actions().contains(action.offer());
  }

  private Decision<Shipment> keep(
      Order order, PostingRef ref, String id, Optional<Refusal> against) {
    var waiting = new Standing.Waiting(order, against.map(Refusal::code).orElse(""));
    return move(
        with(id, waiting),
        progressed(order, ref, id, State.WAITING, against),
        new Effect.SetTimer(WAIT + id, requireNonNull(order.until())));
  }

  private Decision<Shipment> propose(Order order, Heard.Asked asked, Proposal proposal) {
    var id = asked.id();
    return move(
        with(id, new Standing.Proposed(order, proposal.given(), proposal.until())),
        progressed(order, asked.ref(), id, State.ACCEPTED, Optional.empty()),
        said(order, asked.ref(), id, State.PROPOSED, order.requestedBy(), proposal.until()),
        new Effect.SetTimer(APPROVAL + id, proposal.until()));
  }

  /**
   * Held to all that is known of the posting by now; from there on it is a command as any other.
   */
  private Decision<Shipment> approve(Standing.Proposed proposed, Heard.Approved said, Instant at) {
    var ref = said.ref();
    var id = said.id();
    if (FourEyes.same(proposed.order().requestedBy(), said.by())) {
      return stay(this);
    }
    if (!at.isBefore(proposed.until())) {
      return lapse(proposed.order(), ref, id, at); // the timer is late
    }
    var order = proposed.order().with(new Verdict(true, said.by(), at, said.why()));
    var asked = said.again().apply(proposed.given());
    var against = asked.against().apply(this);
    var approved =
        move(
            this,
            said(order, ref, id, State.APPROVED, said.by(), null),
            new Effect.CancelTimer(APPROVAL + id));
    if (waits(asked, against, at)) {
      return approved.then(next -> next.keep(order, ref, id, against));
    }
    return against.isPresent()
        ? approved.then(next -> next.refuse(order, ref, id, against.get().code(), at))
        : approved.then(next -> next.open(order, ref, id, asked.call().apply(next)));
  }

  private Decision<Shipment> decline(Standing.Proposed proposed, Heard.Declined said, Instant at) {
    var order = proposed.order().with(new Verdict(false, said.by(), at, said.why()));
    return move(
            this,
            said(order, said.ref(), said.id(), State.DECLINED, said.by(), null),
            new Effect.CancelTimer(APPROVAL + said.id()))
        .then(next -> next.refuse(order, said.ref(), said.id(), Refusal.DECLINED.code(), at));
  }

  private Decision<Shipment> lapse(Order order, PostingRef ref, String id, Instant at) {
    return move(this, new Effect.CancelTimer(APPROVAL + id))
        .then(next -> next.refuse(order, ref, id, Refusal.NOT_APPROVED.code(), at));
  }

  /** Nobody needs to look at what the posting's end has settled. */
  private Decision<Shipment> drop(
      Order order,
      PostingRef ref,
      String id,
      Function<Shipment, Optional<Refusal>> against,
      Instant at) {
    return against
        .apply(this)
        .map(
            refusal ->
                move(this, new Effect.CancelTimer(APPROVAL + id))
                    .then(next -> next.refuse(order, ref, id, refusal.code(), at)))
        .orElse(stay(this));
  }

  /** Whether what waited may go now, or never will. */
  private Decision<Shipment> look(Order order, PostingRef ref, String id, Instant at) {
    if (!(order.action() instanceof Awaitable action)) {
      return stay(this);
    }
    var against = action.against(this, at);
    if (against.isPresent() ? action.passing(against.get()) : !offers(action)) {
      return stay(this);
    }
    return move(this, new Effect.CancelTimer(WAIT + id))
        .then(next -> next.decide(order, action, ref, id, against, at));
  }

  private Decision<Shipment> tryLast(Order order, PostingRef ref, String id, Instant at) {
    return order.action() instanceof Awaitable action
        ? decide(order, action, ref, id, action.against(this, at), at)
        : stay(this);
  }

  private Decision<Shipment> decide(
      Order order,
      Awaitable action,
      PostingRef ref,
      String id,
      Optional<Refusal> against,
      Instant at) {
    return against
        .map(refusal -> refuse(order, ref, id, refusal.code(), at))
        .orElseGet(() -> open(order, ref, id, action.call()));
  }

  /** Its call is planned; it was checked if there was anything to check it by. */
  private Decision<Shipment> open(Order order, PostingRef ref, String id, Record call) {
    var planned = new Effect.CallOut(order.action().word(), id, call);
    return posting == null
        ? move(with(id, new Standing.Open(order, State.ACCEPTED)), planned)
        : move(
            with(id, new Standing.Open(order, State.CHECKED)),
            progressed(order, ref, id, State.CHECKED, Optional.empty()),
            planned);
  }

  private Decision<Shipment> follow(Order order, State before, PostingRef ref, Underway underway) {
    var state =
        switch (underway.state()) {
          case SENDING -> State.EXECUTING;
          case UNKNOWN -> State.UNKNOWN;
        };
    var told =
        new CommandProgressed(ref, underway.id(), order.action().word(), state, null, null, null);
    return state == before
        ? stay(this)
        : move(with(underway.id(), new Standing.Open(order, state)), Effect.publish(told));
  }

  /** Once in the life of a command. */
  private static Effect progressed(
      Order order, PostingRef ref, String id, State state, Optional<Refusal> why) {
    var told =
        new CommandProgressed(
            ref,
            id,
            order.action().word(),
            state,
            why.map(Refusal::code).orElse(null),
            why.map(Refusal::explanation).orElse(null),
            state == State.WAITING ? order.until() : null);
    return new Effect.Publish(told, null, ENDED + id + "/" + state.name().toLowerCase(Locale.ROOT));
  }

  /** What a person said of it, once in the life of a command. */
  private static Effect said(
      Order order, PostingRef ref, String id, State state, String by, @Nullable Instant until) {
    var told = new CommandProgressed(ref, id, order.action().word(), state, null, null, until, by);
    return new Effect.Publish(told, null, ENDED + id + "/" + state.name().toLowerCase(Locale.ROOT));
  }

  /** The command whose approval a timer of this name ends; empty for another timer. */
  public static Optional<String> lapsing(String timer) {
    return timer.startsWith(APPROVAL)
        ? Optional.of(timer.substring(APPROVAL.length()))
        : Optional.empty();
  }

  /** The command that a timer of this name waits with; empty for another timer. */
  public static Optional<String> waiting(String timer) {
    return timer.startsWith(WAIT) ? Optional.of(timer.substring(WAIT.length())) : Optional.empty();
  }

  private Decision<Shipment> end(Order order, PostingRef ref, Settled settled, Instant at) {
    return switch (settled.outcome()) {
      case Settled.Outcome.Done _ ->
          move(
              with(settled.id(), new Standing.Done(order, at)),
              published(order.action().done(ref, settled.id()), settled.id()));
      case Settled.Outcome.Refused(var code) -> refuse(order, ref, settled.id(), code, at);
      case Settled.Outcome.Superseded(var code) -> refuse(order, ref, settled.id(), code, at);
    };
  }

  private Decision<Shipment> refuse(
      Order order, PostingRef ref, String id, String code, Instant at) {
    var refused =
        move(
            with(id, new Standing.Refused(order, code, at)),
            published(order.action().refused(ref, id, code, Refusal.explain(code)), id));
    return refused.then(next -> next.draft(order, ref, id, code, at));
  }

  private Decision<Shipment> raise(Heard.Raised raised, Instant at) {
    var order = new Order(raised.action(), raised.requestedBy(), at);
    var against =
        awaited(raised.action())
            ? Optional.of(Refusal.TICKET_DRAFTED_BEFORE)
            : raised.against().apply(this);
    if (against.isPresent()) {
      return move(with(raised.id(), new Standing.Refused(order, against.get().code(), at)));
    }
    var about = new Ticket.About(raised.ref(), raised.id(), raised.action());
    return Ticket.draft(about, posting, at)
        .map(ticket -> with(raised.id(), new Standing.Done(order, at)).with(raised.id(), ticket));
  }

  /** One ticket is enough for the same thing, however often it is asked for. */
  private Decision<Shipment> draft(
      Order order, PostingRef ref, String id, String code, Instant at) {
    return order.action() instanceof Supportable action
            && Refusal.of(code).filter(Refusal::byTicket).isPresent()
            && !awaited(action)
        ? Ticket.draft(new Ticket.About(ref, id, action), posting, at).map(next -> with(id, next))
        : stay(this);
  }

  private boolean awaited(Supportable action) {
    return tickets.entrySet().stream()
        .anyMatch(
            each ->
                each.getValue().live()
                    && asked(each.getKey()) instanceof Supportable other
                    && other.kind() == action.kind()
                    && other.wanted().equals(action.wanted()));
  }

  /** What a command that has a ticket asks for; null if there is no such command. */
  private @Nullable Action asked(String id) {
    return switch (commands.get(id)) {
      case Standing.Refused(var order, _, _) -> order.action();
      case Standing.Done(var order, _) -> order.action();
      case null, default -> null; // only what has ended has a ticket
    };
  }

  /** The event's id comes from the command's, whichever way that came in and however often. */
  private static Effect published(Event event, String commandId) {
    return new Effect.Publish(event, null, ENDED + commandId);
  }

  /** How the command stands whose end is published. */
  public Standing standing(Effect.Publish published) {
    var cause = published.cause();
    return cause != null && cause.startsWith(ENDED)
        ? commands.getOrDefault(cause.substring(ENDED.length()), new Standing.Unheard())
        : new Standing.Unheard();
  }

  private Shipment with(String id, Standing standing) {
    var next = new HashMap<>(commands);
    next.put(id, standing);
    return new Shipment(posting, next, tickets);
  }

  private Shipment with(String id, Ticket ticket) {
    var next = new HashMap<>(tickets);
    next.put(id, ticket);
    return new Shipment(posting, commands, next);
  }
}
