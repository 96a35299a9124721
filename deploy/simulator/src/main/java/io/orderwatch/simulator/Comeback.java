package io.orderwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goods on their way back, as they stand at one moment: settled by what became of their posting and
 * what the seller did about it. What was cancelled on the way is carried back to the seller; some
 * buyers of what the seller or a carrier of his delivered ask to return it (rFBS). A request that
 * nobody answers approves itself after three days (help page H13); some buyers take a refusal to
 * Ozon within five days, and Ozon decides for them in three. Statuses are Ozon's (schema of April
 * 2026); the durations of the carriage, the numbers of the actions but -1, -10 and 1020, and which
 * status offers which are invented.
 *
 * @param id Ozon's number of the return
 * @param rfbs whether it is a request of a buyer, else a parcel that is carried back
 * @param changedAt when the status last changed
 * @param endedAt null while it goes on
 */
public record Comeback(
    Posting posting,
    long id,
    boolean rfbs,
    String type,
    String status,
    String group,
    Instant createdAt,
    Instant changedAt,
    @Nullable Instant endedAt) {

  /** The seller acted on a request for a return. */
  public record Act(Instant at, int action) {}

  /** An action that the seller may take now. */
  public record Action(int id, String name) {}

  /** Why a request may be rejected. */
  public record Rejection(int id, String name, boolean commentRequired) {}

  public static final List<Rejection> REJECTIONS =
      List.of(
          new Rejection(3, "Товар надлежащего качества", true), new Rejection(7, "Другое", true));

  static final int REJECT = -1;
  static final int REJECT_CHECKED = -10;
  static final int APPROVE = 1000;
  static final int COMPENSATE = 1020;
  static final int RETURN_MONEY = 1030;

  private static final Duration CARRIED = Duration.ofDays(7);
  private static final Duration FETCHED = Duration.ofDays(2);

  /** A request for a return that nobody answers is approved (seller-api.md 8.2). */
  private static final Duration APPROVES_ITSELF = Duration.ofDays(3);

  /** How long Ozon takes for a dispute (seller-api.md 8.2). */
  private static final Duration DECIDED = Duration.ofDays(3);

  /** The same of a posting that the seller did nothing about. */
  public static Optional<Comeback> of(Posting posting, Instant now) {
    return of(posting, List.of(), now);
  }

  /**
   * Empty if nothing of the posting comes back, or not yet.
   *
   * @param acts what the seller did about it, the oldest first
   */
  public static Optional<Comeback> of(Posting posting, List<Act> acts, Instant now) {
    var cancellation = posting.cancellation();
    if (cancellation != null && cancellation.afterShip()) {
      return Optional.of(carried(posting, cancellation.at(), now));
    }
    var asked = askedAt(posting);
    return asked == null || asked.isAfter(now)
        ? Optional.empty()
        : Optional.of(asked(posting, asked, acts, now));
  }

  /** When the buyer asks to return what was delivered; null if he does not. */
  static @Nullable Instant askedAt(Posting posting) {
    var delivered = posting.deliveredAt();
    var own =
        posting.plan().integration() == Integration.NON_INTEGRATED
            || posting.plan().integration() == Integration.THREE_PL;
    return delivered == null || !own || !posting.plan().afterwards().returns()
        ? null
        : delivered.plus(
            posting.plan().draw().between("asks", Duration.ofHours(6), Duration.ofDays(2)));
  }

  /** When the buyer takes a refusal to Ozon, five days from it at most; null if he does not. */
  static @Nullable Instant disputedAt(Posting posting, Instant refused) {
    return posting.plan().afterwards().disputes()
        ? refused.plus(
            posting
                .plan()
                .draw()
                .between("disputes after", Duration.ofHours(6), Duration.ofDays(5)))
        : null;
  }

  /** What Ozon offers the seller now. */
  public List<Action> actions() {
    if (!rfbs) {
      return List.of();
    }
    return switch (status) {
      case "OnSellerApproval" ->
          List.of(
              new Action(REJECT, "Отклонить"),
              new Action(APPROVE, "Одобрить"),
              new Action(COMPENSATE, "Компенсировать часть стоимости"));
      case "ArrivedAtReturnPlace" ->
          List.of(
              new Action(REJECT_CHECKED, "Отклонить после проверки"),
              new Action(COMPENSATE, "Компенсировать часть стоимости"),
              new Action(RETURN_MONEY, "Вернуть деньги"));
      case "DisputeOpened" ->
          List.of(
              new Action(COMPENSATE, "Компенсировать часть стоимости"),
              new Action(RETURN_MONEY, "Вернуть деньги"));
      default -> List.of();
    };
  }

  private static Comeback carried(Posting posting, Instant since, Instant now) {
    var there = since.plus(CARRIED);
    var back = there.plus(FETCHED);
    if (now.isBefore(there)) {
      return of(posting, false, "Cancellation", "MovingToSeller", "", since, since, null);
    }
    return now.isBefore(back)
        ? of(posting, false, "Cancellation", "ArrivedAtReturnPlace", "", since, there, null)
        : of(posting, false, "Cancellation", "ReceivedBySeller", "", since, back, back);
  }

  private static Comeback asked(Posting posting, Instant since, List<Act> acts, Instant now) {
    if (acts.isEmpty()) {
      var approved = since.plus(APPROVES_ITSELF);
      return now.isBefore(approved)
          ? rfbs(posting, "OnSellerApproval", "New", since, since, null)
          : rfbs(posting, "ApprovedByOzon", "Approved", since, approved, approved);
    }
    var at = acts.getLast().at();
    return switch (acts.getLast().action()) {
      case REJECT, REJECT_CHECKED -> rejected(posting, since, at, now);
      case APPROVE ->
          now.isBefore(at.plus(CARRIED))
              ? rfbs(posting, "MovingToSeller", "Delivering", since, at, null)
              : rfbs(posting, "ArrivedAtReturnPlace", "Checkout", since, at.plus(CARRIED), null);
      case COMPENSATE -> rfbs(posting, "PartialCompensationReturned", "Approved", since, at, at);
      default -> rfbs(posting, "MoneyReturned", "Approved", since, at, at);
    };
  }

  private static Comeback rejected(Posting posting, Instant since, Instant at, Instant now) {
    var disputed = disputedAt(posting, at);
    if (disputed == null || now.isBefore(disputed)) {
      return rfbs(posting, "Rejected", "Rejected", since, at, at);
    }
    var decided = disputed.plus(DECIDED);
    return now.isBefore(decided)
        ? rfbs(posting, "DisputeOpened", "Arbitration", since, disputed, null)
        : rfbs(posting, "ApprovedByOzon", "Approved", since, decided, decided);
  }

  private static Comeback rfbs(
      Posting posting,
      String status,
      String group,
      Instant createdAt,
      Instant changedAt,
      @Nullable Instant endedAt) {
    return of(posting, true, "", status, group, createdAt, changedAt, endedAt);
  }

  private static Comeback of(
      Posting posting,
      boolean rfbs,
      String type,
      String status,
      String group,
      Instant createdAt,
      Instant changedAt,
      @Nullable Instant endedAt) {
    var id = posting.plan().id() - 11_999_000_000L;
    return new Comeback(posting, id, rfbs, type, status, group, createdAt, changedAt, endedAt);
  }
}
