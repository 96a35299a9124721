package io.orderwatch.notification.matter;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something of a posting that waits for the seller's own people.
 *
 * @param about the ticket's id, Ozon's number of the request or return, or the command's id
 * @param since when it was told of; of a ticket since when nothing came of it
 * @param due when the time is out; null where none runs
 * @param closedAt null as long as it waits
 */
public record Matter(
    Kind kind, String about, Instant since, @Nullable Instant due, @Nullable Instant closedAt) {

  /** What can wait. */
  public enum Kind {
    /** A request to Ozon's support of which nothing came for three days. */
    TICKET_STALE,
    /** A request to cancel that Ozon soon approves by itself. */
    CANCELLATION_DUE,
    /** A time of a return runs out. */
    RETURN_DUE,
    /** A command that a second person has to approve before anything is done. */
    APPROVAL_AWAITED
  }

  static Matter open(Kind kind, String about, Instant since, @Nullable Instant due) {
    return new Matter(kind, about, since, due, null);
  }

  /** Told apart from what was told of the same before: by its due time, or else by its begin. */
  public String id() {
    return kind + "-" + about + "-" + Optional.ofNullable(due).orElse(since).toEpochMilli();
  }

  public boolean waits() {
    return closedAt == null;
  }

  boolean isOf(Kind other, String what) {
    return kind == other && about.equals(what);
  }

  Matter closed(Instant at) {
    return new Matter(kind, about, since, due, at);
  }
}
