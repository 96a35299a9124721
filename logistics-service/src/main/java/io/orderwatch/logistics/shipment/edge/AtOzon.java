package io.orderwatch.logistics.shipment.edge;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.mailbox.edge.Outlet.Planned;
import io.orderwatch.ozon.Done;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.Answers;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonSettings;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Changes a posting at Ozon: reads it, changes it, and reads it again. It is done when Ozon shows
 * the effect, not when it says so; after a doubt the posting is read before it is changed again.
 */
@Singleton
public class AtOzon {

  /** What is done with a posting as Ozon shows it now. */
  @FunctionalInterface
  public interface Step {
    Answer on(OzonSeller ozon, OzonPosting posting);
  }

  public static final Answers ANSWERS = new Answers(AtOzon::code);

  /**
   * A doubt takes an attempt that was sent and one that looked back, so from this attempt on an
   * effect that is found may be our own that came late.
   */
  private static final int PERHAPS_SENT_BEFORE = 3;

  /** What was taken may be shown a little later: so many looks before it is sent again. */
  private static final int LOOKS = 2;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** Some minutes: what is not shown by then is for a person to look at. */
  private static final int LAST_ATTEMPT = 30;

  private final Function<StoreId, Optional<OzonSeller>> stores;
  private final boolean switchedOn;

  @Inject
  AtOzon(OzonStores stores, OzonSettings ozon) {
    this(stores::find, ozon.send());
  }

  public AtOzon(Function<StoreId, Optional<OzonSeller>> stores, boolean switchedOn) {
    this.stores = stores;
    this.switchedOn = switchedOn;
  }

  /**
   * @param shown whether the effect is there already
   */
  public Answer send(Planned<?> call, Predicate<OzonPosting> shown, Step step) {
    if (!switchedOn) {
      return refused(Refusal.SENDING_SWITCHED_OFF);
    }
    var ref = PostingRef.parse(call.key());
    var ozon = stores.apply(ref.store());
    return ozon.isEmpty()
        ? refused(Refusal.UNKNOWN_STORE)
        : ANSWERS.read(
            call,
            ozon.get().posting(ref.posting()),
            posting ->
                call.attempt() >= PERHAPS_SENT_BEFORE && shown.test(posting)
                    ? found()
                    : step.on(ozon.get(), posting));
  }

  /** The change was asked for; whether it is done is read. */
  public static Answer made(
      Planned<?> call,
      Reply<Done> reply,
      OzonSeller ozon,
      OzonPosting posting,
      Predicate<OzonPosting> shown) {
    return ANSWERS.made(
        call,
        reply,
        _ ->
            ozon.posting(posting.number()).ok().filter(shown).isPresent()
                ? new Answer.Done(Map.of())
                : new Answer.Doubtful("taken, and not shown yet"));
  }

  public Answer lookBack(Planned<?> call, Predicate<OzonPosting> shown) {
    var ref = PostingRef.parse(call.key());
    var ozon = stores.apply(ref.store());
    return ozon.isEmpty()
        ? new Answer.Doubtful(Refusal.UNKNOWN_STORE.code())
        : ANSWERS.lookedBack(
            call,
            ozon.get().posting(ref.posting()),
            posting -> shown.test(posting) ? found() : notShown(call));
  }

  private static Answer notShown(Planned<?> call) {
    if (call.attempt() >= LAST_ATTEMPT) {
      return refused(Refusal.NOT_SHOWN);
    }
    return call.attempt() % (LOOKS + 1) == 0
        ? new Answer.Absent()
        : new Answer.NotYet(BETWEEN_LOOKS, "not shown yet");
  }

  private static Answer found() {
    return new Answer.Done(Map.of("found", "shown"));
  }

  public static Answer refused(Refusal refusal) {
    return new Answer.Refused(refusal.code());
  }

  /** Ours where we have a word for it, else Ozon's with a prefix. */
  private static String code(io.orderwatch.ozon.Refusal why) {
    return switch (why) {
      case POSTING_NOT_FOUND -> Refusal.UNKNOWN_POSTING.code();
      case POSTING_ALREADY_CANCELLED -> Refusal.POSTING_ENDED.code();
      default -> "ozon-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }
}
