package io.orderwatch.logistics.cancelling.edge;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.cancelling.Cancellable;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.edge.Answers;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonSettings;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Cancels a posting at Ozon, once: reads it again, asks which reasons Ozon allows, cancels; and
 * after any doubt reads the posting before it does anything else.
 */
@Singleton
public class CancellingPosting implements Outlet<Cancelling.Call> {

  private static final String SELLER = "seller";
  private static final Answers ANSWERS = new Answers(CancellingPosting::code);

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

  public CancellingPosting(
      Function<StoreId, Optional<OzonSeller>> stores, boolean switchedOn, CancellingPolicy policy) {
    this.stores = stores;
    this.switchedOn = switchedOn;
    this.policy = policy;
  }

  @Override
  public String kind() {
    return Cancelling.WORD;
  }

  @Override
  public Class<Cancelling.Call> payload() {
    return Cancelling.Call.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<Cancelling.Call> call) {
    if (!switchedOn) {
      return refused(Refusal.SENDING_SWITCHED_OFF);
    }
    var ref = PostingRef.parse(call.key());
    var ozon = stores.apply(ref.store());
    return ozon.isEmpty()
        ? refused(Refusal.UNKNOWN_STORE)
        : ANSWERS.read(
            call, ozon.get().posting(ref.posting()), posting -> onFresh(call, ozon.get(), posting));
  }

  private Answer onFresh(Planned<Cancelling.Call> call, OzonSeller ozon, OzonPosting posting) {
    var asked = call.payload();
    if (call.attempt() >= PERHAPS_SENT_BEFORE && byUs(posting, asked.reasonId())) {
      return new Answer.Done(Map.of("found", "cancelled"));
    }
    var against = Cancellable.check(Projection.of(posting), asked, policy);
    if (against.equals(Optional.of(Refusal.STATE_NOT_SHOWN))) {
      return Answers.unclear(call, Refusal.STATE_NOT_SHOWN.code());
    }
    if (against.isPresent()) {
      return new Answer.Superseded(against.get().code());
    }
    return ANSWERS.read(
        call,
        ozon.cancelReasons(posting.number()),
        reasons ->
            reasons.stream().noneMatch(reason -> reason.id() == asked.reasonId())
                ? refused(Refusal.REASON_NOT_ALLOWED)
                : cancel(call, ozon, posting));
  }

  private static Answer cancel(
      Planned<Cancelling.Call> call, OzonSeller ozon, OzonPosting posting) {
    var reply = ozon.cancel(posting.number(), call.payload().reasonId(), call.payload().comment());
    return call.attempt() >= PERHAPS_SENT_BEFORE
            && reply.refusedFor(io.orderwatch.ozon.Refusal.POSTING_ALREADY_CANCELLED)
        ? new Answer.Doubtful("cancelled already, perhaps by us")
        : ANSWERS.made(call, reply, _ -> new Answer.Done(Map.of()));
  }

  @Override
  public Answer lookBack(Planned<Cancelling.Call> call) {
    var ref = PostingRef.parse(call.key());
    var ozon = stores.apply(ref.store());
    return ozon.isEmpty()
        ? new Answer.Doubtful(Refusal.UNKNOWN_STORE.code())
        : ANSWERS.lookedBack(call, ozon.get().posting(ref.posting()), CancellingPosting::found);
  }

  private static Answer found(OzonPosting posting) {
    if (posting.status().isEmpty()) {
      return new Answer.Doubtful("Ozon does not show the status");
    }
    if (!Projection.of(posting).cancelled()) {
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
    return Projection.of(posting).cancelled()
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
      case IN_SHADOW -> Refusal.STORE_IN_SHADOW.code();
      case WRONG_CANCEL_REASON -> Refusal.REASON_NOT_ALLOWED.code();
      default -> "ozon-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }
}
