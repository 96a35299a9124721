package io.orderwatch.notification.reminder;

import java.time.Instant;

/**
 * One step of the ladder in one round, and what became of it.
 *
 * @param round 1 the first time Ozon asks for the data; 0 if it was due when nothing was open
 * @param number 1 for the first reminder
 * @param deadline when Ozon is expected to cancel
 * @param text what the buyer reads
 */
public record Step(
    int round,
    int number,
    String orderNumber,
    Instant deadline,
    String text,
    Instant plannedAt,
    Instant changedAt,
    Fate fate) {

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
    return new Step(round, number, orderNumber, deadline, text, plannedAt, at, next);
  }
}
