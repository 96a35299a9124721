package io.orderwatch.logistics.ticket;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent.TicketDone;
import io.orderwatch.contracts.ShipmentEvent.TicketDrafted;
import io.orderwatch.contracts.ShipmentEvent.TicketDropped;
import io.orderwatch.contracts.ShipmentEvent.TicketFiled;
import io.orderwatch.contracts.ShipmentEvent.TicketStale;
import io.orderwatch.logistics.wording.Language;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to Ozon's support. A person files it in the cabinet; it is done when a posting shows
 * its effect, and stale when nothing is seen of it in three days. Done and dropped are final. This
 * page is the whole rule.
 */
public sealed interface Ticket {

  /**
   * Ozon cancels a posting whose number cannot be traced and is not replaced in three days (Ozon's
   * help, "Cancellation by Ozon", read in October 2026), so no ticket may be forgotten for longer.
   */
  Duration PATIENCE = Duration.ofDays(3);

  String TIMER = "ticket/";

  /**
   * @param before what Ozon showed in place of what is asked for; "" for nothing
   */
  record Draft(String before, Instant at) {}

  record Drafted(Draft draft) implements Ticket {}

  record Filed(Draft draft, String number, Instant at) implements Ticket {}

  record Stale(Draft draft, String number, Instant at) implements Ticket {}

  record Done(Draft draft, String number, Instant at) implements Ticket {}

  record Dropped(Draft draft, String number, Instant at) implements Ticket {}

  sealed interface Heard {
    record Shown(Posting posting) implements Heard {}

    /**
     * @param number Ozon's
     */
    record FiledAs(String number) implements Heard {}

    record GivenUp() implements Heard {}

    /** Its timer has fired. */
    record Waited() implements Heard {}
  }

  /** Whose ticket it is, and for what. */
  record About(PostingRef ref, String commandId, Supportable action) {

    public String id() {
      return Ticket.id(ref, commandId);
    }
  }

  record Met(Ticket ticket, Heard heard) {}

  Draft draft();

  /** Made of what it belongs to, so that the same refusal drafts the same ticket. */
  static String id(PostingRef ref, String commandId) {
    var name = "ticket/" + ref.key() + "/" + commandId;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  static Decision<Ticket> draft(About about, @Nullable Posting posting, Instant at) {
    var action = about.action();
    var draft = new Draft(posting == null ? "" : action.before(posting), at);
    var text = TicketText.of(Language.RU, about.ref(), action, draft);
    return move(
        new Drafted(draft),
        published(
            about,
            "drafted",
            new TicketDrafted(
                about.ref(),
                about.id(),
                about.commandId(),
                action.kind(),
                text.topicPath(),
                text.text())),
        new Effect.SetTimer(timer(about), at.plus(PATIENCE)));
  }

  static Decision<Ticket> on(Ticket ticket, Heard heard, About about, Instant at) {
    return switch (new Met(ticket, heard)) {
      case Met(Done _, Heard _) -> stay(ticket);
      case Met(Dropped _, Heard _) -> stay(ticket);
      case Met(Drafted _, Heard.Shown(var posting)) -> show(ticket, posting, about, at);
      case Met(Filed _, Heard.Shown(var posting)) -> show(ticket, posting, about, at);
      case Met(Stale _, Heard.Shown(var posting)) -> show(ticket, posting, about, at);
      case Met(Drafted(var draft), Heard.FiledAs(var number)) -> file(draft, number, about, at);
      case Met(Stale(var draft, _, _), Heard.FiledAs(var number)) -> file(draft, number, about, at);
      case Met(Filed(var draft, var before, _), Heard.FiledAs(var number)) ->
          number.equals(before) ? stay(ticket) : file(draft, number, about, at);
      case Met(Drafted _, Heard.GivenUp _) -> drop(ticket, about, at);
      case Met(Filed _, Heard.GivenUp _) -> drop(ticket, about, at);
      case Met(Stale _, Heard.GivenUp _) -> drop(ticket, about, at);
      case Met(Drafted(var draft), Heard.Waited _) -> wait(ticket, draft.at(), about, at);
      case Met(Filed(_, _, var since), Heard.Waited _) -> wait(ticket, since, about, at);
      case Met(Stale _, Heard.Waited _) -> stay(ticket);
    };
  }

  /** Ozon's; "" as long as it was not filed. */
  default String number() {
    return switch (this) {
      case Drafted _ -> "";
      case Filed(_, var number, _) -> number;
      case Stale(_, var number, _) -> number;
      case Done(_, var number, _) -> number;
      case Dropped(_, var number, _) -> number;
    };
  }

  /** Since when it stands as it stands. */
  default Instant since() {
    return switch (this) {
      case Drafted(var draft) -> draft.at();
      case Filed(_, _, var at) -> at;
      case Stale(_, _, var at) -> at;
      case Done(_, _, var at) -> at;
      case Dropped(_, _, var at) -> at;
    };
  }

  /** drafted, filed, stale, done or dropped */
  default String word() {
    return switch (this) {
      case Drafted _ -> "drafted";
      case Filed _ -> "filed";
      case Stale _ -> "stale";
      case Done _ -> "done";
      case Dropped _ -> "dropped";
    };
  }

  /** Whether somebody still waits for it. */
  default boolean live() {
    return !(this instanceof Done) && !(this instanceof Dropped);
  }

  private static String timer(About about) {
    return TIMER + about.commandId();
  }

  /** The command of the ticket that a timer of this name belongs to. */
  static String commandOf(String timer) {
    return timer.substring(TIMER.length());
  }

  private static Decision<Ticket> show(Ticket ticket, Posting posting, About about, Instant at) {
    return about.action().shownIn(posting, ticket.draft())
        ? move(
            new Done(ticket.draft(), ticket.number(), at),
            published(
                about,
                "done",
                new TicketDone(
                    about.ref(),
                    about.id(),
                    about.commandId(),
                    about.action().kind(),
                    ticket.number())),
            new Effect.CancelTimer(timer(about)))
        : stay(ticket);
  }

  private static Decision<Ticket> file(Draft draft, String number, About about, Instant at) {
    return move(
        new Filed(draft, number, at),
        published(
            about,
            "filed/" + number,
            new TicketFiled(
                about.ref(), about.id(), about.commandId(), about.action().kind(), number)),
        new Effect.SetTimer(timer(about), at.plus(PATIENCE)));
  }

  private static Decision<Ticket> drop(Ticket ticket, About about, Instant at) {
    return move(
        new Dropped(ticket.draft(), ticket.number(), at),
        published(
            about,
            "dropped",
            new TicketDropped(about.ref(), about.id(), about.commandId(), about.action().kind())),
        new Effect.CancelTimer(timer(about)));
  }

  /** A timer that was moved meanwhile may fire early. */
  private static Decision<Ticket> wait(Ticket ticket, Instant since, About about, Instant at) {
    return at.isBefore(since.plus(PATIENCE))
        ? stay(ticket)
        : move(
            new Stale(ticket.draft(), ticket.number(), at),
            published(
                about,
                "stale/" + since,
                new TicketStale(
                    about.ref(),
                    about.id(),
                    about.commandId(),
                    about.action().kind(),
                    ticket.number(),
                    since)));
  }

  private static Effect published(About about, String what, Event event) {
    return new Effect.Publish(event, null, "ticket/" + about.commandId() + "/" + what);
  }
}
