package io.orderwatch.logistics.shipment;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.logistics.ticket.Supportable;
import io.orderwatch.logistics.ticket.Ticket;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import java.time.Instant;
import java.util.HashMap;
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

    record Open(Order order) implements Standing {}

    record Done(Order order, Instant at) implements Standing {}

    record Refused(Order order, String code, Instant at) implements Standing {}
  }

  /** What was asked, and by whom. */
  public record Order(Action action, String requestedBy, Instant at) {}

  public sealed interface Heard {
    record Shown(Posting posting) implements Heard {}

    /**
     * A command.
     *
     * @param call what the action's outlet needs
     * @param against what speaks against it; empty if it may be tried
     */
    record Asked(
        PostingRef ref,
        String id,
        String requestedBy,
        Action action,
        Record call,
        Function<Shipment, Optional<Refusal>> against)
        implements Heard {}

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
      case Met(Standing.Open(var order), Heard.Ended(var ref, var settled)) ->
          state.end(order, ref, settled, at);
      case Met(Standing _, Heard.Shown(var posting)) -> state.show(posting, at);
      case Met(Standing.Refused(var order, _, _), Heard.OfTicket told) ->
          state.tell(order, told, at);
      case Met(Standing.Done(var order, _), Heard.OfTicket told) -> state.tell(order, told, at);
      case Met(Standing.Unheard _, Heard.Raised raised) -> state.raise(raised, at);
      case Met(Standing _, Heard.Raised _) -> stay(state);
      case Met(Standing.Open _, Heard.Asked _) -> stay(state);
      case Met(Standing.Done _, Heard.Asked _) -> stay(state);
      case Met(Standing.Refused _, Heard.Asked _) -> stay(state);
      case Met(Standing.Unheard _, Heard.Ended _) -> stay(state);
      case Met(Standing.Done _, Heard.Ended _) -> stay(state);
      case Met(Standing.Refused _, Heard.Ended _) -> stay(state);
      case Met(Standing.Unheard _, Heard.OfTicket _) -> stay(state);
      case Met(Standing.Open _, Heard.OfTicket _) -> stay(state);
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
          case Heard.Ended(_, var settled) -> settled.id();
          case Heard.Raised raised -> raised.id();
          case Heard.OfTicket told -> told.id();
        };
    return commands.getOrDefault(id, new Standing.Unheard());
  }

  private Decision<Shipment> show(Posting shown, Instant at) {
    if (posting != null && shown.version() <= posting.version()) {
      return stay(this);
    }
    var decision = move(new Shipment(shown, commands, tickets));
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
    var order = new Order(asked.action(), asked.requestedBy(), at);
    return asked
        .against()
        .apply(this)
        .map(refusal -> refuse(order, asked.ref(), asked.id(), refusal.code(), at))
        .orElseGet(
            () ->
                move(
                    with(asked.id(), new Standing.Open(order)),
                    new Effect.CallOut(asked.action().word(), asked.id(), asked.call())));
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
    return new Effect.Publish(event, null, "command/" + commandId);
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
