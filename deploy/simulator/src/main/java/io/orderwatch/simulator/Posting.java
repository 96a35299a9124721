package io.orderwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A posting at one moment.
 *
 * @param goods what is in it; never empty
 * @param chatOpen whether a chat may be started now
 */
public record Posting(
    Plan plan,
    Progress progress,
    Terms terms,
    List<Goods> goods,
    String tracking,
    @Nullable Cancellation cancellation,
    boolean chatOpen) {

  public static final String SPLIT = "cancelled_from_split_pending";
  public static final String AWAITING_PASSPORT = "posting_awaiting_passport_data";

  /**
   * How it ended early.
   *
   * @param by {@code ozon}, {@code seller} or {@code client}: Ozon's {@code cancellation_type}
   */
  public record Cancellation(
      Instant at, String by, long reasonId, String reason, boolean afterShip, boolean counts) {}

  public Posting {
    goods = List.copyOf(goods);
  }

  public static Posting created(Plan plan) {
    var at = plan.createdAt();
    return new Posting(
        plan,
        Progress.created(
            plan.packedBeforePassport() ? "awaiting_deliver" : "awaiting_packaging",
            plan.awaitsPassport() ? AWAITING_PASSPORT : "posting_created",
            at),
        new Terms(
            at.plus(Duration.ofDays(3)),
            at.plus(Duration.ofDays(20)),
            at.plus(Duration.ofDays(27)),
            0,
            false),
        plan.goods(),
        "",
        null,
        !plan.chatRefused());
  }

  public String number() {
    return plan.number();
  }

  public String store() {
    return plan.store();
  }

  public int stage() {
    return progress.stage();
  }

  public String status() {
    return progress.status();
  }

  public String substatus() {
    return progress.substatus();
  }

  public Instant changedAt() {
    return progress.changedAt();
  }

  public @Nullable Instant suppliedAt() {
    return progress.suppliedAt();
  }

  public @Nullable Instant deliveringAt() {
    return progress.deliveringAt();
  }

  public @Nullable Instant deliveredAt() {
    return progress.deliveredAt();
  }

  public boolean awaitsPassport() {
    return substatus().equals(AWAITING_PASSPORT);
  }

  public boolean isCancelled() {
    return cancellation != null;
  }

  /** Whether others took its place. */
  public boolean isSplit() {
    return status().equals(SPLIT);
  }

  public boolean isDisputed() {
    return status().equals("arbitration");
  }

  public boolean isOpen() {
    return cancellation == null && deliveredAt() == null && !isSplit();
  }

  Posting split(Instant at) {
    return with(progress.ended(SPLIT, at));
  }

  /** One of those into which this one is split, with some of its goods. */
  Posting child(int part, List<Goods> some, Instant at) {
    return new Posting(
        plan.sibling(part, number()), progress.ofPart(at), terms, some, "", null, chatOpen);
  }

  Posting supplied(Instant at) {
    return with(progress.supplied(at));
  }

  Posting reached(int next, Instant at) {
    var to = Life.of(plan.integration()).get(next);
    var byCarrier =
        plan.integration() == Integration.OZON || plan.integration() == Integration.AGGREGATOR;
    var numbered = tracking.isEmpty() && byCarrier && to.status().equals("awaiting_deliver");
    var reached = with(progress.reached(next, to, at));
    return numbered ? reached.tracked("OZ" + plan.id() + "CN") : reached;
  }

  Posting reported(int stage) {
    return with(progress.reported(stage));
  }

  Posting cancelled(Cancellation how) {
    return new Posting(
        plan, progress.ended("cancelled", how.at()), terms, goods, tracking, how, chatOpen);
  }

  Posting tracked(String number) {
    return new Posting(plan, progress, terms, goods, number, cancellation, chatOpen);
  }

  Posting with(Progress other) {
    return new Posting(plan, other, terms, goods, tracking, cancellation, chatOpen);
  }

  Posting with(Terms other) {
    return new Posting(plan, progress, other, goods, tracking, cancellation, chatOpen);
  }

  Posting with(List<Goods> other) {
    return new Posting(plan, progress, terms, other, tracking, cancellation, chatOpen);
  }

  Posting chatOpen(boolean open) {
    return new Posting(plan, progress, terms, goods, tracking, cancellation, open);
  }
}
