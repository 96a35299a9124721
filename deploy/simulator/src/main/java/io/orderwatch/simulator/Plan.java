package io.orderwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a posting is and what its buyer is going to do: settled from the seed at creation, so a run
 * can be repeated and a fault changes nothing but what the fault is about.
 *
 * @param id Ozon's inner number, which breaks ties between postings of one instant
 * @param createdAt also {@code in_process_at}
 * @param pace by how much the ordinary life is faster than days
 */
public record Plan(
    int index,
    String store,
    long id,
    String number,
    Instant createdAt,
    boolean awaitsPassport,
    boolean packedBeforePassport,
    Integration integration,
    Buyer buyer,
    Buyer.Habits habits,
    boolean chatRefused,
    boolean severalGoods,
    double pace,
    Draw draw) {

  public static Plan of(Scenario scenario, int index, Instant createdAt) {
    var draw = new Draw(scenario.seed, index);
    var integration = Integration.of(draw.weighted("integration", scenario.integrations));
    var awaits = draw.chance("awaits", scenario.awaitingShare);
    return new Plan(
        index,
        scenario.stores.get(index % scenario.stores.size()).id(),
        12_000_000_000L + index,
        number(draw, index),
        createdAt,
        awaits,
        awaits && integration != Integration.AGGREGATOR && draw.chance("packed", 0.4),
        integration,
        buyer(draw, scenario),
        habits(draw, scenario),
        draw.chance("chat refused", scenario.chatRefusedShare),
        draw.chance("several goods", scenario.severalGoodsShare),
        scenario.lifePace,
        draw);
  }

  /** The order's number: the posting's without its last part. */
  public String orderNumber() {
    return number.substring(0, number.lastIndexOf('-'));
  }

  /** What was ordered. */
  public List<Goods> goods() {
    var first = index % 500;
    var ordered = new ArrayList<>(List.of(goods(first, severalGoods ? 2 : 1)));
    if (severalGoods) {
      ordered.add(goods((first + 251) % 500, 1));
    }
    return ordered;
  }

  private static Goods goods(int product, int quantity) {
    return new Goods(827_000_000L + product, "SK-" + product, quantity);
  }

  private static String number(Draw draw, int index) {
    var prefix = 10_000_000 + (long) (draw.share("number") * 80_000_000);
    return String.format(Locale.ROOT, "%d-%04d-1", prefix * 10 + index % 10, index);
  }

  private static Buyer buyer(Draw draw, Scenario scenario) {
    var kind = draw.weighted("buyer", scenario.buyers);
    var delay = draw.between("delay", Duration.ofMinutes(1), scenario.suppliesDelay);
    return switch (kind) {
      case "suppliesAfter" ->
          new Buyer.SuppliesAfter(
              draw.between("supplies", Duration.ofMinutes(1), scenario.suppliesWithin));
      case "suppliesAfterMessage1" -> new Buyer.SuppliesAfterMessage(1, delay);
      case "suppliesAfterMessage2" -> new Buyer.SuppliesAfterMessage(2, delay);
      case "suppliesAfterMessage3" -> new Buyer.SuppliesAfterMessage(3, delay);
      case "never" -> new Buyer.Never();
      default -> throw new IllegalArgumentException("no buyer is called " + kind);
    };
  }

  private static Buyer.Habits habits(Draw draw, Scenario scenario) {
    var reads = draw.chance("reads", scenario.readerShare);
    var answers = reads && draw.chance("answers", scenario.answerShare);
    var readDelay = draw.between("read", Duration.ofSeconds(30), scenario.readDelay);
    var answerDelay = draw.between("answer", Duration.ofMinutes(1), Duration.ofMinutes(20));
    var words =
        draw.chance("passport in answer", scenario.passportInAnswerShare)
            ? "Здравствуйте! Мой паспорт " + Canary.PASSPORT + ", выдан в 2010 году. " + Canary.NAME
            : "Здравствуйте, хорошо, заполню вечером. Спасибо!";
    return new Buyer.Habits(reads ? readDelay : null, answers ? answerDelay : null, words);
  }
}
