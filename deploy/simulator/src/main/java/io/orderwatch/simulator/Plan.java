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
 * @param part which posting of its order, from 1
 * @param parent the posting that was split into this and others; empty if none was
 * @param id Ozon's inner number, which breaks ties between postings of one instant
 * @param createdAt also {@code in_process_at}
 * @param visibleAt before it methods for one posting do not find it, though the lists show it
 * @param splits Ozon splits it into one posting a product
 * @param wordless a chat is refused without a word
 * @param pace by how much the ordinary life is faster than days
 * @param afterwards what comes of it once it is packed
 */
public record Plan(
    int index,
    int part,
    String parent,
    String store,
    long id,
    String orderNumber,
    Instant createdAt,
    Instant visibleAt,
    boolean awaitsPassport,
    boolean packedBeforePassport,
    Integration integration,
    Buyer buyer,
    Buyer.Habits habits,
    boolean chatRefused,
    boolean wordless,
    boolean severalGoods,
    boolean splits,
    double pace,
    Afterwards afterwards,
    Draw draw) {

  /** An order's postings, in the order of their numbers: one, or two of one buyer. */
  static List<Plan> order(Scenario scenario, int index, Instant createdAt) {
    var first = of(scenario, index, createdAt);
    return first.draw.chance("several postings", scenario.severalPostingsShare)
        ? List.of(first, first.sibling(2, ""))
        : List.of(first);
  }

  private static Plan of(Scenario scenario, int index, Instant createdAt) {
    var draw = new Draw(scenario.seed, index);
    var integration = Integration.of(draw.weighted("integration", scenario.integrations));
    var splits = draw.chance("splits", scenario.splitShare);
    var awaits = draw.chance("awaits", scenario.awaitingShare);
    return new Plan(
        index,
        1,
        "",
        scenario.stores.get(index % scenario.stores.size()).id(),
        12_000_000_000L + index,
        orderNumber(draw, index),
        createdAt,
        draw.chance("young", scenario.youngShare) ? createdAt.plus(scenario.youngTime) : createdAt,
        awaits,
        awaits && integration != Integration.AGGREGATOR && draw.chance("packed", 0.4),
        integration,
        buyer(draw, scenario),
        habits(draw, scenario),
        draw.chance("chat refused", scenario.chatRefusedShare),
        draw.chance("wordless", scenario.wordlessShare),
        splits || draw.chance("several goods", scenario.severalGoodsShare),
        splits,
        scenario.lifePace,
        Afterwards.of(draw, scenario, integration),
        draw);
  }

  /** Another posting of the same order and buyer. */
  Plan sibling(int other, String splitFrom) {
    return new Plan(
        index,
        other,
        splitFrom,
        store,
        13_000_000_000L + index * 100L + other,
        orderNumber,
        createdAt,
        visibleAt,
        awaitsPassport,
        packedBeforePassport,
        integration,
        buyer,
        habits,
        chatRefused,
        wordless,
        severalGoods,
        false,
        pace,
        afterwards,
        draw);
  }

  public String number() {
    return orderNumber + "-" + part;
  }

  public long orderId() {
    return 35_000_000_000L + index;
  }

  public long warehouse() {
    return 1_020_005_003_107_000L + Long.parseLong(store);
  }

  /** A warehouse has one for each kind of carrier. */
  public long deliveryMethod() {
    return warehouse() * 10 + integration.digit();
  }

  /** 24 is Ozon's own delivery (official examples). */
  public long provider() {
    return integration == Integration.OZON ? 24 : 181;
  }

  /** What was ordered. */
  public List<Goods> goods() {
    var first = (index + (part - 1) * 17) % 500;
    var ordered = new ArrayList<>(List.of(goods(first, severalGoods ? 2 : 1)));
    if (severalGoods) {
      ordered.add(goods((first + 251) % 500, 1));
    }
    return ordered;
  }

  private static Goods goods(int product, int quantity) {
    return new Goods(827_000_000L + product, "SK-" + product, quantity);
  }

  private static String orderNumber(Draw draw, int index) {
    var prefix = 10_000_000 + (long) (draw.share("number") * 80_000_000);
    return String.format(Locale.ROOT, "%d-%04d", prefix * 10 + index % 10, index);
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

  private static String words(Draw draw) {
    var share = draw.share("words");
    if (share < 0.3) {
      return "Здравствуйте! А зачем вам мои паспортные данные?";
    }
    if (share < 0.5) {
      return "Всё уже заполнила, проверьте, пожалуйста.";
    }
    return share < 0.6
        ? "Не буду ничего заполнять, отмените заказ."
        : "Здравствуйте, хорошо, заполню вечером. Спасибо!";
  }

  private static Buyer.Habits habits(Draw draw, Scenario scenario) {
    var reads = draw.chance("reads", scenario.readerShare);
    var answers = reads && draw.chance("answers", scenario.answerShare);
    var readDelay = draw.between("read", Duration.ofSeconds(30), scenario.readDelay);
    var answerDelay = draw.between("answer", Duration.ofMinutes(1), Duration.ofMinutes(20));
    var words =
        draw.chance("passport in answer", scenario.passportInAnswerShare)
            ? "Здравствуйте! Мой паспорт " + Canary.PASSPORT + ", выдан в 2010 году. " + Canary.NAME
            : words(draw);
    return new Buyer.Habits(reads ? readDelay : null, answers ? answerDelay : null, words);
  }
}
