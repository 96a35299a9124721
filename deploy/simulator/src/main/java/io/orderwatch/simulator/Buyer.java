package io.orderwatch.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What makes a buyer give passport data: time alone, the n-th message after its delivery, or
 * nothing.
 */
public sealed interface Buyer {

  record SuppliesAfter(Duration created) implements Buyer {}

  /**
   * Moved by a message.
   *
   * @param message which message of the seller moves him, from 1
   * @param delay from that message to the data
   */
  record SuppliesAfterMessage(int message, Duration delay) implements Buyer {}

  record Never() implements Buyer {}

  /** The name in ledgers and scenarios. */
  default String kind() {
    return switch (this) {
      case SuppliesAfter _ -> "suppliesAfter";
      case SuppliesAfterMessage(var n, _) -> "suppliesAfterMessage" + n;
      case Never _ -> "never";
    };
  }

  /**
   * What a buyer does in the chat, whatever he does about his data.
   *
   * @param reads from a message's delivery to its reading; null if he does not read
   * @param answers from reading to his answer; null if he does not answer
   * @param answer his words
   */
  record Habits(@Nullable Duration reads, @Nullable Duration answers, String answer) {}
}
