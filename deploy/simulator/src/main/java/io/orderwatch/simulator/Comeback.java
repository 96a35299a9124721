package io.orderwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Goods on their way back, as they stand at one moment: settled by what became of their posting, so
 * it needs no state of its own. What was cancelled on the way is carried back to the seller; some
 * buyers of what the seller or a carrier of his delivered ask to return it (rFBS), and nobody
 * answers them, so that their requests approve themselves after three days (help page H13).
 * Statuses are Ozon's (schema of April 2026); the durations of the carriage and the share are
 * invented.
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
    @org.jspecify.annotations.Nullable Instant endedAt) {

  private static final double SHARE = 0.2;
  private static final Duration CARRIED = Duration.ofDays(7);
  private static final Duration FETCHED = Duration.ofDays(2);

  /** A request for a return that nobody answers is approved (seller-api.md 8.2). */
  private static final Duration APPROVES_ITSELF = Duration.ofDays(3);

  /** Empty if nothing of the posting comes back, or not yet. */
  public static Optional<Comeback> of(Posting posting, Instant now) {
    var cancellation = posting.cancellation();
    if (cancellation != null && cancellation.afterShip()) {
      return Optional.of(carried(posting, cancellation.at(), now));
    }
    var delivered = posting.deliveredAt();
    var own =
        posting.plan().integration() == Integration.NON_INTEGRATED
            || posting.plan().integration() == Integration.THREE_PL;
    if (delivered == null || !own || !posting.plan().draw().chance("returns", SHARE)) {
      return Optional.empty();
    }
    var asked =
        delivered.plus(
            posting.plan().draw().between("asks", Duration.ofHours(6), Duration.ofDays(2)));
    return asked.isAfter(now) ? Optional.empty() : Optional.of(asked(posting, asked, now));
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

  private static Comeback asked(Posting posting, Instant since, Instant now) {
    var approved = since.plus(APPROVES_ITSELF);
    return now.isBefore(approved)
        ? of(posting, true, "", "OnSellerApproval", "New", since, since, null)
        : of(posting, true, "", "ApprovedByOzon", "Approved", since, approved, approved);
  }

  private static Comeback of(
      Posting posting,
      boolean rfbs,
      String type,
      String status,
      String group,
      Instant createdAt,
      Instant changedAt,
      @org.jspecify.annotations.Nullable Instant endedAt) {
    var id = 1_000_000L + posting.plan().index();
    return new Comeback(posting, id, rfbs, type, status, group, createdAt, changedAt, endedAt);
  }
}
