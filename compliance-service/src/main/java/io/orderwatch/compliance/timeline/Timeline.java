package io.orderwatch.compliance.timeline;

import static io.orderwatch.mailbox.Decision.move;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.Return;
import io.orderwatch.contracts.ReturnEvent;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.Type;
import io.orderwatch.mailbox.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that any service said of a posting. Of each event its type, its time and the few facts that
 * tell it apart are kept, so that nothing about a buyer, and no text, can be.
 *
 * @param told how many events were told, those of long ago too
 * @param lastAt when the newest happened
 * @param fresh those that are not kept yet
 */
public record Timeline(long told, Instant lastAt, List<Entry> fresh) {

  public static final Timeline EMPTY = new Timeline(0, Instant.EPOCH, List.of());

  public Timeline {
    fresh = List.copyOf(fresh);
  }

  /**
   * @param id of the event
   * @param type its wire name
   * @param facts words and their values, as {@code status=delivering step=2}; may be empty
   */
  public record Entry(String id, String type, Instant at, String facts) {}

  /**
   * @param cause the event's id
   * @param at when it happened
   */
  public static Decision<Timeline> on(Timeline state, Event event, String cause, Instant at) {
    var more = new ArrayList<>(state.fresh());
    more.add(new Entry(cause, type(event), at, written(facts(event))));
    return move(
        new Timeline(state.told() + 1, at.isAfter(state.lastAt()) ? at : state.lastAt(), more));
  }

  private static String type(Event event) {
    var type = event.getClass().getAnnotation(Type.class);
    return type == null ? "" : type.value();
  }

  private static Map<String, String> facts(Event event) {
    return switch (event) {
      case PostingEvent.Snapshot snapshot -> posting(snapshot.posting());
      case PassportEvent passport -> passport(passport);
      case MessageEvent message -> message(message);
      case ShipmentEvent shipment -> shipment(shipment);
      case ReturnEvent back -> shown(back.shown());
      case Event _ -> Map.of(); // what this service may hear one day has its type and time at least
    };
  }

  private static Map<String, String> posting(Posting posting) {
    var facts = facts("version", "" + posting.version());
    facts.put("status", posting.status());
    facts.put("substatus", posting.substatus());
    var by = posting.cancellation();
    if (by != null) {
      facts.put("cancelledBy", by.by());
    }
    return facts;
  }

  private static Map<String, String> passport(PassportEvent event) {
    return switch (event) {
      case PassportEvent.Missing missing -> facts("deadline", "" + missing.deadline().at());
      case PassportEvent.ReminderDue due -> facts("step", due.step() + "/" + due.steps());
      case PassportEvent.Escalated escalated -> facts("reason", escalated.reason());
      case PassportEvent.Expired expired -> facts("deadline", "" + expired.deadline().at());
      case PassportEvent.Lost lost -> facts("cancelledBy", lost.cancellation().by());
      case PassportEvent.Supplied supplied -> supplied(supplied);
      case PassportEvent.Split _ -> Map.of();
    };
  }

  private static Map<String, String> supplied(PassportEvent.Supplied event) {
    var facts = new LinkedHashMap<String, String>();
    if (event.afterStep() != null) {
      facts.put("afterStep", "" + event.afterStep());
    }
    if (event.openedAt() != null) {
      facts.put("openedAt", "" + event.openedAt());
    }
    return facts;
  }

  private static Map<String, String> message(MessageEvent event) {
    return switch (event) {
      case MessageEvent.Sent sent -> facts("step", "" + sent.step());
      case MessageEvent.AwaitingOperator task -> step(task.step(), task.reason());
      case MessageEvent.Suppressed none -> step(none.step(), none.reason());
      case MessageEvent.Failed failed -> step(failed.step(), failed.reason());
      case MessageEvent.Read read -> message(read.step(), read.noticeId());
      case MessageEvent.Answered answer -> {
        var facts = message(answer.step(), answer.noticeId());
        facts.put("about", answer.about());
        yield facts;
      }
      case MessageEvent.NoticeSent told -> facts("situation", told.situation());
      case MessageEvent.NoticeAwaitingOperator task -> notice(task.situation(), task.reason());
      case MessageEvent.NoticeNotSent none -> notice(none.situation(), none.reason());
    };
  }

  private static Map<String, String> message(int step, @Nullable String notice) {
    return notice == null ? facts("step", "" + step) : facts("notice", notice);
  }

  private static Map<String, String> notice(String situation, String reason) {
    var facts = facts("situation", situation);
    facts.put("reason", reason);
    return facts;
  }

  private static Map<String, String> step(int step, String reason) {
    var facts = facts("step", "" + step);
    facts.put("reason", reason);
    return facts;
  }

  private static Map<String, String> shipment(ShipmentEvent event) {
    return switch (event) {
      case ShipmentEvent.CancelRefused refused -> facts("code", refused.code());
      case ShipmentEvent.TrackingRefused refused -> facts("code", refused.code());
      case ShipmentEvent.ExtensionRefused refused -> facts("code", refused.code());
      case ShipmentEvent.ShipmentDateRefused refused -> facts("code", refused.code());
      case ShipmentEvent.Cancelled cancelled -> facts("reason", "" + cancelled.reasonId());
      case ShipmentEvent.DeliveryExtended extended -> facts("to", "" + extended.to());
      case ShipmentEvent.ShipmentDateSet set -> facts("date", "" + set.date());
      case ShipmentEvent.CommandProgressed step -> decided(step);
      case ShipmentEvent.OfTicket ticket -> facts("ticket", ticket.ticketId());
      case ShipmentEvent _ -> Map.of(); // what logistics-service may add: its type and time
    };
  }

  /** Who of the seller's own people asked for what needs two, approved or declined it. */
  private static Map<String, String> decided(ShipmentEvent.CommandProgressed step) {
    var by = step.by();
    return by == null ? Map.of() : facts(step.state().name().toLowerCase(Locale.ROOT), by);
  }

  private static Map<String, String> shown(Return shown) {
    var facts = facts("scheme", shown.scheme());
    facts.put("status", shown.status());
    return facts;
  }

  private static SequencedMap<String, String> facts(String word, String value) {
    var facts = new LinkedHashMap<String, String>();
    facts.put(word, value);
    return facts;
  }

  /** Blanks part the facts, so a value has none. */
  private static String written(Map<String, String> facts) {
    return facts.entrySet().stream()
        .filter(fact -> !fact.getValue().isBlank())
        .map(fact -> fact.getKey() + "=" + fact.getValue().strip().replaceAll("\\s+", "_"))
        .collect(Collectors.joining(" "));
  }
}
