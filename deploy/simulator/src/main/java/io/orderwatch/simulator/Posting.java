package io.orderwatch.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A posting at one moment.
 *
 * @param stage how far in its {@link Life}, -1 before the first stage
 * @param changedAt when status or substatus last changed
 * @param chatOpen whether a chat may be started now
 */
public record Posting(
    Plan plan,
    int stage,
    String status,
    String substatus,
    String previousSubstatus,
    Instant changedAt,
    @Nullable Instant suppliedAt,
    @Nullable Instant deliveringAt,
    @Nullable Instant deliveredAt,
    @Nullable Cancellation cancellation,
    String tracking,
    boolean chatOpen) {

  public static final String AWAITING_PASSPORT = "posting_awaiting_passport_data";

  /**
   * How it ended early.
   *
   * @param by {@code ozon} or {@code seller}: Ozon's {@code cancellation_type}
   */
  public record Cancellation(
      Instant at, String by, long reasonId, String reason, boolean afterShip, boolean counts) {}

  public static Posting created(Plan plan) {
    return new Posting(
        plan,
        -1,
        plan.packedBeforePassport() ? "awaiting_deliver" : "awaiting_packaging",
        plan.awaitsPassport() ? AWAITING_PASSPORT : "posting_created",
        "",
        plan.createdAt(),
        null,
        null,
        null,
        null,
        "",
        !plan.chatRefused());
  }

  public String number() {
    return plan.number();
  }

  public String store() {
    return plan.store();
  }

  public boolean awaitsPassport() {
    return substatus.equals(AWAITING_PASSPORT);
  }

  public boolean isCancelled() {
    return cancellation != null;
  }

  public boolean isOpen() {
    return cancellation == null && deliveredAt == null;
  }

  Posting supplied(Instant at) {
    return new Posting(
        plan,
        stage,
        status,
        "posting_created",
        substatus,
        at,
        at,
        deliveringAt,
        deliveredAt,
        cancellation,
        tracking,
        chatOpen);
  }

  Posting reached(int next, Instant at) {
    var to = Life.of(plan.integration()).get(next);
    var byCarrier =
        plan.integration() == Integration.OZON || plan.integration() == Integration.AGGREGATOR;
    var numbered = tracking.isEmpty() && byCarrier && to.status().equals("awaiting_deliver");
    return new Posting(
        plan,
        next,
        to.status(),
        to.substatus(),
        substatus,
        at,
        suppliedAt,
        to.status().equals("delivering") && deliveringAt == null ? at : deliveringAt,
        to.status().equals("delivered") ? at : deliveredAt,
        cancellation,
        numbered ? "OZ" + plan.id() + "CN" : tracking,
        chatOpen);
  }

  Posting cancelled(Cancellation cancel) {
    return new Posting(
        plan,
        stage,
        "cancelled",
        "posting_canceled",
        substatus,
        cancel.at(),
        suppliedAt,
        deliveringAt,
        deliveredAt,
        cancel,
        tracking,
        chatOpen);
  }

  Posting tracked(String number) {
    return new Posting(
        plan,
        stage,
        status,
        substatus,
        previousSubstatus,
        changedAt,
        suppliedAt,
        deliveringAt,
        deliveredAt,
        cancellation,
        number,
        chatOpen);
  }

  Posting chatOpen(boolean open) {
    return new Posting(
        plan,
        stage,
        status,
        substatus,
        previousSubstatus,
        changedAt,
        suppliedAt,
        deliveringAt,
        deliveredAt,
        cancellation,
        tracking,
        open);
  }
}
