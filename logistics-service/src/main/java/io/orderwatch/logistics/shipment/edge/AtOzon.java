package io.orderwatch.logistics.shipment.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingNumber;
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
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

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

  /** What is done with several postings of a store in one call. */
  public interface Together<P extends Record> {

    /** Whether the posting shows the effect of the call. */
    boolean shown(Planned<P> call, OzonPosting posting);

    /** What speaks against it now. */
    Optional<Refusal> against(Planned<P> call, OzonPosting posting);

    /**
     * Changes them, without reading anything.
     *
     * @return if Ozon answered for each, a reply for each
     */
    Reply<Map<PostingNumber, Reply<Done>>> change(OzonSeller ozon, List<Planned<P>> calls);
  }

  /** The same of something else than a posting, for example a return. */
  @FunctionalInterface
  public interface StepOn<T> {
    Answer on(OzonSeller ozon, T shown);
  }

  public static final Answers ANSWERS = new Answers(AtOzon::code);

  /**
   * A doubt takes an attempt that was sent and one that looked back, so from this attempt on an
   * effect that is found may be our own that came late.
   */
  private static final int PERHAPS_SENT_BEFORE = 3;

  /** What was taken may be shown a little later: so many looks before it is sent again. */
  private static final int LOOKS = 2;

  private static final String TAKEN = "taken, and not shown yet";

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** Some minutes: what is not shown by then is for a person to look at. */
  private static final int LAST_ATTEMPT = 30;

  private final Function<StoreId, Optional<OzonSeller>> stores;
  private final boolean switchedOn;
  private final Clock clock;

  @Inject
  AtOzon(OzonStores stores, OzonSettings ozon, ScaledClock clock) {
    this(stores::find, ozon.send(), clock.asClock());
  }

  public AtOzon(Function<StoreId, Optional<OzonSeller>> stores, boolean switchedOn, Clock clock) {
    this.stores = stores;
    this.switchedOn = switchedOn;
    this.clock = clock;
  }

  /**
   * @param shown whether the effect is there already
   */
  public Answer send(Planned<?> call, Predicate<OzonPosting> shown, Step step) {
    return send(call, posting(call), shown, step::on);
  }

  /**
   * The same of what is read otherwise.
   *
   * @param read it as Ozon shows it now
   */
  public <T> Answer send(
      Planned<?> call, Function<OzonSeller, Reply<T>> read, Predicate<T> shown, StepOn<T> step) {
    if (!switchedOn) {
      return refused(Refusal.SENDING_SWITCHED_OFF);
    }
    var ozon = stores.apply(PostingRef.parse(call.key()).store());
    return ozon.isEmpty()
        ? refused(Refusal.UNKNOWN_STORE)
        : ANSWERS.read(
            call,
            read.apply(ozon.get()),
            now -> perhapsSentBefore(call) && shown.test(now) ? found() : step.on(ozon.get(), now));
  }

  private static Function<OzonSeller, Reply<OzonPosting>> posting(Planned<?> call) {
    return ozon -> ozon.posting(PostingRef.parse(call.key()).posting());
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
                : taken());
  }

  /**
   * The change was asked for by a method that answers nothing when it has done so: only reading
   * tells.
   */
  public static <T> Answer madeInSilence(
      Planned<?> call, Reply<Done> reply, Supplier<Reply<T>> read, Predicate<T> shown) {
    return switch (reply) {
      case Reply.Ok<Done> _, Reply.Doubtful<Done> _ ->
          read.get().ok().filter(shown).isPresent()
              ? new Answer.Done(Map.of())
              : new Answer.Doubtful("answered in silence, and not shown yet");
      case Reply.Refused<Done> _, Reply.Throttled<Done> _, Reply.Unavailable<Done> _ ->
          ANSWERS.made(call, reply, _ -> new Answer.Done(Map.of()));
    };
  }

  /**
   * The same of what is read otherwise.
   *
   * @param verdict what it says about the call
   */
  public <T> Answer lookBack(
      Planned<?> call, Function<OzonSeller, Reply<T>> read, Function<T, Answer> verdict) {
    var ozon = stores.apply(PostingRef.parse(call.key()).store());
    return ozon.isEmpty()
        ? new Answer.Doubtful(Refusal.UNKNOWN_STORE.code())
        : ANSWERS.lookedBack(call, read.apply(ozon.get()), verdict::apply);
  }

  public Answer lookBack(Planned<?> call, Predicate<OzonPosting> shown) {
    return lookBack(call, shown, LOOKS);
  }

  /**
   * @param looks how many times it is looked for before it may be sent again
   */
  public Answer lookBack(Planned<?> call, Predicate<OzonPosting> shown, int looks) {
    return lookBack(
        call, posting(call), posting -> shown.test(posting) ? found() : notShown(call, looks));
  }

  /**
   * The same of several postings of one store, which are read together, changed together and read
   * together again. What speaks against one of them is read once more by itself before it counts,
   * for a list may be older than the posting.
   */
  public <P extends Record> List<Answer> sendAll(List<Planned<P>> calls, Together<P> together) {
    if (!switchedOn) {
      return all(calls, refused(Refusal.SENDING_SWITCHED_OFF));
    }
    var ozon = stores.apply(ref(calls.getFirst()).store());
    return ozon.isEmpty()
        ? all(calls, refused(Refusal.UNKNOWN_STORE))
        : new ChangingTogether<>(ozon.get(), clock.instant(), together).send(calls);
  }

  /** Looks back at several; what would be sent again is read by itself before. */
  public <P extends Record> List<Answer> lookBackAll(List<Planned<P>> calls, Together<P> together) {
    var ozon = stores.apply(ref(calls.getFirst()).store());
    return ozon.isEmpty()
        ? all(calls, new Answer.Doubtful(Refusal.UNKNOWN_STORE.code()))
        : new ChangingTogether<>(ozon.get(), clock.instant(), together).lookBack(calls);
  }

  private static <P extends Record> List<Answer> all(List<Planned<P>> calls, Answer same) {
    return Collections.nCopies(calls.size(), same);
  }

  static PostingRef ref(Planned<?> call) {
    return PostingRef.parse(call.key());
  }

  /** Whether an effect that is found may be our own. */
  static boolean perhapsSentBefore(Planned<?> call) {
    return call.attempt() >= PERHAPS_SENT_BEFORE;
  }

  static Answer taken() {
    return new Answer.Taken(TAKEN);
  }

  /** Nothing of the call is seen: looked for again, sent again, or given up. */
  public static Answer notShown(Planned<?> call) {
    return notShown(call, LOOKS);
  }

  private static Answer notShown(Planned<?> call, int looks) {
    if (call.attempt() >= LAST_ATTEMPT) {
      return refused(Refusal.NOT_SHOWN);
    }
    return call.attempt() % (looks + 1) == 0
        ? new Answer.Absent()
        : new Answer.NotYet(looks > LOOKS ? Answers.pause(call) : BETWEEN_LOOKS, "not shown yet");
  }

  public static Answer found() {
    return new Answer.Done(Map.of("found", "shown"));
  }

  public static Answer refused(Refusal refusal) {
    return new Answer.Refused(refusal.code());
  }

  /** Ours where we have a word for it, else Ozon's with a prefix. */
  private static String code(io.orderwatch.ozon.Refusal why) {
    return switch (why) {
      case POSTING_NOT_FOUND -> Refusal.UNKNOWN_POSTING.code();
      case IN_SHADOW -> Refusal.STORE_IN_SHADOW.code();
      case POSTING_ALREADY_CANCELLED -> Refusal.POSTING_ENDED.code();
      default -> "ozon-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }
}
