package io.orderwatch.compliance.passport;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static io.orderwatch.mailbox.Effect.publish;

import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent.Snapshot;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A buyer owes passport data until the deadline; Ozon cancels what is not supplied. This page is
 * the whole rule.
 *
 * <p>Ozon alone says how it ended: a deadline that has passed makes a case expired, and only the
 * posting's next change makes it supplied or lost; what Ozon does not show ends nothing. A split is
 * no loss: the postings split off go on where the one that was split stood. When the buyer is
 * reminded says {@link Ladder}, what became of the messages {@link Messages}, what a person may do
 * about it {@link Hand}.
 */
public sealed interface PassportCase {

  /** Never waited for. */
  record Unknown() implements PassportCase {}

  /** A case that is open or was, and what is known of it. */
  sealed interface Opened extends PassportCase {
    File file();
  }

  record Waiting(File file) implements Opened {}

  record Expired(File file) implements Opened {}

  record Supplied(File file, Instant at) implements Opened {}

  record Lost(File file, Instant at, Posting.Cancellation cancellation) implements Opened {}

  /** Its children owe the data in its place. */
  record Split(File file, Instant at) implements Opened {}

  /**
   * @param version of the posting that was seen last; that version and older ones are ignored
   * @param openedAt when the posting was first seen waiting
   * @param stepsTaken how far up the ladder the buyer was reminded, for the posting or for the one
   *     that it was split off
   * @param parent the posting whose steps and deadline it takes over; null if none
   * @param zone the IANA name of the buyer's time zone; null if nobody knows it
   */
  record File(
      PostingRef ref,
      String orderNumber,
      long version,
      Instant openedAt,
      Deadline deadline,
      int stepsTaken,
      @Nullable PostingRef parent,
      @Nullable String zone,
      Told told,
      Hand hand) {

    /** A case of which nothing was told or ordered yet. */
    public File(
        PostingRef ref,
        String orderNumber,
        long version,
        Instant openedAt,
        Deadline deadline,
        int steps,
        @Nullable PostingRef parent) {
      this(
          ref,
          orderNumber,
          version,
          openedAt,
          deadline,
          steps,
          parent,
          null,
          Told.NOTHING,
          Hand.NONE);
    }

    File seen(Posting posting) {
      var lives = posting.zone() == null ? zone : posting.zone();
      return with(posting.version(), deadline, stepsTaken, parent, lives, told, hand);
    }

    File due(Deadline moved) {
      return with(version, moved, stepsTaken, parent, zone, told, hand);
    }

    File of(PostingRef split) {
      return with(version, deadline, stepsTaken, split, zone, told, hand);
    }

    File reminded(int step) {
      return with(version, deadline, step, parent, zone, told, hand);
    }

    File told(Told more) {
      return with(version, deadline, stepsTaken, parent, zone, more, hand);
    }

    File ordered(Hand.Order order) {
      return with(hand.with(order));
    }

    File inherited(String holder) {
      return with(hand.inherited(holder));
    }

    /** It is over: nobody has it in hand any more. */
    File over(Posting posting) {
      return seen(posting).over();
    }

    /** The same, of which no posting is looked at. */
    public File over() {
      return with(hand.over());
    }

    private File with(Hand by) {
      return with(version, deadline, stepsTaken, parent, zone, told, by);
    }

    private File with(
        long seen,
        Deadline until,
        int steps,
        @Nullable PostingRef of,
        @Nullable String lives,
        Told more,
        Hand by) {
      return new File(ref, orderNumber, seen, openedAt, until, steps, of, lives, more, by);
    }
  }

  /** The kind of the call that asks how far the posting was that this one was split off. */
  String INHERITING = "inheriting";

  /**
   * What that call carries.
   *
   * @param parent the posting that was split
   */
  record Inheriting(PostingRef parent) {}

  /** What that call brings, by these names; nothing if the parent was never waited for. */
  String STEPS = "steps";

  String UNTIL = "until";
  String BASIS = "basis";

  /** Who had it in hand last; not there if nobody had. */
  String HOLDER = "holder";

  record Heard(PassportCase state, Posting posting) {
    boolean old() {
      return state instanceof Opened opened && posting.version() <= opened.file().version();
    }
  }

  /** Timers. */
  String STEP = "step";

  String DEADLINE = "deadline";

  String ALARM = "alarm";

  /** No posting gets there without its data (official statuses, September 2026). */
  Set<String> MOVED_ON =
      Set.of("awaiting_deliver", "delivering", "driver_pickup", "sent_by_seller", "delivered");

  /** The cancellation of a posting that Ozon shows as cancelled without saying by whom. */
  Posting.Cancellation UNSAID = new Posting.Cancellation(0, "", false, false);

  /**
   * @param at when the posting changed, or was seen to have changed
   */
  static Decision<PassportCase> on(
      PassportCase state, Snapshot event, Instant at, PassportPolicy policy) {
    var posting = event.posting();
    return switch (new Heard(state, posting)) {
      case Heard heard when heard.old() -> stay(state);
      case Heard(Unknown _, var p) when p.awaitsPassport() && !p.cancelled() ->
          open(p, p.parent(), at, policy);
      case Heard(Supplied _, var p) when p.awaitsPassport() && !p.cancelled() ->
          open(p, null, at, policy);
      case Heard(Waiting waiting, var p) when p.split() -> split(waiting, p, at);
      case Heard(Expired expired, var p) when p.split() -> split(expired, p, at);
      case Heard(Waiting waiting, var p) when p.cancelled() -> lose(waiting, p, at);
      case Heard(Expired expired, var p) when p.cancelled() -> lose(expired, p, at);
      case Heard(Waiting waiting, var p) when supplied(p) -> supply(waiting, p, at);
      case Heard(Expired expired, var p) when supplied(p) -> supply(expired, p, at);
      case Heard(Waiting waiting, var p) -> follow(waiting, p, at, policy);
      case Heard(Expired(var file), var p) -> stay(new Expired(file.seen(p)));
      case Heard(Supplied(var file, var when), var p) -> stay(new Supplied(file.seen(p), when));
      case Heard(Lost(var file, var when, var by), var p) -> stay(new Lost(file.seen(p), when, by));
      case Heard(Split(var file, var when), var p) -> stay(new Split(file.seen(p), when));
      case Heard(Unknown same, _) -> stay(same);
    };
  }

  static Decision<PassportCase> on(PassportCase state, Due due, PassportPolicy policy) {
    return switch (state) {
      case Waiting waiting when due.name().equals(STEP) -> remind(waiting, due.firedAt(), policy);
      case Waiting(var file)
          when due.name().equals(DEADLINE) && !due.firedAt().isBefore(file.deadline().at()) ->
          move(
              new Expired(file),
              publish(new PassportEvent.Expired(file.ref(), file.deadline()), file.deadline().at()),
              new Effect.CancelTimer(STEP),
              new Effect.CancelTimer(ALARM));
      case Waiting(var file) when due.name().equals(ALARM) && !policy.heldOut(file) ->
          Messages.look(file, due.firedAt(), policy);
      case Waiting _, Unknown _, Expired _, Supplied _, Lost _, Split _ -> stay(state);
    };
  }

  /**
   * What a person orders. The same twice is once; what is refused changes nothing. Sending now
   * takes the next step at once, in quiet hours too: whoever orders it knows what time it is. Who
   * has the case moves no reminder.
   */
  static Decision<PassportCase> on(PassportCase state, Hand.Order order, PassportPolicy policy) {
    if (!(state instanceof Opened opened)
        || opened.file().hand().has(order)
        || Hand.against(state, order, policy).isPresent()) {
      return stay(state);
    }
    var ordered = opened.file().ordered(order);
    return switch (opened) {
      case Waiting _ when order.what().ofHolder() -> stay(new Waiting(ordered));
      case Waiting _ when order.what() == Hand.What.SEND_NOW ->
          take(ordered, ordered.stepsTaken() + 1, order.at(), policy);
      case Waiting _ -> move(new Waiting(ordered), step(ordered, order.at(), policy));
      case Expired _ -> stay(new Expired(ordered));
      case Supplied _, Lost _, Split _ -> stay(state);
    };
  }

  /**
   * How far the posting was that this one was split off; without an answer it begins anew. The last
   * step is told once more, for the split may have come before it was sent; that a step reaches the
   * buyer of an order once is notification-service's care (decision 13).
   */
  static Decision<PassportCase> on(
      PassportCase state, Settled settled, Instant at, PassportPolicy policy) {
    var told =
        settled.outcome() instanceof Settled.Outcome.Done(var result)
            ? result
            : Map.<String, String>of();
    return state instanceof Waiting waiting ? inherit(waiting, told, at, policy) : stay(state);
  }

  private static Decision<PassportCase> inherit(
      Waiting waiting, Map<String, String> told, Instant at, PassportPolicy policy) {
    var file = waiting.file();
    var until = told.get(UNTIL);
    if (until != null) {
      file =
          file.due(new Deadline(Instant.parse(until), basis(told.get(BASIS))))
              .reminded(
                  Math.max(file.stepsTaken(), Integer.parseInt(told.getOrDefault(STEPS, "0")) - 1));
    }
    var holder = told.get(HOLDER);
    if (holder != null) {
      file = file.inherited(holder);
    }
    return new Decision<>(new Waiting(file), timers(file, at, policy));
  }

  private static List<Effect> timers(File file, Instant at, PassportPolicy policy) {
    return List.of(
        step(file, at, policy),
        new Effect.SetTimer(DEADLINE, file.deadline().at()),
        new Effect.SetTimer(ALARM, policy.calling().near(file)));
  }

  /** The timer of the next step. */
  static Effect step(File file, Instant at, PassportPolicy policy) {
    return policy
        .next(file, at)
        .<Effect>map(slot -> new Effect.SetTimer(STEP, slot.at()))
        .orElseGet(() -> new Effect.CancelTimer(STEP));
  }

  private static Deadline.Basis basis(@Nullable String told) {
    return told == null ? Deadline.Basis.FIRST_SEEN : Deadline.Basis.valueOf(told);
  }

  /** Only a state that Ozon shows says that the data is no longer awaited. */
  private static boolean supplied(Posting posting) {
    return posting.shown()
        ? !posting.awaitsPassport() && !posting.splitPending()
        : MOVED_ON.contains(posting.status());
  }

  private static Decision<PassportCase> open(
      Posting posting, @Nullable PostingRef parent, Instant at, PassportPolicy policy) {
    var deadline = policy.deadline(posting, at);
    var file =
        new File(posting.ref(), posting.orderNumber(), posting.version(), at, deadline, 0, parent)
            .seen(posting);
    return move(
        new Waiting(file),
        publish(new PassportEvent.Missing(file.ref(), file.orderNumber(), deadline)),
        parent == null ? firstStep(file, at, policy) : inheriting(posting, parent),
        new Effect.SetTimer(DEADLINE, deadline.at()),
        new Effect.SetTimer(ALARM, policy.calling().near(file)));
  }

  /** At once if the deadline is over already: Ozon may be late, and the timer is a hint. */
  private static Effect firstStep(File file, Instant at, PassportPolicy policy) {
    return new Effect.SetTimer(STEP, policy.next(file, at).map(Ladder.Slot::at).orElse(at));
  }

  private static Effect inheriting(Posting posting, PostingRef parent) {
    return new Effect.CallOut(INHERITING, "v" + posting.version(), new Inheriting(parent));
  }

  /** After an outage several steps may be due: the buyer gets the last of them, not all at once. */
  private static Decision<PassportCase> remind(
      Waiting waiting, Instant now, PassportPolicy policy) {
    var file = waiting.file();
    var next = policy.next(file, now);
    if (next.isEmpty()) {
      return stay(waiting);
    }
    var slot = next.get();
    return slot.at().isAfter(now)
        ? move(waiting, new Effect.SetTimer(STEP, slot.at()))
        : take(file, slot.step(), now, policy);
  }

  private static Decision<PassportCase> take(
      File file, int step, Instant now, PassportPolicy policy) {
    var reminded = file.reminded(step).told(file.told().reminded(now));
    var due =
        publish(
            new PassportEvent.ReminderDue(
                file.ref(), file.orderNumber(), step, policy.steps(), file.deadline()),
            now);
    return move(new Waiting(reminded), due, step(reminded, now, policy));
  }

  /** Still waiting; the deadline follows when Ozon moves the start of processing. */
  private static Decision<PassportCase> follow(
      Waiting waiting, Posting posting, Instant at, PassportPolicy policy) {
    var file = waiting.file().seen(posting);
    var parent = posting.parent();
    if (file.parent() == null && parent != null) {
      return move(new Waiting(file.of(parent)), inheriting(posting, parent));
    }
    var deadline = policy.deadline(posting, file.openedAt());
    if (deadline.equals(file.deadline()) || knewBetter(file, deadline)) {
      return Objects.equals(file.zone(), waiting.file().zone())
          ? stay(new Waiting(file))
          : move(new Waiting(file), step(file, at, policy));
    }
    var moved = file.due(deadline);
    return new Decision<>(new Waiting(moved), timers(moved, at, policy));
  }

  /** A time that is shown no more, and the later time of a posting split off, move nothing. */
  private static boolean knewBetter(File file, Deadline deadline) {
    var lessIsKnown =
        deadline.basis() == Deadline.Basis.FIRST_SEEN
            && file.deadline().basis() == Deadline.Basis.IN_PROCESS_AT;
    return lessIsKnown || (file.parent() != null && deadline.at().isAfter(file.deadline().at()));
  }

  private static Decision<PassportCase> split(Opened opened, Posting posting, Instant at) {
    return move(
        new Split(opened.file().over(posting), at),
        publish(new PassportEvent.Split(posting.ref())),
        new Effect.CancelTimer(STEP),
        new Effect.CancelTimer(DEADLINE),
        new Effect.CancelTimer(ALARM));
  }

  private static Decision<PassportCase> supply(Opened opened, Posting posting, Instant at) {
    var told = opened.file().told();
    return move(
        new Supplied(opened.file().over(posting), at),
        publish(
            new PassportEvent.Supplied(
                posting.ref(), at, told.heed().openedAt(), told.afterStep())),
        new Effect.CancelTimer(STEP),
        new Effect.CancelTimer(DEADLINE),
        new Effect.CancelTimer(ALARM));
  }

  private static Decision<PassportCase> lose(Opened opened, Posting posting, Instant at) {
    var cancellation = posting.cancellation() == null ? UNSAID : posting.cancellation();
    return move(
        new Lost(opened.file().over(posting), at, cancellation),
        publish(new PassportEvent.Lost(posting.ref(), cancellation)),
        new Effect.CancelTimer(STEP),
        new Effect.CancelTimer(DEADLINE),
        new Effect.CancelTimer(ALARM));
  }
}
