package io.orderwatch.logistics.cancelling.edge;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.cancelling.Cancellable;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.cancelling.Refusal;
import io.orderwatch.logistics.cancelling.Shipment;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonSettings;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Cancels a posting at Ozon, once: reads it again, asks which reasons Ozon allows, cancels; and
 * after any doubt reads the posting before it does anything else.
 */
@Singleton
public class CancellingPosting implements Outlet<Cancel> {

  private static final String SELLER = "seller";
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  /**
   * A doubt takes an attempt that was sent and one that looked back, so from this attempt on a
   * cancellation that is found may be our own that came late.
   */
  private static final int PERHAPS_SENT_BEFORE = 3;

  private final Function<StoreId, Optional<OzonSeller>> stores;
  private final boolean switchedOn;
  private final CancellingPolicy policy;

  @Inject
  CancellingPosting(OzonStores stores, OzonSettings ozon, CancellingSettings settings) {
    this(stores::find, ozon.send(), settings.policy());
  }

  CancellingPosting(
      Function<StoreId, Optional<OzonSeller>> stores, boolean switchedOn, CancellingPolicy policy) {
    this.stores = stores;
    this.switchedOn = switchedOn;
    this.policy = policy;
  }

  @Override
  public String kind() {
    return Shipment.CANCEL;
  }

  @Override
  public Class<Cancel> payload() {
    return Cancel.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<Cancel> call) {
    if (!switchedOn) {
      return refused(Refusal.SENDING_SWITCHED_OFF);
    }
    var command = call.payload();
    var ozon = stores.apply(command.ref().store());
    return ozon.isEmpty()
        ? refused(Refusal.UNKNOWN_STORE)
        : read(
            call,
            ozon.get().posting(command.ref().posting()),
            posting -> onFresh(call, command, ozon.get(), posting));
  }

  private Answer onFresh(
      Planned<Cancel> call, Cancel command, OzonSeller ozon, OzonPosting posting) {
    if (call.attempt() >= PERHAPS_SENT_BEFORE && byUs(posting, command.reasonId())) {
      return new Answer.Done(Map.of("found", "cancelled"));
    }
    var against = Cancellable.check(asContract(posting), command, policy);
    if (against.isPresent()) {
      return new Answer.Superseded(against.get().code());
    }
    var number = command.ref().posting();
    return read(
        call,
        ozon.cancelReasons(number),
        reasons ->
            reasons.stream().noneMatch(reason -> reason.id() == command.reasonId())
                ? refused(Refusal.REASON_NOT_ALLOWED)
                : cancelled(call, ozon.cancel(number, command.reasonId(), command.comment())));
  }

  private static Answer cancelled(Planned<Cancel> call, Reply<?> reply) {
    return switch (reply) {
      case Reply.Ok<?> _ -> new Answer.Done(Map.of());
      case Reply.Refused<?>(var why, _, _)
          when why == io.orderwatch.ozon.Refusal.POSTING_ALREADY_CANCELLED
              && call.attempt() >= PERHAPS_SENT_BEFORE ->
          new Answer.Doubtful("cancelled already, perhaps by us");
      case Reply.Refused<?>(var why, _, _) -> new Answer.Refused(code(why));
      case Reply.Throttled<?>(var after) -> new Answer.NotYet(after, "throttled");
      case Reply.Unavailable<?>(var reason) -> new Answer.NotYet(pause(call), reason);
      case Reply.Doubtful<?>(var reason) -> new Answer.Doubtful(reason);
    };
  }

  /** Nothing was changed by reading: whatever keeps us from it, the call was not made. */
  private static <T> Answer read(Planned<Cancel> call, Reply<T> reply, Function<T, Answer> next) {
    return switch (reply) {
      case Reply.Ok<T>(var value) -> next.apply(value);
      case Reply.Refused<T>(var why, _, _) -> new Answer.Refused(code(why));
      case Reply.Throttled<T>(var after) -> new Answer.NotYet(after, "throttled");
      case Reply.Unavailable<T>(var reason) -> new Answer.NotYet(pause(call), reason);
      case Reply.Doubtful<T>(var reason) -> new Answer.NotYet(pause(call), reason);
    };
  }

  @Override
  public Answer lookBack(Planned<Cancel> call) {
    var command = call.payload();
    var ozon = stores.apply(command.ref().store());
    if (ozon.isEmpty()) {
      return new Answer.Doubtful(Refusal.UNKNOWN_STORE.code());
    }
    return switch (ozon.get().posting(command.ref().posting())) {
      case Reply.Ok<OzonPosting>(var posting) -> found(posting);
      case Reply.Throttled<OzonPosting>(var after) -> new Answer.NotYet(after, "throttled");
      // A refusal to let us read says nothing about what was done.
      case Reply.Refused<OzonPosting>(var why, _, _) -> new Answer.Doubtful(code(why));
      case Reply.Unavailable<OzonPosting>(var reason) -> new Answer.Doubtful(reason);
      case Reply.Doubtful<OzonPosting>(var reason) -> new Answer.Doubtful(reason);
    };
  }

  private static Answer found(OzonPosting posting) {
    if (!asContract(posting).cancelled()) {
      return new Answer.Absent();
    }
    var by = by(posting);
    if (by.isEmpty()) {
      return new Answer.Doubtful("cancelled, and Ozon does not say by whom");
    }
    return by.equals(SELLER)
        ? new Answer.Done(Map.of("found", "cancelled"))
        : refused(Refusal.ALREADY_CANCELLED);
  }

  /** Who cancelled, in Ozon's word; "" if it does not say. */
  private static String by(OzonPosting posting) {
    var cancellation = posting.cancellation();
    if (cancellation == null) {
      return "";
    }
    return cancellation.type().isEmpty() ? cancellation.initiator() : cancellation.type();
  }

  private static boolean byUs(OzonPosting posting, long reasonId) {
    var cancellation = posting.cancellation();
    return asContract(posting).cancelled()
        && by(posting).equals(SELLER)
        && cancellation != null
        && cancellation.reasonId() == reasonId;
  }

  private static Answer refused(Refusal refusal) {
    return new Answer.Refused(refusal.code());
  }

  /** Ours where we have a word for it, else Ozon's with a prefix. */
  private static String code(io.orderwatch.ozon.Refusal why) {
    return switch (why) {
      case POSTING_NOT_FOUND -> Refusal.UNKNOWN_POSTING.code();
      case POSTING_ALREADY_CANCELLED -> Refusal.ALREADY_CANCELLED.code();
      case WRONG_CANCEL_REASON -> Refusal.REASON_NOT_ALLOWED.code();
      default -> "ozon-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }

  private static Duration pause(Planned<Cancel> call) {
    var pause = Duration.ofSeconds(1L << Math.clamp(call.attempt() - 1, 0, 6));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** What the rule looks at; the version says nothing, for this is no change but a look. */
  private static Posting asContract(OzonPosting posting) {
    var flow = posting.integrationTypeFlow();
    var tpl = posting.tplIntegrationType();
    return new Posting(
        posting.ref(),
        posting.orderNumber(),
        0,
        posting.status(),
        posting.substatus(),
        flow != null && tpl.equals("hybrid") ? flow : tpl,
        posting.availableActions(),
        posting.trackingNumber(),
        posting.inProcessAt(),
        posting.shipmentDate(),
        posting.deliveryEnd(),
        List.of(),
        null);
  }
}
