package io.orderwatch.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a world is made of. Durations are of the world's clock.
 *
 * @param stores who sells; postings go to them in turn
 * @param postings how many arrive within the window
 * @param arrivalWindow how long they take to arrive, from the world's start
 * @param startedBefore how old the world is when the process starts: its past is played at once
 * @param livingPerHour postings that keep arriving after the window, per hour of the world's clock
 * @param awaitingShare part of the postings that wait for passport data
 * @param buyers weights of suppliesAfter, suppliesAfterMessage1..3 and never
 * @param suppliesWithin the latest moment, from creation, at which a buyer supplies by himself
 * @param suppliesDelay the longest time from the message that moves a buyer to his data
 * @param readerShare part of the buyers who read messages
 * @param readDelay the longest time from a message to its reading
 * @param answerShare part of the readers who answer in the chat
 * @param passportInAnswerShare part of those answers that carry a passport number
 * @param chatRefusedShare part of the postings whose buyers cannot be written to
 * @param integrations weights of ozon, aggregator, 3pl_tracking and non_integrated
 * @param lifePace by how much the ordinary life is faster than days; deadlines are not touched
 * @param passportTime what Ozon gives the buyer, from in_process_at (help pages H1–H4, read October
 *     2026: 24 hours)
 * @param pushUrl where pushes go, {@code {store}} stands for the Client-Id; empty for none
 * @param rateLimit requests per second of real time and Client-Id
 */
public record Scenario(
    List<Store> stores,
    long seed,
    int postings,
    Duration arrivalWindow,
    Duration startedBefore,
    double livingPerHour,
    double awaitingShare,
    Map<String, Double> buyers,
    Duration suppliesWithin,
    Duration suppliesDelay,
    double readerShare,
    Duration readDelay,
    double answerShare,
    double passportInAnswerShare,
    double chatRefusedShare,
    Map<String, Double> integrations,
    double lifePace,
    Duration passportTime,
    String pushUrl,
    int rateLimit) {

  /**
   * A seller's account.
   *
   * @param subscription Ozon's name of it, for example PREMIUM_PLUS
   */
  public record Store(String id, String subscription) {
    public String apiKey() {
      return "sim-key-" + id;
    }
  }

  public Scenario {
    stores = List.copyOf(stores);
    buyers = Map.copyOf(buyers);
    integrations = Map.copyOf(integrations);
  }

  /** Thirty postings in an hour and then silence: what a file's missing fields are filled from. */
  public static Scenario standard() {
    return new Scenario(
        List.of(
            new Store("1001", "PREMIUM_PLUS"),
            new Store("1002", "PREMIUM_PLUS"),
            new Store("1003", "PREMIUM_PLUS")),
        1,
        30,
        Duration.ofHours(1),
        Duration.ZERO,
        0,
        1.0 / 3,
        Map.of(
            "suppliesAfter",
            2.0,
            "suppliesAfterMessage1",
            3.0,
            "suppliesAfterMessage2",
            2.0,
            "suppliesAfterMessage3",
            1.0,
            "never",
            2.0),
        Duration.ofHours(20),
        Duration.ofHours(2),
        0.7,
        Duration.ofMinutes(40),
        0.3,
        0.5,
        0,
        Map.of("ozon", 1.0, "aggregator", 1.0, "3pl_tracking", 1.0, "non_integrated", 1.0),
        1,
        Duration.ofDays(1),
        "",
        50);
  }

  /** About forty living orders of all ages in three stores, and new ones all the time. */
  public static Scenario living() {
    return standard().withPostings(40, Duration.ofHours(20)).lasting(Duration.ofHours(20), 3, 0.6);
  }

  public Scenario withPostings(int count, Duration window) {
    return new Scenario(
        stores,
        seed,
        count,
        window,
        startedBefore,
        livingPerHour,
        awaitingShare,
        buyers,
        suppliesWithin,
        suppliesDelay,
        readerShare,
        readDelay,
        answerShare,
        passportInAnswerShare,
        chatRefusedShare,
        integrations,
        lifePace,
        passportTime,
        pushUrl,
        rateLimit);
  }

  public Scenario lasting(Duration before, double perHour, double awaiting) {
    return new Scenario(
        stores,
        seed,
        postings,
        arrivalWindow,
        before,
        perHour,
        awaiting,
        buyers,
        suppliesWithin,
        suppliesDelay,
        readerShare,
        readDelay,
        answerShare,
        passportInAnswerShare,
        chatRefusedShare,
        integrations,
        lifePace,
        passportTime,
        pushUrl,
        rateLimit);
  }

  public Scenario withSeed(long other) {
    return new Scenario(
        stores,
        other,
        postings,
        arrivalWindow,
        startedBefore,
        livingPerHour,
        awaitingShare,
        buyers,
        suppliesWithin,
        suppliesDelay,
        readerShare,
        readDelay,
        answerShare,
        passportInAnswerShare,
        chatRefusedShare,
        integrations,
        lifePace,
        passportTime,
        pushUrl,
        rateLimit);
  }
}
