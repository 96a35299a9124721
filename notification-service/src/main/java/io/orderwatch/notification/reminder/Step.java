package io.orderwatch.notification.reminder;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of the ladder in one round, and what became of it.
 *
 * @param round 1 the first time Ozon asks for the data; 0 if it was due when nothing was open
 * @param number 1 for the first reminder
 * @param deadline when Ozon is expected to cancel
 * @param text what the buyer reads
 * @param byHand what awaited a person, and what he said; empty if nothing ever did
 */
public record Step(
    int round,
    int number,
    String orderNumber,
    Instant deadline,
    String text,
    Instant plannedAt,
    Instant changedAt,
    Fate fate,
    Optional<ByHand> byHand) {

  /** A step that never awaited a person. */
  public Step(
      int round,
      int number,
      String orderNumber,
      Instant deadline,
      String text,
      Instant plannedAt,
      Instant changedAt,
      Fate fate) {
    this(
        round,
        number,
        orderNumber,
        deadline,
        text,
        plannedAt,
        changedAt,
        fate,
        fate instanceof Fate.AwaitingOperator(var why)
            ? Optional.of(new ByHand(changedAt, why, Optional.empty()))
            : Optional.empty());
  }

  /**
   * It awaited a person.
   *
   * @param since since when
   * @param why the word of an {@link Obstacle}
   */
  public record ByHand(Instant since, String why, Optional<Said> said) {}

  /**
   * What the person said that he did.
   *
   * @param by the seller's own person, never a buyer
   * @param at when he did it
   * @param skipped why he left it; null if he sent it
   */
  public record Said(String by, Instant at, @Nullable Skipping skipped) {}

  /** Why a person leaves a message unsent. */
  public enum Skipping {
    ALREADY_WRITTEN,
    BUYER_DECLINED,
    NOT_POSSIBLE,
    NOT_WORTH_IT;

    /** The word that events carry; it never changes. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A step ends once, except that a person may still send what could not be sent by API. */
  public sealed interface Fate {
    record Planned() implements Fate {}

    /**
     * It is in the chat.
     *
     * @param chatId empty if a person sent it
     */
    record Sent(String chatId) implements Fate {}

    record Suppressed(String reason) implements Fate {}

    record Failed(String reason) implements Fate {}

    record AwaitingOperator(String reason) implements Fate {}
  }

  /** Names the message among those of its posting, so that it is planned once. */
  public String id() {
    return round > 1 ? "round-" + round + "/step-" + number : "step-" + number;
  }

  Step became(Fate next, Instant at) {
    return next instanceof Fate.AwaitingOperator
        ? new Step(round, number, orderNumber, deadline, text, plannedAt, at, next)
        : new Step(round, number, orderNumber, deadline, text, plannedAt, at, next, byHand);
  }

  Step told(Said said) {
    return new Step(
        round,
        number,
        orderNumber,
        deadline,
        text,
        plannedAt,
        changedAt,
        fate,
        byHand.map(each -> new ByHand(each.since(), each.why(), Optional.of(said))));
  }
}
