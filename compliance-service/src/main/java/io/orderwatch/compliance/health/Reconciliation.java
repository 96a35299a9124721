package io.orderwatch.compliance.health;

import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.contracts.StoreRating;
import io.orderwatch.contracts.StoreRating.RatingError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Ozon's own word on a store held against the twin, over Ozon's period: every difference is named.
 * Which of the two is right is not said; Ozon's is the one that counts
 * (/v1/rating/index/fbs/posting/list, "the list of what a cancellation cost", official schema of
 * 2026-04).
 */
public final class Reconciliation {

  /** What differs. */
  public enum Kind {
    /** Ozon counts a posting that the twin does not. */
    MISSING_HERE,
    /** The twin counts a posting that Ozon does not. */
    MISSING_THERE,
    /** A figure is another one. */
    OTHER_NUMBER
  }

  /**
   * @param kind what differs
   * @param what posting, index, costs or period
   * @param posting its number; null for a figure of the store
   * @param ours what the twin says
   * @param ozons what Ozon says
   */
  public record Difference(
      Kind kind, String what, @Nullable String posting, String ours, String ozons) {}

  private static final String NOT_COUNTED = "not counted";
  private static final String GRACE = "grace";

  private Reconciliation() {}

  /** In the order of period, index, costs and postings; empty if both say the same. */
  public static List<Difference> of(StoreHealth health, StoreRating rating) {
    var until = rating.until();
    var day = until == null ? health.today() : until.plus(health.pack().index().endsBefore());
    var then = new StoreHealth(day, health.books(), health.packs());
    var window = StoreHealth.window(day, then.pack());
    var differences = new ArrayList<Difference>();
    period(rating, window).ifPresent(differences::add);
    index(rating, then).ifPresent(differences::add);
    costs(rating, then).ifPresent(differences::add);
    differences.addAll(postings(then, rating, window));
    return List.copyOf(differences);
  }

  private static Optional<Difference> period(StoreRating rating, LocalDate[] window) {
    var from = rating.from();
    return from == null || from.equals(window[0])
        ? Optional.empty()
        : number("period", window[0] + "/" + window[1], from + "/" + rating.until());
  }

  /** Either reading will do: Ozon's page words the denominator in two ways. */
  private static Optional<Difference> index(StoreRating rating, StoreHealth then) {
    var ozons = rating.index();
    if (ozons == null) {
      return Optional.empty();
    }
    var all = percent(then, Reading.ALL);
    var remaining = percent(then, Reading.REMAINING);
    return same(ozons, all) || same(ozons, remaining)
        ? Optional.empty()
        : number(
            "index",
            all.compareTo(remaining) == 0 ? "" + all : all + " or " + remaining,
            "" + ozons);
  }

  private static BigDecimal percent(StoreHealth then, Reading reading) {
    return then.index(reading).percent().orElse(BigDecimal.ZERO.setScale(2));
  }

  /** Only where every fee is known and the currency has a rate. */
  private static Optional<Difference> costs(StoreRating rating, StoreHealth then) {
    var costs = rating.costs();
    var fees = then.fees();
    if (costs == null || fees.unknown() > 0) {
      return Optional.empty();
    }
    return then.pack()
        .roubles(costs)
        .filter(ozons -> !same(ozons, fees.roubles()))
        .flatMap(
            ozons ->
                number(
                    "costs",
                    fees.roubles() + " " + then.pack().feeCap().currency(),
                    costs.amount() + " " + costs.currency()));
  }

  /** To the second decimal, as Ozon shows it. */
  private static boolean same(BigDecimal one, BigDecimal other) {
    return one.setScale(2, RoundingMode.HALF_UP).compareTo(other.setScale(2, RoundingMode.HALF_UP))
        == 0;
  }

  private static Optional<Difference> number(String what, String ours, String ozons) {
    return Optional.of(new Difference(Kind.OTHER_NUMBER, what, null, ours, ozons));
  }

  private static List<Difference> postings(
      StoreHealth then, StoreRating rating, LocalDate[] window) {
    var ours = ours(then, window);
    var ozons = ozons(then, rating, window);
    var differences = new ArrayList<Difference>();
    var all = new TreeSet<>(ours.keySet());
    all.addAll(ozons.keySet());
    for (var posting : all) {
      var here = ours.get(posting);
      var there = ozons.get(posting);
      if (here == null && there != null && !there.grace()) {
        differences.add(
            new Difference(Kind.MISSING_HERE, "posting", posting, NOT_COUNTED, there.type()));
      } else if (here != null && (there == null ? rating.complete() : there.grace())) {
        differences.add(
            new Difference(
                Kind.MISSING_THERE, "posting", posting, here, there == null ? NOT_COUNTED : GRACE));
      }
    }
    return differences;
  }

  /** How each posting ended that the twin counts, by its number. */
  private static Map<String, String> ours(StoreHealth then, LocalDate[] window) {
    var ours = new TreeMap<String, String>();
    for (var each : then.books().ended()) {
      var day = then.books().day(each.at());
      if (within(day, window) && each.counts(then.packs().on(day))) {
        ours.put(each.posting(), each.end().map(end -> end.word()).orElse("flagged by Ozon"));
      }
    }
    return ours;
  }

  private static Map<String, RatingError> ozons(
      StoreHealth then, StoreRating rating, LocalDate[] window) {
    var ozons = new TreeMap<String, RatingError>();
    for (var each : rating.errors()) {
      var at = each.at();
      if (at == null || within(then.books().day(at), window)) {
        ozons.put(each.posting(), each);
      }
    }
    return ozons;
  }

  private static boolean within(LocalDate day, LocalDate[] window) {
    return !day.isBefore(window[0]) && !day.isAfter(window[1]);
  }
}
