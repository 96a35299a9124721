package io.orderwatch.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's or a carrier's request to cancel a posting (rFBS).
 *
 * @param id Ozon's number of it
 * @param initiator Ozon's word: CLIENT or DELIVERY
 * @param answeredBy seller, itself, or ozon where the posting ended first; empty as long as it
 *     waits
 */
public record CancelRequest(
    long id,
    String store,
    String posting,
    String initiator,
    State state,
    Instant askedAt,
    Instant approvesItselfAt,
    @Nullable Instant answeredAt,
    String answeredBy) {

  /** Ozon's words; only the first number is its own (official example), the others follow. */
  public enum State {
    ON_APPROVAL(1),
    APPROVED(2),
    REJECTED(3);

    private final int id;

    State(int id) {
      this.id = id;
    }

    public int id() {
      return id;
    }
  }

  boolean waits() {
    return state == State.ON_APPROVAL;
  }

  CancelRequest answered(boolean approved, String by, Instant at) {
    return new CancelRequest(
        id,
        store,
        posting,
        initiator,
        approved ? State.APPROVED : State.REJECTED,
        askedAt,
        approvesItselfAt,
        at,
        by);
  }
}
