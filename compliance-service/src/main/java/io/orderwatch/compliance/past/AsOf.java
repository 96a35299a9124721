package io.orderwatch.compliance.past;

import io.orderwatch.compliance.board.Mark;
import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.passport.Ladder;
import io.orderwatch.compliance.passport.PassportCase.Expired;
import io.orderwatch.compliance.passport.PassportCase.File;
import io.orderwatch.compliance.passport.PassportCase.Lost;
import io.orderwatch.compliance.passport.PassportCase.Opened;
import io.orderwatch.compliance.passport.PassportCase.Split;
import io.orderwatch.compliance.passport.PassportCase.Supplied;
import io.orderwatch.compliance.passport.PassportCase.Waiting;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case as it was at a moment, made from what is kept of it. This page is the whole rule:
 *
 * <ul>
 *   <li>What is shown is what was true then: all counts from when it happened, though the board may
 *       have heard of it some minutes later.
 *   <li>What the case itself says was told or done until then holds; what was so before that, its
 *       timeline and the orders of people tell.
 *   <li>A case whose deadline is over has expired; Ozon alone ends it.
 *   <li>What a posting split off took over, it has from its beginning.
 *   <li>The ladder, the buyer's zone and the value of the goods are today's. What else cannot be
 *       known is named in {@link Unsure}, and not guessed.
 * </ul>
 *
 * @param then the case at that moment
 * @param unsure what of it cannot be known any more
 */
public record AsOf(Opened then, Set<Unsure> unsure) {

  /** What differs by less came from the same time: a database keeps microseconds. */
  private static final Duration SAME = Duration.ofMillis(1);

  public AsOf {
    unsure = Set.copyOf(unsure);
  }

  /**
   * All that is kept of a case.
   *
   * @param today how it is now, with the orders of all its rounds
   * @param told what its timeline still tells
   * @param parent the case of the posting that it was split off, as it is now; null if there is
   *     none
   */
  public record Kept(Opened today, Tale told, @Nullable Opened parent) {}

  /** Empty if the case was not there yet, or nothing tells that it was. */
  public static Optional<AsOf> of(Kept kept, Instant at) {
    var file = kept.today().file();
    return file.openedAt().isAfter(at)
        ? kept.told().round(at, file.openedAt()).map(round -> earlier(kept, round, at))
        : Optional.of(last(kept, at));
  }

  /** A round after which the case was opened again: the timeline alone tells it. */
  private static AsOf earlier(Kept kept, Tale.Round round, Instant at) {
    var file = kept.today().file();
    var until = round.until(at);
    var orders =
        kept.today().file().hand().orders().stream()
            .filter(order -> !order.at().isBefore(round.openedAt()))
            .filter(order -> !order.at().isAfter(at) && order.at().isBefore(round.end()))
            .toList();
    var then =
        new File(
            file.ref(),
            file.orderNumber(),
            file.version(),
            round.openedAt(),
            new Deadline(Objects.requireNonNull(round.first()), file.deadline().basis()),
            until.reminded().step(),
            null,
            file.zone(),
            until.told(),
            Hand.after(orders));
    var supplied = round.suppliedAt();
    return new AsOf(
        supplied == null || supplied.isAfter(at)
            ? open(then, at)
            : new Supplied(then.over(), supplied),
        EnumSet.of(Unsure.OPENED_AGAIN));
  }

  private static AsOf last(Kept kept, Instant at) {
    return switch (kept.today()) {
      case Supplied ended when !ended.at().isAfter(at) -> new AsOf(ended, Set.of());
      case Lost ended when !ended.at().isAfter(at) -> new AsOf(ended, Set.of());
      case Split ended when !ended.at().isAfter(at) -> new AsOf(ended, Set.of());
      case Waiting(var file) -> stillOpen(kept, file, at);
      case Expired(var file) -> stillOpen(kept, file, at);
      case Supplied(var file, _) -> stillOpen(kept, file, at);
      case Lost(var file, _, _) -> stillOpen(kept, file, at);
      case Split(var file, _) -> stillOpen(kept, file, at);
    };
  }

  private static AsOf stillOpen(Kept kept, File file, Instant at) {
    var parent = kept.parent();
    var round = kept.told().since(file.openedAt());
    var until = round.until(at).or(file.told(), file.stepsTaken(), at);
    var orders =
        file.hand().orders().stream()
            .filter(order -> !order.at().isBefore(file.openedAt()) && !order.at().isAfter(at))
            .toList();
    var hand = Hand.after(orders);
    var holder = parent == null ? null : lastHolder(parent.file().hand().orders());
    var then =
        new File(
            file.ref(),
            file.orderNumber(),
            file.version(),
            file.openedAt(),
            file.deadline(),
            Math.max(until.reminded().step(), takenOver(file, parent)),
            file.parent(),
            file.zone(),
            until.told(),
            holder == null ? hand : hand.inherited(holder));
    return new AsOf(open(then, at), unsure(file, parent, round, at));
  }

  private static Opened open(File file, Instant at) {
    return at.isBefore(file.deadline().at()) ? new Waiting(file) : new Expired(file);
  }

  /** The parent's last step is told once more: it counts when it is. */
  private static int takenOver(File file, @Nullable Opened parent) {
    return parent == null
        ? 0
        : Math.min(file.stepsTaken(), Math.max(0, parent.file().stepsTaken() - 1));
  }

  private static @Nullable String lastHolder(List<Hand.Order> orders) {
    return orders.stream()
        .filter(order -> order.what().ofHolder())
        .reduce((_, later) -> later)
        .map(Hand.Order::to)
        .orElse(null);
  }

  private static Set<Unsure> unsure(
      File file, @Nullable Opened parent, Tale.Round round, Instant at) {
    var unsure = EnumSet.noneOf(Unsure.class);
    var waits = at.isBefore(file.deadline().at());
    var first = round.first();
    if (first == null) {
      if (waits || toldLater(file, at) || !round.causes().containsAll(file.told().escalated())) {
        unsure.add(Unsure.STORY_NOT_KEPT);
      }
    } else if (waits
        && !same(first, file.deadline().at())
        && (parent == null || !same(parent.file().deadline().at(), file.deadline().at()))) {
      unsure.add(Unsure.DEADLINE_MOVED);
    }
    return unsure;
  }

  private static boolean toldLater(File file, Instant at) {
    return later(file.told().remindedAt(), at)
        || later(file.told().sentAt(), at)
        || later(file.told().back().readAt(), at)
        || later(file.told().back().answeredAt(), at);
  }

  private static boolean later(@Nullable Instant told, Instant at) {
    return told != null && told.isAfter(at);
  }

  private static boolean same(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(SAME) < 0;
  }

  /**
   * The row of the board at that moment.
   *
   * @param value of the goods, today's; null if it is not known
   */
  public Row row(PassportPolicy policy, @Nullable Money value, Instant at) {
    var file = then.file();
    var told = file.told();
    return new Row(
        file.ref().key(),
        file.orderNumber(),
        state(),
        file.deadline().at(),
        closedAt(),
        file.stepsTaken(),
        policy.steps(),
        coming(policy, at).stream().findFirst().map(Ladder.Slot::at).orElse(null),
        value,
        Mark.of(told.sentStep(), told.sentAt(), told.back().readStep(), told.back().answeredAt()),
        file.hand().stopped(),
        file.hand().holder(),
        file.zone(),
        policy.ladder().quiet().night(at, Say.zoneOf(file.zone())).isPresent());
  }

  /** The reminders that were still to come, if nothing changed, by today's ladder. */
  public List<Ladder.Slot> coming(PassportPolicy policy, Instant at) {
    var file = then.file();
    return then instanceof Waiting
        ? policy.slots(
            file.deadline(),
            file.stepsTaken(),
            file.told().remindedAt(),
            file.told().heed(),
            file.zone(),
            file.hand(),
            at)
        : List.of();
  }

  public String state() {
    return switch (then) {
      case Waiting _ -> "waiting";
      case Expired _ -> "expired";
      case Supplied _ -> "supplied";
      case Lost _ -> "lost";
      case Split _ -> "split";
    };
  }

  /** When it had ended; null while it was open. */
  public @Nullable Instant closedAt() {
    return switch (then) {
      case Waiting _, Expired _ -> null;
      case Supplied(_, var at) -> at;
      case Lost(_, var at, _) -> at;
      case Split(_, var at) -> at;
    };
  }

  /** What is unsure of it, in a lasting order. */
  public List<Unsure> doubts() {
    return unsure.stream().sorted().toList();
  }

  /** Until when its reminders were put off then; null if they were not. */
  public @Nullable Instant snoozed(Instant at) {
    var until = then.file().hand().snoozedUntil();
    return then instanceof Waiting && until != null && until.isAfter(at) ? until : null;
  }
}
