package io.orderwatch.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a world is made of: the standard, thirty postings in an hour and then silence, in which a
 * file changes what it names. Nothing changes it once a world has begun. Durations are of the
 * world's clock, shares and weights of the seed's chance.
 */
public final class Scenario {

  /**
   * A seller's account.
   *
   * @param subscription Ozon's name of it, for example PREMIUM_PLUS
   * @param apiKey made from the id if a file says none
   */
  public record Store(String id, String subscription, String apiKey) {
    public Store {
      apiKey = Objects.requireNonNullElse(apiKey, "simulator-api-key-of-" + id);
    }

    public Store(String id, String subscription) {
      this(id, subscription, "simulator-api-key-of-" + id);
    }
  }

  /**
   * USUAL is what clients have seen: ids of messages as text, all others as numbers. NUMBERS is the
   * schema's word, TEXT the examples'.
   */
  public enum Ids {
    USUAL,
    NUMBERS,
    TEXT
  }

  /** Who sells; postings go to them in turn. */
  public List<Store> stores =
      List.of(
          new Store("1001", "PREMIUM_PLUS"),
          new Store("1002", "PREMIUM_PLUS"),
          new Store("1003", "PREMIUM_PLUS"));

  /** How long keys live, from the world's beginning. */
  public Duration keysLive = Duration.ofDays(90);

  public long seed = 1;

  /** How many orders arrive within the window. */
  public int postings = 30;

  /** How long they take to arrive, from the world's start. */
  public Duration arrivalWindow = Duration.ofHours(1);

  /** How old the world is when the process starts: its past is played at once. */
  public Duration startedBefore = Duration.ZERO;

  /** Orders that keep arriving after the window, per hour of the world's clock. */
  public double livingPerHour;

  /** Part of the postings that wait for passport data. */
  public double awaitingShare = 1.0 / 3;

  /** Weights of suppliesAfter, suppliesAfterMessage1..3 and never. */
  public Map<String, Double> buyers =
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
          2.0);

  /** The latest moment, from creation, at which a buyer supplies by himself. */
  public Duration suppliesWithin = Duration.ofHours(20);

  /** The longest time from the message that moves a buyer to his data. */
  public Duration suppliesDelay = Duration.ofHours(2);

  /** Part of the buyers who read messages. */
  public double readerShare = 0.7;

  /** The longest time from a message to its reading. */
  public Duration readDelay = Duration.ofMinutes(40);

  /** Part of the readers who answer in the chat. */
  public double answerShare = 0.3;

  /** Part of those answers that carry a passport number. */
  public double passportInAnswerShare = 0.5;

  /** Part of the postings whose buyers cannot be written to. */
  public double chatRefusedShare;

  /** Part of the postings whose chats are refused with 403 and no body. */
  public double wordlessShare;

  /** Part of the orders with two postings, which one buyer's data release. */
  public double severalPostingsShare;

  /** Part of the postings that Ozon splits within two hours, unless they are packed before. */
  public double splitShare;

  /** Part of the postings that are listed before methods for one posting find them. */
  public double youngShare;

  /** How long they are not found, from creation. */
  public Duration youngTime = Duration.ofSeconds(10);

  /** Part of the postings with three units of two products. */
  public double severalGoodsShare;

  /** Weights of ozon, aggregator, 3pl_tracking and non_integrated. */
  public Map<String, Double> integrations =
      Map.of("ozon", 1.0, "aggregator", 1.0, "3pl_tracking", 1.0, "non_integrated", 1.0);

  /** Whether non-integrated parcels move on though the seller reports nothing by the API. */
  public boolean reportedElsewhere = true;

  /** The longest time from the seller's report of a status to its effect. */
  public Duration statusDelay = Duration.ofSeconds(30);

  /** By how much the ordinary life is faster than days; deadlines are not touched. */
  public double lifePace = 1;

  /** Part of the rFBS postings that somebody asks to cancel once they are packed. */
  public double cancelRequestShare;

  /** Part of the postings that no sorting centre scans: the seller may open a dispute. */
  public double unscannedShare;

  /** Part of the postings that are sent back on their way. */
  public double midwayShare;

  /** Part of the buyers who ask to return what the seller or his carrier delivered. */
  public double returnShare = 0.2;

  /** Part of those who open a dispute if that is refused. */
  public double disputeShare;

  /** What Ozon gives the buyer, from in_process_at (help pages H1–H4, October 2026: 24 hours). */
  public Duration passportTime = Duration.ofDays(1);

  /** Where pushes go, {@code {store}} stands for the Client-Id; empty for none. */
  public String pushUrl = "";

  /** How ids are written where Ozon's schema and examples disagree. */
  public Ids ids = Ids.USUAL;

  /** Requests per second of real time and Client-Id. */
  public int rateLimit = 50;

  /** About forty living orders of all ages in three stores, and new ones all the time. */
  public static Scenario living() {
    var living = new Scenario();
    living.postings = 40;
    living.arrivalWindow = Duration.ofHours(20);
    living.startedBefore = Duration.ofHours(20);
    living.livingPerHour = 3;
    living.awaitingShare = 0.6;
    living.severalGoodsShare = 0.2;
    living.cancelRequestShare = 0.15;
    living.unscannedShare = 0.1;
    living.midwayShare = 0.1;
    living.disputeShare = 0.5;
    return living;
  }
}
