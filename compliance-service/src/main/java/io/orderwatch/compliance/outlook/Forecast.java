package io.orderwatch.compliance.outlook;

import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.contracts.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How many of some open cases are supplied and lost by their deadlines, in expectation. Cases are
 * taken for independent of each other; the postings of one order are not quite.
 *
 * @param open how many there are
 * @param over how many of them have passed their deadline: lost, as far as it goes by that
 * @param unknown how many of them have no stated chance; they are in none of the figures below
 * @param supplied how many are supplied by then
 * @param lost how many are not
 * @param low not fewer are lost, in nine of ten such cases
 * @param high nor more, in nine of ten
 * @param money by currency, in their order
 */
public record Forecast(
    int open,
    int over,
    int unknown,
    double supplied,
    double lost,
    int low,
    int high,
    List<Loss> money) {

  public static final Forecast NOTHING = new Forecast(0, 0, 0, 0, 0, 0, 0, List.of());

  /**
   * @param currency ISO 4217
   * @param open how many cases have a value in that currency and a stated chance
   * @param lost how many of them are lost
   * @param worth what these are worth
   */
  public record Loss(String currency, int open, double lost, Money worth) {}

  public Forecast {
    money = List.copyOf(money);
  }

  public static Forecast of(List<Judged> cases) {
    var known = new ArrayList<Stated>();
    var over = 0;
    for (var each : cases) {
      switch (each.chance()) {
        case Stated stated -> known.add(stated);
        case Chance.Over _ -> over++;
        case Chance.Unknown _ -> {}
      }
    }
    var supplied = known.stream().mapToDouble(Stated::supplied).sum();
    var lost = known.size() - supplied;
    var many = HowMany.of(known.stream().mapToDouble(each -> 1 - each.supplied()).toArray());
    var doubt = doubt(known);
    return new Forecast(
        cases.size(),
        over,
        cases.size() - over - known.size(),
        supplied,
        over + lost,
        over + wider(lost, many.low(), doubt, known.size()),
        over + wider(lost, many.high(), doubt, known.size()),
        money(cases));
  }

  /**
   * By how much the distance from the expectation grows because chances are learned from so many of
   * the past and no more: as if all of them erred the same way.
   */
  private static double doubt(List<Stated> known) {
    double chance = 0;
    double learned = 0;
    for (var each : known) {
      var variance = each.supplied() * (1 - each.supplied());
      chance += variance;
      learned += Math.sqrt(variance / each.from());
    }
    return chance == 0 ? 1 : Math.sqrt(1 + learned * learned / chance);
  }

  private static int wider(double lost, int bound, double doubt, int most) {
    return Math.clamp(Math.round(lost + (bound - lost) * doubt), 0, most);
  }

  private static List<Loss> money(List<Judged> cases) {
    var losses = new TreeMap<String, Loss>();
    for (var each : cases) {
      var value = each.value();
      if (value == null || each.chance() instanceof Chance.Unknown) {
        continue;
      }
      var lost = each.chance() instanceof Stated(var supplied, _, _, _) ? 1 - supplied : 1;
      var worth = value.amount().multiply(BigDecimal.valueOf(lost));
      losses.merge(
          value.currency(),
          new Loss(value.currency(), 1, lost, new Money(worth, value.currency())),
          Forecast::and);
    }
    return losses.values().stream().map(Forecast::rounded).toList();
  }

  private static Loss and(Loss one, Loss other) {
    var worth = one.worth().amount().add(other.worth().amount());
    return new Loss(
        one.currency(),
        one.open() + other.open(),
        one.lost() + other.lost(),
        new Money(worth, one.currency()));
  }

  private static Loss rounded(Loss loss) {
    var worth = loss.worth().amount().setScale(2, RoundingMode.HALF_UP);
    return new Loss(loss.currency(), loss.open(), loss.lost(), new Money(worth, loss.currency()));
  }
}
