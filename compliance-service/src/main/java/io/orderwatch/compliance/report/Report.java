package io.orderwatch.compliance.report;

import io.orderwatch.compliance.uplift.Uplift;
import io.orderwatch.compliance.uplift.Uplift.Interval;
import io.orderwatch.contracts.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of the cases that ended in a span of days. A case counts on the day on which it
 * ended: supplied when the data came, lost when Ozon showed it as cancelled, whoever cancelled it.
 * What was split counts by what was split off it.
 *
 * @param before the same of as many days right before
 * @param lines of its parts, or of its stores
 */
public record Report(Line total, Line before, List<Line> lines) {

  public Report {
    lines = List.copyOf(lines);
  }

  /** Who cancelled what was lost. */
  public enum Canceller {
    OZON,
    BUYER,
    SELLER,
    /** The carrier, nobody, or a word of Ozon's that is new. */
    OTHER;

    /**
     * @param type Ozon's cancellation_type, official schema of 2026-04: seller, client, customer,
     *     ozon, system, delivery; null if nobody told it
     */
    public static Canceller of(@Nullable String type) {
      return switch (type == null ? "" : type) {
        case "ozon", "system" -> OZON;
        case "client", "customer" -> BUYER;
        case "seller" -> SELLER;
        default -> OTHER;
      };
    }
  }

  /**
   * Cases that are alike, counted together.
   *
   * @param line whose they are
   * @param supplied whether the data came; else they were lost
   * @param cancelledBy Ozon's cancellation_type; null of what was supplied
   * @param told the last message that reached the buyer, 0 if none did
   * @param called whether a person was called
   * @param counted whether Ozon counts them against the store
   * @param currency of what their goods are worth; null if that is not known
   * @param worth all of them together; zero if that is not known
   */
  public record Alike(
      String line,
      boolean supplied,
      @Nullable String cancelledBy,
      int told,
      boolean called,
      boolean counted,
      @Nullable String currency,
      BigDecimal worth,
      long cases) {}

  /**
   * How long data took, from when the case was opened.
   *
   * @param half of them took no longer
   * @param nineOfTen of them took no longer
   */
  public record Took(Duration half, Duration nineOfTen) {}

  /**
   * What was lost.
   *
   * @param counted how many Ozon counts against the store
   */
  public record Lost(long byOzon, long byBuyer, long bySeller, long byOthers, long counted) {

    private static final Lost NOTHING = new Lost(0, 0, 0, 0, 0);

    public long cases() {
      return byOzon + byBuyer + bySeller + byOthers;
    }

    private Lost with(Alike more) {
      var who = Canceller.of(more.cancelledBy());
      return new Lost(
          byOzon + (who == Canceller.OZON ? more.cases() : 0),
          byBuyer + (who == Canceller.BUYER ? more.cases() : 0),
          bySeller + (who == Canceller.SELLER ? more.cases() : 0),
          byOthers + (who == Canceller.OTHER ? more.cases() : 0),
          counted + (more.counted() ? more.cases() : 0));
    }
  }

  /**
   * One line.
   *
   * @param name of the part, or of the store
   * @param supplied of which the data came
   * @param unasked of these, before any message reached the buyer
   * @param called of all, how many people were called for
   * @param calledSupplied of those, of how many the data came all the same
   * @param saved what the goods of those supplied are worth, a sum a currency
   * @param gone the same of those lost
   * @param unpriced cases of whose goods that is not known
   * @param took null if the data of none came
   */
  public record Line(
      String name,
      long supplied,
      long unasked,
      Lost lost,
      long called,
      long calledSupplied,
      List<Money> saved,
      List<Money> gone,
      long unpriced,
      @Nullable Took took) {

    public Line {
      saved = List.copyOf(saved);
      gone = List.copyOf(gone);
    }

    public long cases() {
      return supplied + lost.cases();
    }

    /** What share of them was supplied; NaN without cases. */
    public double share() {
      return group().share();
    }

    /** Of that share: Wilson's, 95 per cent. */
    public Interval interval() {
      return group().interval();
    }

    private Uplift.Group group() {
      return new Uplift.Group(Math.toIntExact(cases()), Math.toIntExact(supplied));
    }
  }

  /**
   * A line of a name.
   *
   * @param all of any line; those of others are passed over
   */
  public static Line line(String name, List<Alike> all, @Nullable Took took) {
    long supplied = 0;
    long unasked = 0;
    long called = 0;
    long calledSupplied = 0;
    long unpriced = 0;
    var lost = Lost.NOTHING;
    var saved = new TreeMap<String, BigDecimal>();
    var gone = new TreeMap<String, BigDecimal>();
    for (var each : all) {
      if (!each.line().equals(name)) {
        continue;
      }
      called += each.called() ? each.cases() : 0;
      if (each.supplied()) {
        supplied += each.cases();
        unasked += each.told() == 0 ? each.cases() : 0;
        calledSupplied += each.called() ? each.cases() : 0;
      } else {
        lost = lost.with(each);
      }
      var currency = each.currency();
      if (currency == null) {
        unpriced += each.cases();
      } else {
        (each.supplied() ? saved : gone).merge(currency, each.worth(), BigDecimal::add);
      }
    }
    return new Line(
        name,
        supplied,
        unasked,
        lost,
        called,
        calledSupplied,
        money(saved),
        money(gone),
        unpriced,
        took);
  }

  private static List<Money> money(Map<String, BigDecimal> sums) {
    var money = new ArrayList<Money>();
    sums.forEach((currency, amount) -> money.add(new Money(amount, currency)));
    return money;
  }
}
